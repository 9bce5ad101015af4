// SPDX-License-Identifier: Apache-2.0
#include "sim/jobs/design_points.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <string_view>
#include <utility>

#include "config/number.hpp"
#include "config/suggest.hpp"
#include "sim/base/check.hpp"
#include "sim/base/math.hpp"
#include "sim/jobs/factor_groups.hpp"
#include "sim/stats/latin_hypercube.hpp"

namespace waterbed {
namespace {

// Nine digits: enough within any range, and short to read. Reads back to the same number on every machine.
double rounded(double value) {
  std::array<char, 32> text{};
  const auto end =
      std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::general, 9);
  return read_number(std::string_view(text.data(), end.ptr)).value_or(value);
}

double exact_at(double coordinate, const FactorRange& range, FactorScale scale) {
  if (coordinate <= 0.0) return range.low;
  if (coordinate >= 1.0) return range.high;
  return scale == FactorScale::linear ? range.low + coordinate * (range.high - range.low)
                                      : range.low * exp(coordinate * log(range.high / range.low));
}

double value_at(double coordinate, const FactorRange& range, FactorScale scale) {
  return std::clamp(rounded(exact_at(coordinate, range, scale)), range.low, range.high);
}

// How coordinates lie in [0, 1]: anywhere, or at some levels from end to end.
enum class Placing { anywhere, at_levels };

Placing placing_of(DesignKind kind) {
  return kind == DesignKind::grid || kind == DesignKind::morris ? Placing::at_levels : Placing::anywhere;
}

// The nearest whole number. Coordinates anywhere are stretched by half a number at both ends, or those there
// would come up half as often as others.
std::int64_t whole_at(double coordinate, const Factor& factor, Placing placing) {
  const double margin = placing == Placing::anywhere ? 0.5 : 0.0;
  const FactorRange range{factor.range->low - margin, factor.range->high + margin};
  const double nearest = std::floor(exact_at(coordinate, range, factor.scale) + 0.5);
  return static_cast<std::int64_t>(std::clamp(nearest, factor.range->low, factor.range->high));
}

std::string text_at(double coordinate, const Factor& factor, Placing placing) {
  if (factor.values.empty() && factor.is_whole) return std::to_string(whole_at(coordinate, factor, placing));
  if (factor.values.empty()) return print_number(value_at(coordinate, *factor.range, factor.scale));
  const auto count = static_cast<double>(factor.values.size());
  const auto index = static_cast<std::size_t>(coordinate * count);
  return factor.values[std::min(index, factor.values.size() - 1)];
}

// Of a grid.
std::uint64_t levels_of(const Factor& factor) {
  if (!factor.values.empty()) return factor.values.size();
  return static_cast<std::uint64_t>(factor.steps.value_or(2));
}

// Why the scenario's range of a factor does not do; empty: it was taken.
std::string take_range(const ParameterRecord& record, Factor& factor) {
  const std::optional<double> low = read_number(record.low);
  const std::optional<double> high = read_number(record.high);
  if (!low || !high || !(*low < *high))
    return " has no low and high in the scenario: give {low: ..., high: ...} here";
  if (factor.scale == FactorScale::logarithmic && *low <= 0)
    return ": the scenario's range must lie above 0 for scale: log";
  factor.range = FactorRange{*low, *high};
  return {};
}

bool is_whole_number(double value) {
  constexpr double largest_exact = 9007199254740992.0;  // 2^53
  return std::floor(value) == value && value >= -largest_exact && value <= largest_exact;
}

// Whether all steps of a grid give numbers that differ.
bool steps_differ(const Factor& factor) {
  const std::int64_t steps = factor.steps.value_or(2);
  const auto number = [&](std::int64_t step) {
    const double coordinate = static_cast<double>(step) / static_cast<double>(steps - 1);
    return whole_at(coordinate, factor, Placing::at_levels);
  };
  for (std::int64_t step = 1; step < steps; ++step)
    if (number(step) == number(step - 1)) return false;
  return true;
}

// Why the levels of a design do not do for a count: elementary effects are told per step between levels, so
// none of these may be rounded. Empty: they do.
std::string problem_of_levels(const Factor& factor, const Design& design) {
  const std::int64_t steps = design.levels - 1;
  if (design.kind != DesignKind::morris || steps == 1) return {};
  if (factor.scale == FactorScale::logarithmic)
    return "with scale: log its levels are no whole numbers, take scale: linear for elementary effects";
  const auto width = static_cast<std::int64_t>(factor.range->high - factor.range->low);
  if (width % steps == 0) return {};
  return "high - low must be a multiple of levels - 1 = " + std::to_string(steps) +
         " for elementary effects; take other ends or levels";
}

// Why the range of a count does not do; empty: it does.
std::string problem_of_count(const Factor& factor, const Design& design) {
  const std::string name = factor.members.empty() ? " is a count: " : " moves a count: ";
  if (!is_whole_number(factor.range->low) || !is_whole_number(factor.range->high))
    return name + "low and high must be whole numbers";
  if (const std::string problem = problem_of_levels(factor, design); !problem.empty()) return name + problem;
  if (!steps_differ(factor))
    return ".steps = " + std::to_string(*factor.steps) +
           ": so many whole numbers apart are not in its range, take fewer or list them";
  return {};
}

// A value that all members get must do for each, so one count among them makes it whole.
std::string complete_common_range(const Design& design, Factor& group) {
  group.is_whole = std::any_of(group.members.begin(), group.members.end(),
                               [](const Factor& member) { return member.is_whole; });
  return group.is_whole ? problem_of_count(group, design) : "";
}

// A group moves over places in the ranges of its members, unless it has a range or values of its own; of a
// list always the same value for all.
std::string complete_group(const ScenarioRecord& scenario, const Design& design, Factor& group) {
  const bool has_own = design.kind == DesignKind::list || group.range || !group.values.empty();
  group.members = members_of(scenario, group, has_own ? Members::all : Members::with_range);
  if (group.members.empty())
    return " matches no number of the scenario" + std::string(has_own ? "" : " that has low and high");
  group.moves_places = !has_own;
  if (has_own) return group.range ? complete_common_range(design, group) : "";
  group.range = FactorRange{0, 1};
  group.scale = FactorScale::linear;  // each member keeps its own
  return {};
}

constexpr const char* no_number = " is not a number of the scenario";

std::vector<std::string> paths_of(const ScenarioRecord& scenario) {
  std::vector<std::string> paths;
  for (const ParameterRecord& parameter : scenario.parameters) paths.push_back(set_path_of(parameter));
  return paths;
}

// As take_range, for a factor with or without a range of its own; `record` is nullptr where the scenario has
// no such parameter.
std::string complete(const ParameterRecord* record, const Design& design, Factor& factor) {
  if (record == nullptr) return factor.range ? "" : no_number;
  std::string problem = factor.range ? "" : take_range(*record, factor);
  factor.is_whole = record->is_whole;
  if (problem.empty() && factor.is_whole) problem = problem_of_count(factor, design);
  return problem;
}

// Of the counts that a group moves over places in their ranges.
void add_problems_of_members(const Design& design, const Factor& group, Mistakes& mistakes) {
  for (const Factor& member : group.members) {
    const std::string problem = member.is_whole ? problem_of_count(member, design) : "";
    if (!problem.empty()) mistakes.add(mistake_of(group, ": " + member.path + problem));
  }
}

// Of two factors that move one parameter the later would win without a word.
void add_overlaps(const Design& design, Mistakes& mistakes) {
  std::map<std::string_view, const Factor*> moved;
  const auto move = [&](std::string_view path, const Factor& factor) {
    const auto [other, is_new] = moved.try_emplace(path, &factor);
    if (!is_new)
      mistakes.add(
          mistake_of(factor, " moves " + std::string(path) + ", as " + other->second->path + " does"));
    return is_new;
  };
  for (const Factor& factor : design.factors) {
    if (factor.members.empty()) static_cast<void>(move(factor.path, factor));
    for (const Factor& member : factor.members)
      if (!move(member.path, factor)) break;  // one is told of each group
  }
}

}  // namespace

Mistakes take_ranges(const ScenarioRecord& scenario, Design& design) {
  Mistakes mistakes;
  for (Factor& factor : design.factors) {
    std::string problem;
    const ParameterRecord* record = parameter_named(scenario, factor.path);
    const std::string change = record == nullptr ? path_of_the_change(scenario, factor.path) : "";
    if (!change.empty())
      problem = ": the scenario has " + change;
    else if (is_group(scenario, factor.path))
      problem = complete_group(scenario, design, factor);
    else if (factor.values.empty() && design.kind != DesignKind::list)
      problem = complete(record, design, factor);
    if (problem == no_number) problem += advice(factor.path, paths_of(scenario));
    if (!problem.empty()) mistakes.add(mistake_of(factor, problem));
    if (factor.moves_places) add_problems_of_members(design, factor, mistakes);
  }
  add_overlaps(design, mistakes);
  return mistakes;
}

std::vector<std::string> sets_of(DesignKind kind, const Factor& factor, const std::string& value) {
  if (factor.members.empty()) return {factor.path + "=" + value};
  const double place = factor.moves_places ? read_number(value).value_or(0.0) : 0.0;
  std::vector<std::string> sets;
  for (const Factor& member : factor.members)
    sets.push_back(member.path + "=" +
                   (factor.moves_places ? text_at(place, member, placing_of(kind)) : value));
  return sets;
}

Mistake mistake_at_origin(const std::string& origin, std::string text) {
  const std::size_t colon = origin.rfind(':');
  int line = 0;
  std::from_chars(origin.data() + colon + 1, origin.data() + origin.size(), line);
  return {origin.substr(0, colon), line, 0, std::move(text)};
}

Mistake mistake_of(const Factor& factor, const std::string& text) {
  return mistake_at_origin(factor.origin, factor.path + text);
}

std::string end_of_factor(const Factor& factor, FactorEnd end) {
  return text_at(end == FactorEnd::high ? 1.0 : 0.0, factor, Placing::at_levels);
}

std::vector<std::string> values_to_try(const Factor& factor) {
  if (!factor.values.empty()) return factor.values;
  std::vector<std::string> values;
  for (const double coordinate : {0.0, 0.5, 1.0})
    values.push_back(text_at(coordinate, factor, Placing::at_levels));
  return values;
}

DesignPoints::DesignPoints(Design design) : design_(std::move(design)) {
  const std::size_t factors = design_.factors.size();
  const auto size = static_cast<std::uint64_t>(design_.size);
  const auto seed = static_cast<std::uint64_t>(design_.seed);
  switch (design_.kind) {
    case DesignKind::grid:
      count_ = 1;
      for (const Factor& factor : design_.factors) count_ *= levels_of(factor);
      break;
    case DesignKind::list:
      count_ = design_.rows.size();
      break;
    case DesignKind::random:
      count_ = size;
      break;
    case DesignKind::latin_hypercube:
      count_ = size;
      hypercube_ = stats::latin_hypercube(factors, static_cast<std::uint32_t>(size), seed);
      break;
    case DesignKind::sobol:
      count_ = size;
      sobol_.emplace(factors, seed);
      break;
    case DesignKind::saltelli:
      saltelli_.emplace(factors, seed);
      group_ = saltelli_->points_of_block();
      count_ = size * group_;
      break;
    case DesignKind::morris:
      group_ = factors + 1;
      count_ = size * group_;
      break;
  }
}

std::vector<std::string> DesignPoints::values(std::uint64_t point) const {
  if (design_.kind == DesignKind::list) return design_.rows.at(point);
  const std::vector<double> place = coordinates(point);
  std::vector<std::string> values;
  for (std::size_t factor = 0; factor < place.size(); ++factor)
    values.push_back(text_at(place[factor], design_.factors[factor], placing_of(design_.kind)));
  return values;
}

std::vector<double> DesignPoints::coordinates(std::uint64_t point) const {
  WATERBED_CHECK(point < count_);
  const std::size_t factors = design_.factors.size();
  const auto seed = static_cast<std::uint64_t>(design_.seed);
  const auto group = static_cast<std::uint32_t>(point / group_);
  const std::size_t in_group = point % group_;
  switch (design_.kind) {
    case DesignKind::grid:
      return grid_coordinates(point);
    case DesignKind::random:
      return stats::random_point(factors, seed, group);
    case DesignKind::latin_hypercube:
      return hypercube_.at(point);
    case DesignKind::sobol:
      return sobol_->point(group);
    case DesignKind::saltelli:
      return saltelli_->block(group).at(in_group);
    case DesignKind::morris:
      return stats::morris_trajectory(factors, static_cast<std::uint32_t>(design_.levels), seed, group)
          .points.at(in_group);
    case DesignKind::list:
      break;
  }
  return {};
}

// The last factor changes fastest. Values stand in the middle of equal parts, steps run from end to end.
std::vector<double> DesignPoints::grid_coordinates(std::uint64_t point) const {
  std::vector<double> place(design_.factors.size());
  for (std::size_t factor = place.size(); factor-- > 0;) {
    const std::uint64_t levels = levels_of(design_.factors[factor]);
    const auto level = static_cast<double>(point % levels);
    point /= levels;
    place[factor] = design_.factors[factor].values.empty() ? level / static_cast<double>(levels - 1)
                                                           : (level + 0.5) / static_cast<double>(levels);
  }
  return place;
}

}  // namespace waterbed
