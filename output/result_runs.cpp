// SPDX-License-Identifier: Apache-2.0
#include "output/result_runs.hpp"

#include <algorithm>
#include <utility>

#include "output/error.hpp"
#include "output/series_variable.hpp"

namespace waterbed {

ResultRuns::ResultRuns(std::filesystem::path path, Hdf5File file, const ResultLayout& layout)
    : path_(std::move(path)), file_(std::move(file)), layout_(layout) {
  for (const std::int64_t replicate : file_.read_integers("replicate"))
    replicates_.push_back(static_cast<std::uint32_t>(replicate));
  const Shape shape = file_.shape("run_state");
  if (shape.size() != 2) file_.damaged("run_state");
  arms_ = shape[0];
  runs_ = RunStatuses::read(file_, arms_, {replicates_.size()});
}

bool ResultRuns::is_made(std::size_t slot) const {
  for (std::size_t arm = 0; arm < arms_; ++arm)
    if (runs_.state(arm, slot) == StoredState::missing) return false;
  return true;
}

void ResultRuns::expect(const ResultLayout& layout) const {
  ResultLayout of_file = layout;
  of_file.replicates = static_cast<std::int64_t>(replicates_.size());
  bool is_alike = arms_ == layout.arms.size();
  for (const SeriesSpec& series : all_series(layout)) {
    const Variable variable = series_variable(of_file, series);
    is_alike = is_alike && file_.has_variable(series.name) && file_.shape(series.name) == variable.shape &&
               file_.type(series.name) == variable.type;
  }
  if (!is_alike) throw OutputError(OutputFault::file, path_.string() + " holds runs of another scenario");
}

RawChunk ResultRuns::chunk(SeriesOf of, std::size_t series, std::size_t arm_or_pair, std::size_t slot) const {
  const SeriesSpec& spec = of == SeriesOf::arm ? layout_.series[series] : layout_.pair_series[series];
  const Shape shape = file_.shape(spec.name);
  if (std::find(shape.begin(), shape.end(), 0U) != shape.end()) return {};
  return file_.read_chunk(spec.name, start_of_slot(layout_, spec, arm_or_pair, slot));
}

}  // namespace waterbed
