// SPDX-License-Identifier: Apache-2.0
#include "output/sweep_chunks.hpp"

#include <algorithm>
#include <span>
#include <vector>

#include "output/error.hpp"
#include "output/packed_run.hpp"
#include "output/series_variable.hpp"
#include "sim/base/parallel.hpp"

namespace waterbed {
namespace {

// One chunk under way: of a series, in one arm or pair.
struct Column {
  const SeriesSpec& spec;
  std::size_t series;  // in the list of its kind
  std::size_t arm_or_pair;
  std::size_t cells_of_run;
  std::vector<std::int64_t> cells{};  // [point x replicates of the chunk + replicate][cells of a run]
  bool has_runs = false;
};

class SweepChunks {
 public:
  SweepChunks(MadeRuns& runs, const ResultLayout& layout)
      : runs_(runs), layout_(layout), chunk_(chunk_of_sweep(layout)) {
    add_columns(layout.series, layout.arms.size());
    add_columns(layout.pair_series, layout.pairs.size());
  }

  void write(Hdf5File& file, const std::function<void()>& between) {
    const auto points = static_cast<std::size_t>(layout_.points);
    const auto replicates = static_cast<std::size_t>(layout_.replicates);
    for (std::size_t point = 0; point < points; point += chunk_.points)
      for (std::size_t replicate = 0; replicate < replicates; replicate += chunk_.replicates) {
        if (between) between();
        clear();
        fill({point, std::min(points, point + chunk_.points)},
             {replicate, std::min(replicates, replicate + chunk_.replicates)});
        put(file, point * replicates + replicate);
      }
  }

 private:
  struct Span {
    std::size_t begin;
    std::size_t end;
  };

  void add_columns(const std::vector<SeriesSpec>& specs, std::size_t rows) {
    for (std::size_t row = 0; row < rows; ++row)
      for (std::size_t series = 0; series < specs.size(); ++series) {
        const std::size_t cells = cells_of(layout_, specs[series]);
        if (cells > 0) columns_.push_back({specs[series], series, row, cells});
      }
  }

  void clear() {
    for (Column& column : columns_) {
      column.cells.assign(column.cells_of_run * chunk_.points * chunk_.replicates, missing_int64);
      column.has_runs = false;
    }
  }

  void fill(Span points, Span replicates) {
    for (std::size_t point = points.begin; point < points.end; ++point)
      for (std::size_t replicate = replicates.begin; replicate < replicates.end; ++replicate)
        if (runs_.has(point, static_cast<std::uint32_t>(replicate)))
          take(point, replicate, (point - points.begin) * chunk_.replicates + (replicate - replicates.begin));
  }

  [[nodiscard]] bool is_done(std::size_t arm, std::size_t slot) const {
    return runs_.statuses().state(arm, slot) == StoredState::done;
  }

  [[nodiscard]] bool is_done(const Column& column, std::size_t slot) const {
    if (column.spec.of == SeriesOf::arm) return is_done(column.arm_or_pair, slot);
    const PairLabel& pair = layout_.pairs[column.arm_or_pair];
    return is_done(pair.reference, slot) && is_done(pair.arm, slot);
  }

  void take(std::size_t point, std::size_t replicate, std::size_t place) {
    const auto [source, slot] = runs_.find(point, static_cast<std::uint32_t>(replicate));
    const std::size_t here = point * static_cast<std::size_t>(layout_.replicates) + replicate;
    for (Column& column : columns_) {
      if (!is_done(column, here)) continue;
      const RawChunk chunk = source.chunk(column.spec.of, column.series, column.arm_or_pair, slot);
      const std::span<std::int64_t> cells =
          std::span(column.cells).subspan(place * column.cells_of_run, column.cells_of_run);
      if (!unpack(column.spec, chunk, cells))
        throw OutputError(OutputFault::file, "a block of the sweep is damaged at " + column.spec.name);
      column.has_runs = true;
    }
  }

  void put(Hdf5File& file, std::size_t slot) {
    std::vector<RawChunk> chunks(columns_.size());
    for_each_task(columns_.size(), [&](std::size_t number) {
      if (columns_[number].has_runs)
        chunks[number] = pack_cells(columns_[number].spec, columns_[number].cells);
    });
    for (std::size_t number = 0; number < columns_.size(); ++number)
      file.write_chunk(columns_[number].spec.name,
                       start_of_slot(layout_, columns_[number].spec, columns_[number].arm_or_pair, slot),
                       chunks[number]);
  }

  MadeRuns& runs_;
  const ResultLayout& layout_;
  ChunkOfSweep chunk_;
  std::vector<Column> columns_;
};

}  // namespace

void write_sweep_chunks(MadeRuns& runs, const ResultLayout& layout, Hdf5File& file,
                        const std::function<void()>& between) {
  SweepChunks(runs, layout).write(file, between);
}

}  // namespace waterbed
