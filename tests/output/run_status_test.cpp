// SPDX-License-Identifier: Apache-2.0
#include "output/run_status.hpp"

#include <gtest/gtest.h>

#include "output/error.hpp"
#include "tests/output/temporary_folder.hpp"

namespace waterbed {
namespace {

class RunStatusesOfPoints : public WithFolder {
 protected:
  // Two arms, three points of two replicates.
  RunStatusesOfPoints() {
    RunStatuses statuses(2, 6);
    statuses.set(0, 5, {StoredState::done, 77, ""});
    statuses.set(1, 2, {StoredState::failed, 0, "no harbour"});
    Hdf5File written = Hdf5File::create(path());
    statuses.write(written, {3, 2}, {});
    written.close();
  }
  [[nodiscard]] std::filesystem::path path() const { return file("statuses.h5"); }
};

TEST_F(RunStatusesOfPoints, LieByArmPointAndReplicate) {
  const Hdf5File written = Hdf5File::open(path());
  for (const char* name : {"run_state", "run_message", "run_digest"})
    EXPECT_EQ(written.shape(name), (Shape{2, 3, 2})) << name;
  const std::vector<std::int64_t> states = written.read_integers("run_state");
  EXPECT_EQ(states[0 * 6 + 2 * 2 + 1], 0);  // slot 5 is replicate 1 of point 2
  EXPECT_EQ(states[1 * 6 + 1 * 2 + 0], 1);  // slot 2 is replicate 0 of point 1
}

TEST_F(RunStatusesOfPoints, AreReadBack) {
  const RunStatuses read = RunStatuses::read(Hdf5File::open(path()), 2, {3, 2});
  for (std::size_t arm = 0; arm < 2; ++arm)
    for (std::size_t slot = 0; slot < 6; ++slot) {
      const StoredRun run = read.at(arm, slot);
      const bool is_done = arm == 0 && slot == 5;
      const bool is_failed = arm == 1 && slot == 2;
      EXPECT_EQ(run.state, is_done     ? StoredState::done
                           : is_failed ? StoredState::failed
                                       : StoredState::missing);
      EXPECT_EQ(run.digest, is_done ? 77U : 0U);
      EXPECT_EQ(run.message, is_failed ? "no harbour" : "");
    }
}

TEST_F(RunStatusesOfPoints, AreNotReadInAnotherShape) {
  const Hdf5File written = Hdf5File::open(path());
  EXPECT_THROW(static_cast<void>(RunStatuses::read(written, 2, {2, 3})), OutputError);
  EXPECT_THROW(static_cast<void>(RunStatuses::read(written, 2, {6})), OutputError);
  EXPECT_THROW(static_cast<void>(RunStatuses::read(written, 1, {3, 2})), OutputError);
}

}  // namespace
}  // namespace waterbed
