// SPDX-License-Identifier: Apache-2.0
#include "output/result_labels.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <optional>
#include <utility>

#include "output/factor_labels.hpp"
#include "output/label_lists.hpp"
#include "output/series_variable.hpp"
#include "sim/base/check.hpp"

namespace waterbed {
namespace {

// Whole numbers counted from 0.
void write_numbers(Hdf5File& file, const std::string& name, const std::string& long_name,
                   std::int64_t count) {
  WATERBED_CHECK(count >= 0 && count <= std::numeric_limits<std::int32_t>::max());
  std::vector<std::int32_t> numbers(static_cast<std::size_t>(count));
  std::iota(numbers.begin(), numbers.end(), 0);
  Variable variable = along(name, name, numbers);
  variable.attributes = {{"long_name", long_name}, {"units", "1"}};
  file.add_scale(variable, numbers);
}

void write_periods(Hdf5File& file, const ResultLayout& layout) {
  const Values days = column(
      layout.periods, [](const PeriodLabel& period) { return static_cast<std::int32_t>(period.start_day); });
  Variable start = along("period", "period", days);
  start.attributes = {{"long_name", "first day of the reporting period"},
                      {"standard_name", "time"},
                      {"units", "days since 1970-01-01"},
                      {"calendar", "proleptic_gregorian"},
                      {"axis", "T"}};
  file.add_scale(start, days);

  const Values weeks = column(layout.periods, [](const PeriodLabel& period) { return period.weeks; });
  Variable length = along("period", "period_weeks", weeks);
  length.attributes = {{"long_name", "length of the reporting period"}, {"units", "week"}};
  file.add_variable(length, weeks);
}

void write_lanes(Hdf5File& file, const std::vector<LaneLabel>& lanes) {
  add_names(file, "lane", "commodity, entry place and method",
            column(lanes, [](const LaneLabel& lane) { return lane.name; }));
  add_text(file, "lane", "lane_commodity", "commodity of the lane",
           column(lanes, [](const LaneLabel& lane) { return lane.commodity; }));
  add_text(file, "lane", "lane_place", "entry place of the lane",
           column(lanes, [](const LaneLabel& lane) { return lane.place; }));
  add_text(file, "lane", "lane_method", "method of the lane",
           column(lanes, [](const LaneLabel& lane) { return lane.method; }));
}

void add_degrees(Hdf5File& file, const std::string& direction, const std::string& units,
                 const Values& degrees) {
  Variable variable = along("place", "place_" + direction, degrees);
  variable.attributes = {
      {"long_name", direction + " of the place"}, {"standard_name", direction}, {"units", units}};
  file.add_variable(variable, degrees);
}

void write_places(Hdf5File& file, const std::vector<PlaceLabel>& places) {
  add_names(file, "place", "UN/LOCODE or name of the place",
            column(places, [](const PlaceLabel& place) { return place.name; }));
  add_text(file, "place", "place_title", "title of the place",
           column(places, [](const PlaceLabel& place) { return place.title; }));
  add_text(file, "place", "place_kind", "kind of place",
           column(places, [](const PlaceLabel& place) { return place.kind; }));
  add_degrees(file, "latitude", "degrees_north",
              column(places, [](const PlaceLabel& place) { return place.latitude_deg; }));
  add_degrees(file, "longitude", "degrees_east",
              column(places, [](const PlaceLabel& place) { return place.longitude_deg; }));
}

void write_lot_size_classes(Hdf5File& file, const std::vector<LotSizeLabel>& classes) {
  add_names(file, "lot_size_class", "weight of a lot",
            column(classes, [](const LotSizeLabel& label) { return label.name; }));
  const Values lows = column(classes, [](const LotSizeLabel& label) { return label.low_kg; });
  Variable low = along("lot_size_class", "lot_size_class_low_kg", lows);
  low.attributes = {{"long_name", "weight of the lightest lot of the class"}, {"units", "kg"}};
  file.add_variable(low, lows);
}

void write_parts(Hdf5File& file, const std::vector<PartLabel>& parts) {
  add_names(file, "part", "terminal or depot: part of an entry place",
            column(parts, [](const PartLabel& part) { return part.name; }));
  add_text(file, "part", "part_title", "title of the part",
           column(parts, [](const PartLabel& part) { return part.title; }));
  add_text(file, "part", "part_place", "entry place of the part",
           column(parts, [](const PartLabel& part) { return part.place; }));
}

void write_pools(Hdf5File& file, const std::vector<PoolLabel>& pools) {
  add_names(file, "pool", "pool of labour: parameter block and entry",
            column(pools, [](const PoolLabel& pool) { return pool.name; }));
  add_text(file, "pool", "pool_kind", "kind of labour",
           column(pools, [](const PoolLabel& pool) { return pool.kind; }));
  add_text(file, "pool", "pool_place", "entry place of the pool",
           column(pools, [](const PoolLabel& pool) { return pool.place; }));
}

void describe_days(Variable& variable, const std::string& long_name) {
  variable.attributes = {
      {"long_name", long_name}, {"units", "days since 1970-01-01"}, {"calendar", "proleptic_gregorian"}};
}

// A dimension whose labels are days.
void add_day_scale(Hdf5File& file, const std::string& name, const std::string& long_name,
                   const std::vector<std::int32_t>& days) {
  Variable variable = along(name, name, days);
  describe_days(variable, long_name);
  file.add_scale(variable, days);
}

// A day of each pair that may not come: NaN then.
void add_pair_day(Hdf5File& file, const std::string& name, const std::string& long_name,
                  const std::vector<PairLabel>& pairs, std::optional<std::int64_t> PairLabel::*day) {
  const Values days = column(pairs, [&](const PairLabel& pair) {
    return pair.*day ? static_cast<double>(*(pair.*day)) : std::numeric_limits<double>::quiet_NaN();
  });
  Variable variable = along("pair", name, days);
  describe_days(variable, long_name);
  file.add_variable(variable, days);
}

void write_touched(Hdf5File& file, const ResultLayout& layout) {
  std::vector<std::int8_t> touched;
  for (const PairLabel& pair : layout.pairs)
    for (const Touch touch : pair.touched) touched.push_back(static_cast<std::int8_t>(touch));
  file.add_variable({"pair_touched",
                     ElementType::int8,
                     {layout.pairs.size(), layout.lanes.size()},
                     {"pair", "lane"},
                     {},
                     {{"long_name", "whether routes of the lane are in R, which the measures touch"},
                      {"units", "1"},
                      {"flag_values", std::vector<std::int8_t>{0, 1, 2}},
                      {"flag_meanings", "no_route some_routes all_routes"}}},
                    touched);
}

void write_pairs(Hdf5File& file, const ResultLayout& layout) {
  const std::vector<PairLabel>& pairs = layout.pairs;
  add_names(file, "pair", "two arms compared consignment by consignment: A, the reference, and B",
            column(pairs, [](const PairLabel& pair) { return pair.name; }));
  add_text(file, "pair", "pair_reference", "arm A of the pair",
           column(pairs, [&](const PairLabel& pair) { return layout.arms[pair.reference]; }));
  add_text(file, "pair", "pair_arm", "arm B of the pair",
           column(pairs, [&](const PairLabel& pair) { return layout.arms[pair.arm]; }));
  if (layout.points > 0) return;  // when and where arms differ may differ between points
  add_pair_day(file, "pair_from", "first week in which the arms differ; NaN: they do not", pairs,
               &PairLabel::from_day);
  add_pair_day(file, "pair_until", "first week in which they no longer differ; NaN: it never comes", pairs,
               &PairLabel::until_day);
  write_touched(file, layout);
}

// Dimensions of series of pairs.
void write_pair_axes(Hdf5File& file, const ResultLayout& layout) {
  add_day_scale(file, "year", "first day of the year, of the weeks reported",
                column(layout.years,
                       [](const PeriodLabel& year) { return static_cast<std::int32_t>(year.start_day); }));
  const Values weeks = column(layout.years, [](const PeriodLabel& year) { return year.weeks; });
  Variable length = along("year", "year_weeks", weeks);
  length.attributes = {{"long_name", "reported weeks of the year"}, {"units", "week"}};
  file.add_variable(length, weeks);
  add_day_scale(file, "week", "Monday of the week",
                column(layout.week_days, [](std::int64_t day) { return static_cast<std::int32_t>(day); }));
  add_names(file, "estimate", "as drawn, or with the chances of the last controls instead of draws",
            layout.estimates);
  add_names(file, "shift_kind", "what of the route is the first that differs", layout.shift_kinds);
  add_names(file, "displaced_by",
            "organisations at work in both arms, in the arm only, in the reference only",
            layout.displaced_by);
  add_names(file, "move_class", "way in A and in B: through R, outside R (O), not shipped (0)",
            layout.move_classes);
  std::vector<std::string> lanes = column(layout.lanes, [](const LaneLabel& lane) { return lane.name; });
  lanes.emplace_back("not shipped");
  lanes.emplace_back("none");
  add_names(file, "lane_in_a", "lane in arm A; not shipped: planned only; none: not planned, or smaller",
            lanes);
  add_names(file, "lane_in_b", "lane in arm B; not shipped: planned only; none: not planned, or smaller",
            lanes);
}

void write_parameters(Hdf5File& file, const std::vector<ParameterRecord>& parameters) {
  add_names(file, "parameter", "path of the parameter",
            column(parameters, [](const ParameterRecord& parameter) { return parameter.path; }));
  add_text(file, "parameter", "parameter_value", "value of the parameter, as text",
           column(parameters, [](const ParameterRecord& parameter) { return parameter.value; }));
  add_text(file, "parameter", "parameter_unit", "unit of the parameter",
           column(parameters, [](const ParameterRecord& parameter) { return parameter.unit; }));
  add_text(file, "parameter", "parameter_low", "low end of the plausible range",
           column(parameters, [](const ParameterRecord& parameter) { return parameter.low; }));
  add_text(file, "parameter", "parameter_high", "high end of the plausible range",
           column(parameters, [](const ParameterRecord& parameter) { return parameter.high; }));
  add_text(file, "parameter", "parameter_source", "where the value comes from",
           column(parameters, [](const ParameterRecord& parameter) { return parameter.source; }));
  add_text(file, "parameter", "parameter_origin", "default, or file and line that set it",
           column(parameters, [](const ParameterRecord& parameter) { return parameter.origin; }));
}

void write_source_files(Hdf5File& file, const std::vector<SourceFileRecord>& files) {
  add_names(file, "source_file", "name of a file of the scenario",
            column(files, [](const SourceFileRecord& source) { return source.name; }));
  add_text(file, "source_file", "source_file_text", "text of the file",
           column(files, [](const SourceFileRecord& source) { return source.text; }));
}

std::string axes_of(const SeriesSpec& series) {
  std::string names;
  for (const Axis axis : series.axes) names += (names.empty() ? "" : " ") + dimension_name(axis);
  return names;
}

// Names of variables that say more about the labels of an axis.
std::string coordinates_along(Axis axis) {
  switch (axis) {
    case Axis::period:
      return "period_weeks";
    case Axis::lane:
      return "lane_commodity lane_place lane_method";
    case Axis::place:
      return "place_title place_kind place_latitude place_longitude";
    case Axis::lot_size_class:
      return "lot_size_class_low_kg";
    case Axis::part:
      return "part_title part_place";
    case Axis::pool:
      return "pool_kind pool_place";
    case Axis::year:
      return "year_weeks";
    case Axis::stage:
    case Axis::source_place:
    case Axis::account:
    case Axis::week:
    case Axis::estimate:
    case Axis::shift_kind:
    case Axis::displaced_by:
    case Axis::move_class:
    case Axis::lane_in_a:
    case Axis::lane_in_b:
      break;
  }
  return "";
}

// As CF wants it.
std::string coordinates_of(const ResultRecord& record, const SeriesSpec& series) {
  std::string names;
  if (series.of == SeriesOf::pair)
    names = record.sweep ? "pair_reference pair_arm" : "pair_reference pair_arm pair_from pair_until";
  if (record.sweep)
    for (const FactorRecord& factor : record.sweep->factors)
      names += (names.empty() ? "" : " ") + factor_variable(factor);
  for (const Axis axis : series.axes) {
    const std::string of_axis = coordinates_along(axis);
    if (!names.empty() && !of_axis.empty()) names += ' ';
    names += of_axis;
  }
  return names;
}

}  // namespace

const char* axes_attribute(SeriesOf of) {
  return of == SeriesOf::arm ? "waterbed_axes" : "waterbed_pair_axes";
}

std::string dimension_name(Axis axis) {
  switch (axis) {
    case Axis::period:
      return "period";
    case Axis::stage:
      return "stage";
    case Axis::lane:
      return "lane";
    case Axis::place:
      return "place";
    case Axis::source_place:
      return "source_place";
    case Axis::lot_size_class:
      return "lot_size_class";
    case Axis::account:
      return "account";
    case Axis::part:
      return "part";
    case Axis::pool:
      return "pool";
    case Axis::year:
      return "year";
    case Axis::week:
      return "week";
    case Axis::estimate:
      return "estimate";
    case Axis::shift_kind:
      return "shift_kind";
    case Axis::displaced_by:
      return "displaced_by";
    case Axis::move_class:
      return "move_class";
    case Axis::lane_in_a:
      return "lane_in_a";
    case Axis::lane_in_b:
      return "lane_in_b";
  }
  return "";
}

void write_root(Hdf5File& file, const ResultRecord& record) {
  const ResultLayout& layout = record.layout;
  WATERBED_CHECK(!layout.arms.empty());
  WATERBED_CHECK(layout.seed <= static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()));
  file.add_attribute({"Conventions", "CF-1.10"});
  file.add_attribute({"title", record.scenario.title});
  file.add_attribute({"waterbed_format_version", static_cast<std::int32_t>(result_format_version)});
  file.add_attribute({"waterbed_version", record.program.version});
  file.add_attribute({"waterbed_commit", record.program.commit});
  file.add_attribute({"results_version", record.program.results_version});
  file.add_attribute({"seed", static_cast<std::int64_t>(layout.seed)});
  file.add_attribute({"reference_arm", layout.arms.front()});
}

void write_labels(Hdf5File& file, const ResultRecord& record) {
  const ResultLayout& layout = record.layout;
  add_names(file, "arm", "arm: variant of the scenario; the first is the reference", layout.arms);
  if (record.sweep) write_numbers(file, "point", "number of the point of the design", layout.points);
  write_numbers(file, "replicate", "number of the replicate", layout.replicates);
  write_periods(file, layout);
  add_names(file, "stage", "stage at which a lot is controlled", layout.stages);
  write_lanes(file, layout.lanes);
  write_places(file, layout.places);
  if (!layout.source_places.empty())
    add_names(file, "source_place", "source; its label is that of the place", layout.source_places);
  if (!layout.lot_size_classes.empty()) write_lot_size_classes(file, layout.lot_size_classes);
  if (!layout.accounts.empty())
    add_names(file, "account", "who pays organisations or is paid", layout.accounts);
  if (!layout.parts.empty()) write_parts(file, layout.parts);
  if (!layout.pools.empty()) write_pools(file, layout.pools);
  if (!layout.pairs.empty()) write_pairs(file, layout);
  if (!layout.pairs.empty()) write_pair_axes(file, layout);
  write_parameters(file, record.scenario.parameters);
  write_source_files(file, record.scenario.files);
  if (record.sweep) write_factors(file, *record.sweep, layout.points);
  add_names(file, "step", "steps of a week, in order", layout.steps);
}

void write_series(Hdf5File& file, const ResultRecord& record) {
  const ResultLayout& layout = record.layout;
  for (const SeriesSpec& series : all_series(layout)) {
    Variable variable = series_variable(layout, series);
    variable.dimensions = slot_dimensions(layout);
    variable.dimensions.insert(variable.dimensions.begin(), series.of == SeriesOf::arm ? "arm" : "pair");
    for (const Axis axis : series.axes) variable.dimensions.push_back(dimension_name(axis));
    variable.attributes = {{"long_name", series.long_name},
                           {"units", series.units},
                           {axes_attribute(series.of), axes_of(series)}};
    const std::string coordinates = coordinates_of(record, series);
    if (!coordinates.empty()) variable.attributes.push_back({"coordinates", coordinates});
    file.add_empty_variable(variable);
  }
}

}  // namespace waterbed
