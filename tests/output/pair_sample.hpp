// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/base/units.hpp"
#include "sim/tally/displacement.hpp"
#include "tests/output/sample.hpp"

// A small result made by hand of two arms that are compared consignment by consignment. Rotterdam, one of
// four ports, is R; the measures begin after two of four years of 52 weeks, reported by half-years. Of five
// replicates one fails in the arm. All that is told is in t/year, the same in every period.
namespace waterbed::pair_sample {

inline constexpr std::uint32_t failed_replicate = 2;
inline constexpr std::int64_t first_day = 18631;  // Monday 2021-01-04
inline constexpr std::int32_t weeks_of_period = 26;
inline constexpr std::int32_t weeks_of_year = 52;
inline constexpr std::size_t periods = 8;
inline constexpr std::size_t years = 4;
inline constexpr std::int64_t weeks_before = 104;
inline constexpr std::int64_t measures_day = first_day + 7 * weeks_before;
inline constexpr std::int64_t weeks_to_half = 20;  // of what moves, a step

enum Port : std::size_t { rotterdam, antwerp, vlissingen, algeciras, ports };  // lanes and places
inline constexpr std::size_t not_shipped = ports;                              // in the shift matrix
inline constexpr std::size_t none = ports + 1;
inline constexpr std::size_t matrix_length = ports + 2;

inline std::vector<PeriodLabel> stretches(std::size_t count, std::int32_t weeks) {
  std::vector<PeriodLabel> labels;
  for (std::size_t number = 0; number < count; ++number)
    labels.push_back({first_day + 7 * weeks * static_cast<std::int64_t>(number), weeks});
  return labels;
}

inline std::vector<SeriesSpec> flow_series() {
  std::vector<SeriesSpec> series;
  for (const char* name : {"shipped_g", "landed_g", "seized_g", "lost_g", "recorded_g"})
    series.push_back({name, "g", "mass", {Axis::period, Axis::lane}, false});
  return series;
}

inline ResultRecord record() {
  ResultRecord record;
  ResultLayout& layout = record.layout;
  layout.arms = {"as_it_is", "tighter"};
  layout.replicates = 5;
  layout.seed = 7;
  layout.periods = stretches(periods, weeks_of_period);
  layout.years = stretches(years, weeks_of_year);
  for (const PeriodLabel& week : stretches(years * weeks_of_year, 1))
    layout.week_days.push_back(week.start_day);
  layout.stages = {"entry"};
  layout.places = {{"NLRTM", "Rotterdam", "port", 51.95, 4.14},
                   {"BEANR", "Antwerp", "port", 51.27, 4.34},
                   {"NLVLI", "Vlissingen", "port", 51.44, 3.6},
                   {"ESALG", "Algeciras", "port", 36.13, -5.43}};
  for (const PlaceLabel& place : layout.places)
    layout.lanes.push_back({"cocaine/" + place.name + "/rip_off", "cocaine", place.name, "rip_off"});
  layout.series = flow_series();
  layout.pair_series = pair_series();
  layout.estimates.assign(estimate_names.begin(), estimate_names.end());
  layout.shift_kinds.assign(shift_kind_names.begin(), shift_kind_names.end());
  layout.displaced_by.assign(displaced_by_names.begin(), displaced_by_names.end());
  layout.move_classes.assign(move_class_names.begin(), move_class_names.end());
  layout.pairs = {{"as_it_is/tighter",
                   0,
                   1,
                   measures_day,
                   std::nullopt,
                   {Touch::all_routes, Touch::no_route, Touch::no_route, Touch::no_route}}};
  layout.steps = {"calendar/measures"};
  record.scenario.title = "Four ports";
  record.scenario.files = {{"four_ports.yaml", "waterbed: 1\n"}};
  record.program = {"0.1.0", "0123abc", 1};
  return record;
}

// What one replicate gives, in t/year: a flow by lane before and with the measures, and a series of the pair
// with the measures, by its cells behind time. What is not told is 0.
struct Told {
  struct Flow {
    std::vector<double> before;
    std::vector<double> after;
  };
  std::array<std::map<std::string, Flow>, 2> arms;  // A, B
  std::map<std::string, std::vector<double>> pair;

  // A series over estimates and perhaps one axis more, `length` long, in one cell of it.
  void tell(const std::string& series, double drawn, double expected, std::size_t position = 0,
            std::size_t length = 1) {
    std::vector<double>& cells = pair[series];
    cells.resize(estimate_names.size() * length);
    cells[position] = drawn;
    cells[length + position] = expected;
  }
  void tell_kind(const std::string& series, ShiftKind kind, double tonnes) {
    tell(series, tonnes, tonnes, static_cast<std::size_t>(kind), shift_kind_names.size());
  }
};

// Deviations of the replicates that are done from their mean. With t(0.975, 3) = 3.182446 half an interval is
// t s / 2: of `kept_out` s^2 = 20/3, half 4.10852; of `displaced` s^2 = 50/3, half 6.49614; of `outside` s^2
// = .04/3, half .18374.
inline constexpr std::array<double, 5> kept_out_deviation{-3, -1, 0, 1, 3};
inline constexpr std::array<double, 5> displaced_deviation{-5, 0, 0, 0, 5};
inline constexpr std::array<double, 5> outside_deviation{-.1, -.1, 0, .1, .1};

// Kept out of Rotterdam 62 = 40.9 displaced + 6 stopped elsewhere + 8 not shipped + 7.1 stopped more; others
// land 1.5 less outside, so 62 - 40.9 + 1.5 = 22.6 is really gone. The expected terms deviate half as much.
inline Told told(std::uint32_t replicate) {
  Told told;
  const auto both = [&](const std::string& series, double mean, double deviation, std::size_t position = 0,
                        std::size_t length = 1) {
    told.tell(series, mean + deviation, mean + deviation / 2, position, length);
  };
  const double kept_out = kept_out_deviation.at(replicate);
  const double displaced = displaced_deviation.at(replicate);
  const double outside = outside_deviation.at(replicate);
  const auto place = static_cast<std::size_t>(ShiftKind::place);
  both("kept_out_g", 62, kept_out);
  both("displaced_g", 40.9, displaced, place, shift_kind_names.size());
  both("displaced_stopped_g", 6, 0, place, shift_kind_names.size());
  told.pair["deterred_g"] = {8};
  both("intercepted_g", 7.1, kept_out - displaced);
  both("outside_g", -2, outside, static_cast<std::size_t>(DisplacedBy::same), displaced_by_names.size());
  both("outside_g", 0.5, 0, static_cast<std::size_t>(DisplacedBy::newcomers), displaced_by_names.size());
  both("really_gone_g", 22.6, kept_out - displaced - outside);
  std::vector<double>& back = told.pair["displaced_back_g"];
  back.resize(shift_kind_names.size());
  back[place] = 4;
  told.pair["deterred_back_g"] = {2};
  told.pair["displaced_to_g"] = {0, 20 + displaced, 15.9, 5};
  told.pair["displaced_later_g"] = {3};
  told.pair["displaced_distance_g_km"] = {46.9 * 100};
  told.pair["displaced_distance_back_g_km"] = {4.1 * 80};
  told.pair["changed_route_g"] = {0, 51, 4.1};  // RR, RO, OR
  told.pair["displaced_week_g"] = {46.9 + displaced};
  std::vector<double>& matrix = told.pair["shift_g"];
  matrix.resize(matrix_length * matrix_length);
  matrix[rotterdam * matrix_length + rotterdam] = 200;
  matrix[rotterdam * matrix_length + antwerp] = 24;
  matrix[antwerp * matrix_length + rotterdam] = 2;
  matrix[rotterdam * matrix_length + not_shipped] = 10;
  matrix[none * matrix_length + antwerp] = 0.004;  // too little to print

  const std::vector<double> landed{300, 200, 50, 100};
  told.arms[0]["landed_g"] = {landed, landed};
  told.arms[1]["landed_g"] = {
      landed, {300 - 62 - kept_out, 200 + 20 + displaced, 50 + 15.9, 100 + 5 - 1.5 + outside}};
  // MODEL, case 7, in arm B: R 100 to 60, D 50 to 62, C 200 to 210.
  const std::vector<double> recorded{100, 40, 10, 200};
  told.arms[0]["recorded_g"] = {recorded, recorded};
  told.arms[1]["recorded_g"] = {recorded, {60, 50, 12, 210}};
  for (auto& arm : told.arms) arm["shipped_g"] = {{400, 300, 80, 320}, {400, 300, 80, 320}};
  return told;
}

inline std::int64_t grams(double tonnes_per_year, std::int64_t weeks) {
  return std::llround(tonnes_per_year * grams_per_tonne * static_cast<double>(weeks) / weeks_per_year);
}

inline std::vector<std::int64_t> cells_of(const ResultLayout& layout, const Told::Flow& flow) {
  std::vector<std::int64_t> cells;
  for (const PeriodLabel& period : layout.periods) {
    const bool is_before = period.start_day < measures_day;
    const std::vector<double>& tonnes = is_before ? flow.before : flow.after;
    for (std::size_t lane = 0; lane < layout.lanes.size(); ++lane)
      cells.push_back(lane < tonnes.size() ? grams(tonnes[lane], period.weeks) : 0);
  }
  return cells;
}

// Weeks in which a cell of time counts, by its number: of displaced_week_g only those after the step.
inline std::vector<std::int64_t> weeks_counted(const ResultLayout& layout, const SeriesSpec& series) {
  std::vector<std::int64_t> weeks;
  const auto counted = [](const PeriodLabel& stretch) {
    return stretch.start_day < measures_day ? std::int64_t{0} : std::int64_t{stretch.weeks};
  };
  if (series.axes.front() == Axis::period)
    for (const PeriodLabel& period : layout.periods) weeks.push_back(counted(period));
  if (series.axes.front() == Axis::year)
    for (const PeriodLabel& year : layout.years) weeks.push_back(counted(year));
  if (series.axes.front() == Axis::week)
    for (const std::int64_t day : layout.week_days)
      weeks.push_back(day < measures_day + 7 * weeks_to_half ? 0 : 1);
  return weeks;
}

inline std::vector<std::int64_t> cells_of(const ResultLayout& layout, const SeriesSpec& series,
                                          std::vector<double> tonnes) {
  std::size_t row = 1;
  for (const Axis axis : series.axes) row *= layout.length(axis);
  row /= layout.length(series.axes.front());
  tonnes.resize(row, 0.0);
  std::vector<std::int64_t> cells;
  for (const std::int64_t weeks : weeks_counted(layout, series))
    for (const double cell : tonnes) cells.push_back(grams(cell, weeks));
  return cells;
}

using Alter = std::function<void(Told&, std::uint32_t replicate)>;

inline ReplicateResult replicate(const ResultLayout& layout, std::uint32_t number, const Alter& alter) {
  Told all = told(number);
  alter(all, number);
  ReplicateResult result{number, {}, {}};
  for (std::size_t arm = 0; arm < layout.arms.size(); ++arm) {
    RunResult& run = result.arms.emplace_back();
    if (arm == 1 && number == failed_replicate) {
      run.state = RunState::failed;
      continue;
    }
    for (const SeriesSpec& series : layout.series)
      run.series.push_back(cells_of(layout, all.arms.at(std::min<std::size_t>(arm, 1))[series.name]));
  }
  for (std::size_t pair = 0; pair < layout.pairs.size(); ++pair) {
    PairResult& told_pair = result.pairs.emplace_back();
    for (const SeriesSpec& series : layout.pair_series)
      told_pair.series.push_back(cells_of(layout, series, all.pair[series.name]));
  }
  return result;
}

// The sample with these replicates, after `alter` had its way with what each of them tells.
inline void write(const std::filesystem::path& target, const ResultRecord& record,
                  const std::vector<std::uint32_t>& replicates, const Alter& alter) {
  std::vector<PackedReplicate> packed;
  for (const std::uint32_t number : replicates)
    packed.push_back(pack(record.layout, replicate(record.layout, number, alter)));
  const std::filesystem::path block = target.string() + ".0";
  write_block(block, record.layout, packed);
  append_seal(block);
  sample::join_files({block}, record, target);
  std::filesystem::remove(block);
}

inline void write(
    const std::filesystem::path& target, const ResultRecord& record = pair_sample::record(),
    const Alter& alter = [](Told&, std::uint32_t) {}) {
  write(target, record, {0, 1, 2, 3, 4}, alter);
}

}  // namespace waterbed::pair_sample
