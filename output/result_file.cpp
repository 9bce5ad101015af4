// SPDX-License-Identifier: Apache-2.0
#include "output/result_file.hpp"

#include "output/durable.hpp"
#include "output/result_labels.hpp"
#include "output/seal.hpp"
#include "output/series_variable.hpp"

namespace waterbed {
namespace {

void write_timing(Hdf5File& file, const TimingRecord& timing) {
  file.add_group("timing", {{"seconds", timing.seconds},
                            {"threads", timing.threads},
                            {"waiting_seconds", timing.waiting_seconds},
                            {"host", timing.host}});
}

void copy_chunks(MadeRuns& runs, const ResultLayout& layout, std::uint32_t replicate, Hdf5File& file) {
  const auto [source, slot] = runs.find(0, replicate);
  const auto copy = [&](const std::vector<SeriesSpec>& specs, std::size_t arm_or_pair) {
    for (std::size_t series = 0; series < specs.size(); ++series)
      file.write_chunk(specs[series].name, chunk_start(specs[series], arm_or_pair, replicate),
                       source.chunk(specs[series].of, series, arm_or_pair, slot));
  };
  const auto is_done = [&](std::size_t arm) {
    return runs.statuses().state(arm, replicate) == StoredState::done;
  };
  for (std::size_t arm = 0; arm < layout.arms.size(); ++arm)
    if (is_done(arm)) copy(layout.series, arm);
  for (std::size_t pair = 0; pair < layout.pairs.size(); ++pair)
    if (is_done(layout.pairs[pair].reference) && is_done(layout.pairs[pair].arm))
      copy(layout.pair_series, pair);
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
    if (runs.has(0, replicate)) copy_chunks(runs, record.layout, replicate, file);
  }
  runs.statuses().write(file, {"arm", "replicate"});
  if (record.timing) write_timing(file, *record.timing);
  file.close();
  append_seal(temporary.path());
  temporary.keep();
}

}  // namespace waterbed
