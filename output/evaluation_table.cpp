// SPDX-License-Identifier: Apache-2.0
#include "output/evaluation_table.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <numbers>
#include <utility>

#include <fmt/format.h>

#include "output/error.hpp"
#include "sim/base/units.hpp"
#include "sim/stats/interval.hpp"
#include "sim/stats/quotients.hpp"

namespace waterbed {
namespace {

constexpr std::int64_t days_per_week = 7;
constexpr std::int64_t weeks_evaluated = 130;  // 2.5 years
constexpr FlowName recorded_flow{"recorded", "recorded_g"};
constexpr FlowName landed_flow{"landed", "landed_g"};

enum class Area { target, displaced, control };

struct Windows {
  PeriodWindow before;
  PeriodWindow after;
};

// The whole periods whose middle lies in [from, until), days.
PeriodWindow periods_between(const ResultLayout& layout, std::int64_t from, std::int64_t until) {
  const auto is_in = [&](const PeriodLabel& period) {
    const std::int64_t middle = (period.start_day + end_day(period)) / 2;
    return middle >= from && middle < until;
  };
  const auto first = std::find_if(layout.periods.begin(), layout.periods.end(), is_in);
  const auto end = std::find_if_not(first, layout.periods.end(), is_in);
  return {static_cast<std::size_t>(first - layout.periods.begin()),
          static_cast<std::size_t>(end - layout.periods.begin())};
}

// The period in which the measures begin counts as one before or after by its middle, too, and so does that
// in which they end: after, they are in force.
Windows windows_around(const ResultLayout& layout, std::int64_t from, std::optional<std::int64_t> until) {
  constexpr std::int64_t days = weeks_evaluated * days_per_week;
  return {periods_between(layout, from - days, from),
          periods_between(layout, from, std::min(from + days, until.value_or(from + days)))};
}

bool is_touched_at(const ResultLayout& layout, const PairLabel& pair, const std::string& place) {
  for (std::size_t lane = 0; lane < layout.lanes.size(); ++lane)
    if (layout.lanes[lane].place == place && is_touched(pair, lane)) return true;
  return false;
}

// Lanes of R, of the control place (empty: there is none), and all others.
std::vector<Area> areas_of(const ResultLayout& layout, const PairLabel& pair, const std::string& control) {
  std::vector<Area> areas;
  for (std::size_t lane = 0; lane < layout.lanes.size(); ++lane)
    areas.push_back(is_touched(pair, lane)                ? Area::target
                    : layout.lanes[lane].place == control ? Area::control
                                                          : Area::displaced);
  return areas;
}

// A flow of one run in t/year: by lane.
std::vector<double> yearly(const ResultReader& reader, const FlowName& flow, RunId run, PeriodWindow window) {
  std::vector<double> tonnes = lane_tonnes(reader, flow, run, window);
  const double years = static_cast<double>(weeks_in(reader.layout(), window)) / weeks_per_year;
  for (double& lane : tonnes) lane /= years;
  return tonnes;
}

double sum_of(const std::vector<double>& lanes, const std::vector<Area>& areas, Area area) {
  double sum = 0.0;
  for (std::size_t lane = 0; lane < lanes.size(); ++lane) sum += areas[lane] == area ? lanes[lane] : 0.0;
  return sum;
}

stats::AreaCounts counts_of(const std::vector<double>& before, const std::vector<double>& after,
                            const std::vector<Area>& areas) {
  const auto both = [&](Area area) {
    return stats::BeforeAfter{sum_of(before, areas, area), sum_of(after, areas, area)};
  };
  return {both(Area::target), both(Area::displaced), both(Area::control)};
}

// Counts of all replicates: as recorded and as landed in arm B, before and after; and what landed after in A
// ("before") and in B ("after"), which is the truth about the measures. The truth needs no control, so all
// that is not in R is where flow may have moved.
struct Counted {
  std::vector<stats::AreaCounts> recorded;
  std::vector<stats::AreaCounts> landed;
  std::vector<stats::AreaCounts> truth;
};

Counted count(const PairAccounts& accounts, const Windows& windows, const std::vector<Area>& areas) {
  const ResultReader& reader = accounts.reader();
  const PairLabel& pair = accounts.label();
  const std::vector<Area> areas_of_truth = areas_of(accounts.layout(), pair, {});
  Counted counted;
  for (const std::size_t replicate : accounts.replicates()) {
    const auto of = [&](const FlowName& flow, std::size_t arm, PeriodWindow window) {
      return yearly(reader, flow, {arm, replicate}, window);
    };
    const std::vector<double> landed_after = of(landed_flow, pair.arm, windows.after);
    counted.recorded.push_back(counts_of(of(recorded_flow, pair.arm, windows.before),
                                         of(recorded_flow, pair.arm, windows.after), areas));
    counted.landed.push_back(counts_of(of(landed_flow, pair.arm, windows.before), landed_after, areas));
    counted.truth.push_back(
        counts_of(of(landed_flow, pair.reference, windows.after), landed_after, areas_of_truth));
  }
  return counted;
}

using Estimator = std::function<std::optional<double>(const stats::AreaCounts&)>;

struct Method {
  const char* key;
  const char* text;
  int decimals;
  Estimator estimate;
  Estimator truth;  // of A against B: there is no need of a control
};

// Shares of what left R mean something only where something did.
bool has_fallen(stats::BeforeAfter counts) {
  return counts.after < counts.before;
}

std::optional<double> offset_after_a_fall(const stats::AreaCounts& counts) {
  if (!has_fallen(counts.target)) return std::nullopt;
  return stats::offset_ratio(counts.target, counts.displaced);
}

std::optional<double> quotient_after_a_fall(const stats::AreaCounts& counts) {
  const stats::BeforeAfter& control = counts.control;
  const bool has_control = control.before > 0.0 && control.after > 0.0;
  if (!has_control ||
      !has_fallen({counts.target.before / control.before, counts.target.after / control.after}))
    return std::nullopt;
  return stats::weighted_displacement_quotient(counts);
}

// An effect as a share of what there was before in R and D together.
std::optional<double> relative(std::optional<double> effect, const stats::AreaCounts& counts) {
  const double before = counts.target.before + counts.displaced.before;
  return effect && before > 0.0 ? std::optional(*effect / before) : std::nullopt;
}

std::vector<Method> methods() {
  const auto change = [](const stats::AreaCounts& counts) { return stats::relative_change(counts.target); };
  const auto quotient = [](const stats::AreaCounts& counts) {
    const std::optional<double> ratio = offset_after_a_fall(counts);
    return ratio ? std::optional(-*ratio) : std::nullopt;
  };
  const auto relative_effect = [](const stats::AreaCounts& counts) {
    return relative(stats::total_net_effect(counts), counts);
  };
  const auto relative_truth = [](const stats::AreaCounts& counts) {
    return relative(
        counts.target.before - counts.target.after + counts.displaced.before - counts.displaced.after,
        counts);
  };
  const auto unknown = [](const stats::AreaCounts&) { return std::optional<double>(); };
  return {{"before_after_change", "change in R", 3, change, change},
          {"weighted_displacement_quotient", "weighted displacement quotient", 3, quotient_after_a_fall,
           quotient},
          {"offset", "offset", 3, offset_after_a_fall, offset_after_a_fall},
          {"relative_net_effect", "net fall, of before", 3, relative_effect, relative_truth},
          {"total_net_effect", "total net effect: fall, t/year", 1, stats::total_net_effect, unknown}};
}

double quantile_of(Sample sample, double probability) {
  std::sort(sample.begin(), sample.end());
  return stats::quantile(sample, probability);
}

std::optional<double> median(const Sample& sample) {
  return sample.empty() ? std::nullopt : std::optional(quantile_of(sample, 0.5));
}

std::optional<stats::Bounds> range_of(const Sample& sample) {
  constexpr double tail = 0.025;
  if (sample.size() < 2) return std::nullopt;
  return stats::Bounds{quantile_of(sample, tail), quantile_of(sample, 1.0 - tail)};
}

Sample estimates(const Estimator& estimate, const std::vector<stats::AreaCounts>& counts) {
  Sample sample;
  for (const stats::AreaCounts& count : counts)
    if (const std::optional<double> value = estimate(count)) sample.push_back(*value);
  return sample;
}

stats::AreaCounts mean_of(const std::vector<stats::AreaCounts>& all) {
  stats::AreaCounts mean;
  const auto add = [&](stats::BeforeAfter& to, const stats::BeforeAfter& from) {
    to.before += from.before / static_cast<double>(all.size());
    to.after += from.after / static_cast<double>(all.size());
  };
  for (const stats::AreaCounts& counts : all) {
    add(mean.target, counts.target);
    add(mean.displaced, counts.displaced);
    add(mean.control, counts.control);
  }
  return mean;
}

// Of the replicates that give a value: how often its sign is not that of the truth.
std::optional<double> wrong_signs(const Sample& estimates, std::optional<double> truth) {
  if (estimates.empty() || !truth) return std::nullopt;
  const auto wrong = std::count_if(estimates.begin(), estimates.end(), [&](double estimate) {
    return estimate * *truth <= 0.0 && estimate != *truth;
  });
  return static_cast<double>(wrong) / static_cast<double>(estimates.size());
}

// The cosine of the angle between two places, seen from the middle of the earth.
double nearness(const PlaceLabel& left, const PlaceLabel& right) {
  constexpr double radians = std::numbers::pi / 180.0;
  const double north = left.latitude_deg * radians;
  const double south = right.latitude_deg * radians;
  return std::sin(north) * std::sin(south) +
         std::cos(north) * std::cos(south) * std::cos((left.longitude_deg - right.longitude_deg) * radians);
}

bool has_lanes(const ResultLayout& layout, const std::string& place) {
  return std::any_of(layout.lanes.begin(), layout.lanes.end(),
                     [&](const LaneLabel& lane) { return lane.place == place; });
}

// Whether a place has recorded seizures in a window in every replicate.
bool is_always_recorded(const PairAccounts& accounts, const std::string& place, PeriodWindow window) {
  const ResultLayout& layout = accounts.layout();
  return std::all_of(accounts.replicates().begin(), accounts.replicates().end(), [&](std::size_t replicate) {
    const std::vector<double> lanes =
        lane_tonnes(accounts.reader(), recorded_flow, {accounts.label().arm, replicate}, window);
    double sum = 0.0;
    for (std::size_t lane = 0; lane < lanes.size(); ++lane)
      sum += layout.lanes[lane].place == place ? lanes[lane] : 0.0;
    return sum > 0.0;
  });
}

// Empty if there is none.
std::string farthest_control(const PairAccounts& accounts, const Windows& windows) {
  const ResultLayout& layout = accounts.layout();
  std::vector<std::pair<double, std::string>> candidates;  // the farthest first
  for (const PlaceLabel& place : layout.places) {
    if (!has_lanes(layout, place.name) || is_touched_at(layout, accounts.label(), place.name)) continue;
    double nearest = -1.0;
    for (const PlaceLabel& other : layout.places)
      if (has_lanes(layout, other.name) && is_touched_at(layout, accounts.label(), other.name))
        nearest = std::max(nearest, nearness(place, other));
    candidates.emplace_back(nearest, place.name);
  }
  std::sort(candidates.begin(), candidates.end());
  for (const auto& [distance, place] : candidates)
    if (is_always_recorded(accounts, place, windows.before) &&
        is_always_recorded(accounts, place, windows.after))
      return place;
  return {};
}

void expect_control(const PairAccounts& accounts, const std::string& control) {
  const ResultLayout& layout = accounts.layout();
  const std::string at = accounts.reader().path().string() + ": control place " + control;
  if (!has_lanes(layout, control)) throw OutputError(OutputFault::request, at + " is no entry place");
  if (is_touched_at(layout, accounts.label(), control))
    throw OutputError(OutputFault::request, at + " is touched by the measures, so it is no control");
}

}  // namespace

Evaluation evaluate(const PairAccounts& accounts, const std::string& control) {
  const ResultLayout& layout = accounts.layout();
  if (!control.empty()) expect_control(accounts, control);
  Evaluation evaluation;
  if (!accounts.label().from_day || accounts.replicates().empty()) {
    evaluation.why_none = "the arms never differ, or no replicate is done in both.";
    return evaluation;
  }
  const Windows windows = windows_around(layout, *accounts.label().from_day, accounts.label().until_day);
  evaluation.weeks_before = weeks_in(layout, windows.before);
  evaluation.weeks_after = weeks_in(layout, windows.after);
  if (evaluation.weeks_before == 0 || evaluation.weeks_after == 0) {
    evaluation.why_none = "no period is reported before the measures begin, or none while they are in force.";
    return evaluation;
  }
  const std::string chosen = control.empty() ? farthest_control(accounts, windows) : control;
  if (chosen.empty()) {
    evaluation.why_none =
        "no entry place is left untouched that has recorded seizures before and after in every replicate.";
    return evaluation;
  }
  const std::vector<Area> areas = areas_of(layout, accounts.label(), chosen);
  if (std::find(areas.begin(), areas.end(), Area::displaced) == areas.end()) {
    evaluation.why_none = "beside the control place nothing is left to which the flow could have moved.";
    return evaluation;
  }
  evaluation.control = title_of_place(layout, chosen);
  const Counted counted = count(accounts, windows, areas);
  for (const Method& method : methods()) {
    Sample recorded = estimates(method.estimate, counted.recorded);
    const std::optional<double> middle = median(recorded);
    const double told = static_cast<double>(recorded.size()) / static_cast<double>(counted.recorded.size());
    const std::optional<stats::Bounds> range = range_of(recorded);
    const std::optional<double> truth = method.truth(mean_of(counted.truth));
    const std::optional<double> wrong = wrong_signs(recorded, truth);
    evaluation.estimators.push_back({method.key, method.text, method.decimals, std::move(recorded), middle,
                                     range, median(estimates(method.estimate, counted.landed)), truth, wrong,
                                     told});
  }
  return evaluation;
}

Table evaluation_table(const Evaluation& evaluation) {
  Table table{"seizures",
              fmt::format("What seizures would have told: {} weeks before and {} after, control {}",
                          evaluation.weeks_before, evaluation.weeks_after, evaluation.control),
              {{"", "text", Align::left, Overflow::wrap},
               {"recorded", "recorded", Align::right},
               {"low", "recorded_low", Align::right},
               {"high", "recorded_high", Align::right},
               {"as landed", "from_true_flows", Align::right},
               {"truth", "truth", Align::right},
               {"bias", "bias", Align::right},
               {"wrong %", "wrong_sign_percent", Align::right},
               {"told %", "told_percent", Align::right}},
              {}};
  table.note =
      "From recorded seizures of B alone: the median over replicates and the range of 95 % of them; the same "
      "from what landed. Truth: B against A in the same weeks, all places. Wrong: sign, of those told. Told: "
      "replicates "
      "that give a value: the offset needs a fall in R, the quotient one against the control.";
  for (const Evaluated& one : evaluation.estimators) {
    const auto cell = [&](std::optional<double> value) { return optional_cell(value, one.decimals); };
    std::optional<double> low;
    std::optional<double> high;
    if (one.recorded_range) low = one.recorded_range->low;
    if (one.recorded_range) high = one.recorded_range->high;
    std::optional<double> bias;
    if (one.recorded_median && one.truth) bias = *one.recorded_median - *one.truth;
    std::optional<double> wrong;
    if (one.wrong_sign_share) wrong = 100.0 * *one.wrong_sign_share;
    table.row_keys.push_back(one.key);
    table.rows.push_back({Cell{one.text}, cell(one.recorded_median), cell(low), cell(high),
                          cell(one.flows_median), cell(one.truth), cell(bias), optional_cell(wrong, 0),
                          number_cell(100.0 * one.told_share, 0)});
  }
  return table;
}

}  // namespace waterbed
