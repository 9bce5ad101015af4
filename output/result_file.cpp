// SPDX-License-Identifier: Apache-2.0
#include "output/result_file.hpp"

#include "output/durable.hpp"
#include "output/result_labels.hpp"
#include "output/seal.hpp"

namespace waterbed {
namespace {

void write_timing(Hdf5File& file, const TimingRecord& timing) {
  file.add_group("timing", {{"seconds", timing.seconds},
                            {"threads", timing.threads},
                            {"waiting_seconds", timing.waiting_seconds},
                            {"host", timing.host}});
}

}  // namespace

void join(MadeRuns& runs, const ResultRecord& record, const JoinTarget& target,
          const std::function<void()>& between) {
  TemporaryFile temporary(target.temporary, target.file);
  Hdf5File file = Hdf5File::create(temporary.path());
  write_root(file, record);
  write_labels(file, record);
  write_series(file, record.layout);
  for (std::uint32_t replicate = 0; replicate < record.layout.replicates; ++replicate) {
    if (between) between();
    if (runs.has(replicate)) runs.copy(replicate, file);
  }
  runs.statuses().write(file, {"arm", "replicate"});
  if (record.timing) write_timing(file, *record.timing);
  file.close();
  append_seal(temporary.path());
  temporary.keep();
}

}  // namespace waterbed
