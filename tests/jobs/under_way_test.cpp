// SPDX-License-Identifier: Apache-2.0
#include "sim/jobs/under_way.hpp"

#include <chrono>
#include <optional>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "tests/output/temporary_folder.hpp"

namespace waterbed {
namespace {

using Runs = std::vector<PointReplicate>;

class RunsUnderWay : public WithFolder {
 protected:
  // Whether that is what the file says at last; it is a second old at most, if the machine has time.
  [[nodiscard]] bool are_told(const Runs& runs) const {
    const auto end = std::chrono::steady_clock::now() + std::chrono::minutes(1);
    while (UnderWay::read(file("running")) != runs && std::chrono::steady_clock::now() < end)
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    return UnderWay::read(file("running")) == runs;
  }
};

// The second begins within the pause after the first was written, and nothing happens afterwards.
TEST_F(RunsUnderWay, AreAllToldThoughNothingFollows) {
  UnderWay under_way(file("running"));
  under_way.begin({3, 0});
  EXPECT_TRUE(are_told({{3, 0}}));
  under_way.begin({2, 1});
  EXPECT_TRUE(are_told({{2, 1}, {3, 0}}));
}

TEST_F(RunsUnderWay, AreNotToldOnceTheyHaveEnded) {
  UnderWay under_way(file("running"));
  under_way.begin({3, 0});
  EXPECT_TRUE(are_told({{3, 0}}));
  under_way.end({3, 0});
  EXPECT_TRUE(are_told({}));
}

TEST_F(RunsUnderWay, LeaveNoFileBehind) {
  std::optional<UnderWay> under_way(std::in_place, file("running"));
  under_way->begin({3, 0});
  EXPECT_TRUE(are_told({{3, 0}}));
  under_way.reset();
  EXPECT_EQ(file_count(), 0U);
}

}  // namespace
}  // namespace waterbed
