// SPDX-License-Identifier: Apache-2.0
#include "output/result_file.hpp"

#include "output/durable.hpp"
#include "output/result_labels.hpp"
#include "output/seal.hpp"
#include "output/series_variable.hpp"
#include "output/sweep_chunks.hpp"

namespace waterbed {
namespace {

void write_timing(Hdf5File& file, const TimingRecord& timing) {
  file.add_group("timing", {{"seconds", timing.seconds},
                            {"threads", timing.threads},
                            {"waiting_seconds", timing.waiting_seconds},
                            {"host", timing.host}});
}

void copy_chunks(MadeRuns& runs, const ResultLayout& layout, std::uint32_t replicate, Hdf5File& file) {
  const auto found = runs.find(0, replicate);
  const RunSource& source = found.first;
  const std::size_t slot = found.second;
  const auto copy = [&](const std::vector<SeriesSpec>& specs, std::size_t arm_or_pair) {
    for (std::size_t series = 0; series < specs.size(); ++series)
      file.write_chunk(specs[series].name, start_of_slot(layout, specs[series], arm_or_pair, replicate),
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

void copy_all_chunks(MadeRuns& runs, const ResultLayout& layout, Hdf5File& file,
                     const std::function<void()>& between) {
  for (std::uint32_t replicate = 0; replicate < layout.replicates; ++replicate) {
    if (between) between();
    if (runs.has(0, replicate)) copy_chunks(runs, layout, replicate, file);
  }
}

}  // namespace

void join(MadeRuns& runs, const ResultRecord& record, const JoinTarget& target,
          const std::function<void()>& between) {
  TemporaryFile temporary(target.temporary, target.file);
  Hdf5File file = Hdf5File::create(temporary.path());
  write_root(file, record);
  write_labels(file, record);
  write_series(file, record);
  if (record.sweep)
    write_sweep_chunks(runs, record.layout, file, between);
  else
    copy_all_chunks(runs, record.layout, file, between);
  std::vector<std::string> dimensions = slot_dimensions(record.layout);
  dimensions.insert(dimensions.begin(), "arm");
  runs.statuses().write(file, slot_shape(record.layout), dimensions);
  if (record.timing) write_timing(file, *record.timing);
  file.close();
  append_seal(temporary.path());
  temporary.keep();
}

}  // namespace waterbed
