// SPDX-License-Identifier: Apache-2.0
#include "output/result_reader.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <optional>
#include <sstream>
#include <utility>

#include "output/error.hpp"
#include "output/factor_labels.hpp"
#include "output/result_labels.hpp"
#include "output/seal.hpp"
#include "output/series_variable.hpp"
#include "sim/base/check.hpp"

namespace waterbed {
namespace {

std::optional<Axis> axis_named(const std::string& dimension) {
  for (std::size_t number = 0; number < axis_count; ++number)
    if (dimension_name(static_cast<Axis>(number)) == dimension) return static_cast<Axis>(number);
  return std::nullopt;
}

std::vector<std::string> words_of(const std::string& text) {
  std::istringstream stream(text);
  return {std::istream_iterator<std::string>(stream), {}};
}

bool fits_int32(std::int64_t number) {
  return number >= std::numeric_limits<std::int32_t>::min() &&
         number <= std::numeric_limits<std::int32_t>::max();
}

// Its size if there is no such series.
std::size_t position_of(const std::vector<SeriesSpec>& list, std::string_view name) {
  const auto found =
      std::find_if(list.begin(), list.end(), [&](const SeriesSpec& spec) { return spec.name == name; });
  return static_cast<std::size_t>(found - list.begin());
}

Hdf5File open_sealed(const std::filesystem::path& path) {
  check_seal(path);
  return Hdf5File::open(path);
}

}  // namespace

ResultReader::ResultReader(const std::filesystem::path& path) : path_(path), file_(open_sealed(path)) {
  check_version();
  read_root();
  read_labels();
  read_finer_labels();
  read_parameters();
  read_series_specs();
  runs_ = RunStatuses::read(file_, layout().arms.size(), slot_shape(layout()));
}

void ResultReader::check_version() const {
  const std::optional<std::int64_t> version = file_.integer_attribute("", "waterbed_format_version");
  if (!version) throw OutputError(OutputFault::file, path_.string() + " is not a result file of waterbed");
  if (*version == result_format_version) return;
  throw OutputError(OutputFault::file, path_.string() + " has format version " + std::to_string(*version) +
                                           "; this program reads version " +
                                           std::to_string(result_format_version));
}

std::string ResultReader::root_text(const std::string& name) const {
  std::optional<std::string> text = file_.text_attribute("", name);
  if (!text) file_.damaged(name);
  return *std::move(text);
}

std::int64_t ResultReader::root_integer(const std::string& name) const {
  const std::optional<std::int64_t> number = file_.integer_attribute("", name);
  if (!number) file_.damaged(name);
  return *number;
}

std::vector<std::string> ResultReader::texts(const std::string& name, std::size_t length) const {
  std::vector<std::string> list = file_.read_texts(name);
  if (list.size() != length) file_.damaged(name);
  return list;
}

void ResultReader::read_root() {
  record_.scenario.title = root_text("title");
  record_.program = {root_text("waterbed_version"), root_text("waterbed_commit"),
                     root_integer("results_version")};
  record_.layout.seed = static_cast<std::uint64_t>(root_integer("seed"));
}

void ResultReader::read_labels() {
  ResultLayout& layout = record_.layout;
  layout.arms = file_.read_texts("arm");
  if (layout.arms.empty()) file_.damaged("arm");
  layout.replicates = static_cast<std::int64_t>(file_.read_integers("replicate").size());
  if (file_.has_variable("point")) {
    layout.points = static_cast<std::int64_t>(file_.read_integers("point").size());
    if (layout.points == 0) file_.damaged("point");
    record_.sweep = read_factors(file_, layout.points);
  }
  layout.stages = file_.read_texts("stage");
  layout.steps = file_.read_texts("step");

  layout.periods = stretches("period", "period_weeks");

  const std::vector<std::string> lanes = file_.read_texts("lane");
  const std::vector<std::string> commodities = texts("lane_commodity", lanes.size());
  const std::vector<std::string> lane_places = texts("lane_place", lanes.size());
  const std::vector<std::string> methods = texts("lane_method", lanes.size());
  for (std::size_t lane = 0; lane < lanes.size(); ++lane) {
    layout.lanes.push_back({lanes[lane], commodities[lane], lane_places[lane], methods[lane]});
  }

  const std::vector<std::string> places = file_.read_texts("place");
  const std::vector<std::string> titles = texts("place_title", places.size());
  const std::vector<std::string> kinds = texts("place_kind", places.size());
  const std::vector<double> latitudes = file_.read_reals("place_latitude");
  const std::vector<double> longitudes = file_.read_reals("place_longitude");
  if (latitudes.size() != places.size() || longitudes.size() != places.size())
    file_.damaged("place_latitude");
  for (std::size_t place = 0; place < places.size(); ++place) {
    layout.places.push_back(
        {places[place], titles[place], kinds[place], latitudes[place], longitudes[place]});
  }
}

std::vector<PeriodLabel> ResultReader::stretches(const std::string& days, const std::string& weeks) const {
  const std::vector<std::int64_t> starts = file_.read_integers(days);
  const std::vector<std::int64_t> lengths = file_.read_integers(weeks);
  if (lengths.size() != starts.size()) file_.damaged(weeks);
  std::vector<PeriodLabel> labels;
  for (std::size_t number = 0; number < starts.size(); ++number) {
    if (!fits_int32(starts[number]) || !fits_int32(lengths[number]) || lengths[number] < 1)
      file_.damaged(days);
    labels.push_back({starts[number], static_cast<std::int32_t>(lengths[number])});
  }
  return labels;
}

void ResultReader::read_finer_labels() {
  ResultLayout& layout = record_.layout;
  if (file_.has_variable("source_place")) layout.source_places = file_.read_texts("source_place");
  if (file_.has_variable("account")) layout.accounts = file_.read_texts("account");
  if (file_.has_variable("part")) read_parts();
  read_pools();
  read_pairs();
  if (!file_.has_variable("lot_size_class")) return;
  const std::vector<std::string> names = file_.read_texts("lot_size_class");
  const std::vector<double> lows_kg = file_.read_reals("lot_size_class_low_kg");
  if (lows_kg.size() != names.size()) file_.damaged("lot_size_class_low_kg");
  for (std::size_t number = 0; number < names.size(); ++number)
    layout.lot_size_classes.push_back({names[number], lows_kg[number]});
}

void ResultReader::choose_point(std::size_t point) {
  WATERBED_CHECK(point < static_cast<std::size_t>(layout().points));
  point_ = point;
}

void ResultReader::read_parts() {
  const std::vector<std::string> names = file_.read_texts("part");
  const std::vector<std::string> titles = texts("part_title", names.size());
  const std::vector<std::string> places = texts("part_place", names.size());
  for (std::size_t part = 0; part < names.size(); ++part)
    record_.layout.parts.push_back({names[part], titles[part], places[part]});
}

void ResultReader::read_pools() {
  if (!file_.has_variable("pool")) return;
  const std::vector<std::string> names = file_.read_texts("pool");
  const std::vector<std::string> kinds = texts("pool_kind", names.size());
  const std::vector<std::string> places = texts("pool_place", names.size());
  for (std::size_t pool = 0; pool < names.size(); ++pool)
    record_.layout.pools.push_back({names[pool], kinds[pool], places[pool]});
}

void ResultReader::read_pairs() {
  if (!file_.has_variable("pair")) return;
  ResultLayout& layout = record_.layout;
  const std::vector<std::string> names = file_.read_texts("pair");
  const std::vector<std::string> references = texts("pair_reference", names.size());
  const std::vector<std::string> arms = texts("pair_arm", names.size());
  const auto number_of = [&](const std::string& arm) {
    const auto found = std::find(layout.arms.begin(), layout.arms.end(), arm);
    if (found == layout.arms.end()) file_.damaged("pair");
    return static_cast<std::size_t>(found - layout.arms.begin());
  };
  for (std::size_t pair = 0; pair < names.size(); ++pair)
    layout.pairs.push_back({names[pair], number_of(references[pair]), number_of(arms[pair]), {}, {}, {}});
  if (layout.points == 0) read_what_differs();
  read_pair_axes();
}

void ResultReader::read_what_differs() {
  std::vector<PairLabel>& pairs = record_.layout.pairs;
  const std::size_t lanes = layout().lanes.size();
  const std::vector<double> from = file_.read_reals("pair_from");
  const std::vector<double> until = file_.read_reals("pair_until");
  const std::vector<std::int64_t> touched = file_.read_integers("pair_touched");
  if (from.size() != pairs.size() || until.size() != pairs.size()) file_.damaged("pair_from");
  if (file_.shape("pair_touched") != Shape{pairs.size(), lanes}) file_.damaged("pair_touched");
  // NaN: there is none.
  const auto day = [&](double number) -> std::optional<std::int64_t> {
    if (std::isnan(number)) return std::nullopt;
    constexpr double farthest = 1e9;
    if (!(std::abs(number) <= farthest)) file_.damaged("pair_from");
    return static_cast<std::int64_t>(number);
  };
  for (std::size_t pair = 0; pair < pairs.size(); ++pair) {
    PairLabel& label = pairs[pair];
    label.from_day = day(from[pair]);
    label.until_day = day(until[pair]);
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      const std::int64_t touch = touched[pair * lanes + lane];
      if (touch < 0 || touch > 2) file_.damaged("pair_touched");
      label.touched.push_back(static_cast<Touch>(touch));
    }
  }
}

void ResultReader::read_pair_axes() {
  ResultLayout& layout = record_.layout;
  layout.years = stretches("year", "year_weeks");
  layout.week_days = file_.read_integers("week");
  layout.estimates = file_.read_texts("estimate");
  layout.shift_kinds = file_.read_texts("shift_kind");
  layout.displaced_by = file_.read_texts("displaced_by");
  layout.move_classes = file_.read_texts("move_class");
  constexpr std::size_t known_estimates = 2;
  if (layout.estimates.size() != known_estimates) file_.damaged("estimate");
}

void ResultReader::read_parameters() {
  const std::vector<std::string> paths = file_.read_texts("parameter");
  const std::size_t count = paths.size();
  const std::vector<std::string> values = texts("parameter_value", count);
  const std::vector<std::string> units = texts("parameter_unit", count);
  const std::vector<std::string> lows = texts("parameter_low", count);
  const std::vector<std::string> highs = texts("parameter_high", count);
  const std::vector<std::string> sources = texts("parameter_source", count);
  const std::vector<std::string> origins = texts("parameter_origin", count);
  for (std::size_t index = 0; index < count; ++index) {
    record_.scenario.parameters.push_back({paths[index], values[index], units[index], lows[index],
                                           highs[index], sources[index], origins[index]});
  }
  const std::vector<std::string> names = file_.read_texts("source_file");
  const std::vector<std::string> file_texts = texts("source_file_text", names.size());
  for (std::size_t index = 0; index < names.size(); ++index) {
    record_.scenario.files.push_back({names[index], file_texts[index]});
  }
}

void ResultReader::read_series_specs() {
  for (const std::string& name : file_.variables())
    for (const SeriesOf of : {SeriesOf::arm, SeriesOf::pair}) read_series_spec(name, of);
}

void ResultReader::read_series_spec(const std::string& name, SeriesOf of) {
  ResultLayout& layout = record_.layout;
  const std::optional<std::string> axes = file_.text_attribute(name, axes_attribute(of));
  if (!axes) return;
  const ElementType type = file_.type(name);
  if (type != ElementType::int32 && type != ElementType::int64) file_.damaged(name);
  SeriesSpec series{name,
                    file_.text_attribute(name, "units").value_or(""),
                    file_.text_attribute(name, "long_name").value_or(""),
                    {},
                    type == ElementType::int32,
                    of};
  const std::vector<std::string> words = words_of(*axes);
  for (const std::string& word : words)
    if (const std::optional<Axis> axis = axis_named(word)) series.axes.push_back(*axis);
  if (series.axes.size() < words.size()) return;  // along a dimension of a later program
  const Variable expected = series_variable(layout, series);
  if (file_.shape(name) != expected.shape) file_.damaged(name);
  (of == SeriesOf::arm ? layout.series : layout.pair_series).push_back(std::move(series));
}

std::size_t ResultReader::find_series(std::string_view name) const {
  return position_of(layout().series, name);
}

std::size_t ResultReader::find_pair_series(std::string_view name) const {
  return position_of(layout().pair_series, name);
}

SeriesValues ResultReader::series(std::string_view name) const {
  const std::size_t index = find_series(name);
  if (index == layout().series.size()) {
    throw OutputError(OutputFault::request, path_.string() + " has no series " + std::string(name));
  }
  const SeriesSpec& spec = layout().series[index];
  SeriesValues all;
  all.shape = {layout().arms.size(), static_cast<std::size_t>(layout().replicates)};
  for (const Axis axis : spec.axes) all.shape.push_back(layout().length(axis));
  for (std::size_t arm = 0; arm < all.shape[0]; ++arm) {
    for (std::size_t replicate = 0; replicate < all.shape[1]; ++replicate) {
      const std::vector<std::int64_t> cells = run_cells(index, {arm, replicate});
      all.values.insert(all.values.end(), cells.begin(), cells.end());
    }
  }
  return all;
}

std::vector<std::int64_t> ResultReader::run_cells(std::size_t series, RunId run) const {
  WATERBED_CHECK(series < layout().series.size());
  return cells(layout().series[series], run.arm, run.replicate);
}

std::vector<std::int64_t> ResultReader::pair_cells(std::size_t series, std::size_t pair,
                                                   std::size_t replicate) const {
  WATERBED_CHECK(series < layout().pair_series.size());
  return cells(layout().pair_series[series], pair, replicate);
}

std::vector<std::int64_t> ResultReader::cells(const SeriesSpec& spec, std::size_t arm_or_pair,
                                              std::size_t replicate) const {
  Block block{start_of_slot(layout(), spec, arm_or_pair, slot(replicate)), {1, 1}};
  if (layout().points > 0) block.count.push_back(1);
  // A chunk of HDF5 stays below 4 GiB; what claims more is damaged.
  constexpr std::uint64_t largest = 1ULL << 29U;
  std::uint64_t cells = 1;
  for (const Axis axis : spec.axes) {
    block.count.push_back(layout().length(axis));
    cells *= layout().length(axis);
    if (cells > largest * (spec.is_count ? 2 : 1)) file_.damaged(spec.name);
  }
  return file_.read_cells(spec.name, block);
}

}  // namespace waterbed
