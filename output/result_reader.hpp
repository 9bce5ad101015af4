// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "output/hdf5_file.hpp"
#include "output/result_record.hpp"
#include "output/run_status.hpp"

namespace waterbed {

// One run of a result, or of a point of a sweep.
struct RunId {
  std::size_t arm;
  std::size_t replicate;
};

// All cells of a series in row-major order over (arm, replicate, axes of the series). Cells of a run that is
// not done are missing_int64.
struct SeriesValues {
  std::vector<std::size_t> shape;
  std::vector<std::int64_t> values;
};

// A result file as output/FORMAT.md describes it. Opening checks the seal and reads all but the series.
// Throws OutputError if the file is not ours, of another format version, damaged, or changed by another
// program.
class ResultReader {
 public:
  explicit ResultReader(const std::filesystem::path& path);

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  // Without `timing`.
  [[nodiscard]] const ResultRecord& record() const { return record_; }
  [[nodiscard]] const ResultLayout& layout() const { return record_.layout; }
  // In the file of a sweep (layout().points > 0): whose runs and cells all following calls tell. The first,
  // until told. Pairs do not say there when and where their arms differ.
  void choose_point(std::size_t point);
  [[nodiscard]] StoredRun run(RunId run) const { return runs_.at(run.arm, slot(run.replicate)); }
  [[nodiscard]] StoredState state(RunId run) const { return runs_.state(run.arm, slot(run.replicate)); }
  // Index in the layout; layout().series.size() if there is no such series.
  [[nodiscard]] std::size_t find_series(std::string_view name) const;
  // Of the point, in the file of a sweep.
  [[nodiscard]] SeriesValues series(std::string_view name) const;
  // The cells of one run over the axes of the series: memory stays flat in the number of replicates.
  [[nodiscard]] std::vector<std::int64_t> run_cells(std::size_t series, RunId run) const;
  // As find_series and run_cells, of layout().pair_series and a pair of layout().pairs. Cells of a pair of
  // which a run is not done are missing_int64.
  [[nodiscard]] std::size_t find_pair_series(std::string_view name) const;
  [[nodiscard]] std::vector<std::int64_t> pair_cells(std::size_t series, std::size_t pair,
                                                     std::size_t replicate) const;

 private:
  void check_version() const;
  void read_root();
  void read_labels();
  void read_parts();
  void read_pools();
  void read_pairs();
  void read_what_differs();
  void read_pair_axes();
  void read_finer_labels();  // of dimensions that older files lack
  void read_parameters();
  void read_series_specs();
  void read_series_spec(const std::string& name, SeriesOf of);
  [[nodiscard]] std::vector<std::int64_t> cells(const SeriesSpec& spec, std::size_t arm_or_pair,
                                                std::size_t replicate) const;
  [[nodiscard]] std::vector<std::string> texts(const std::string& name, std::size_t length) const;
  [[nodiscard]] std::vector<PeriodLabel> stretches(const std::string& days, const std::string& weeks) const;
  [[nodiscard]] std::string root_text(const std::string& name) const;
  [[nodiscard]] std::int64_t root_integer(const std::string& name) const;

  [[nodiscard]] std::size_t slot(std::size_t replicate) const {
    return point_ * static_cast<std::size_t>(layout().replicates) + replicate;
  }

  std::filesystem::path path_;
  Hdf5File file_;
  ResultRecord record_;
  std::size_t point_ = 0;  // of a sweep
  RunStatuses runs_;
};

}  // namespace waterbed
