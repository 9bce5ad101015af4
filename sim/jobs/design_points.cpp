// SPDX-License-Identifier: Apache-2.0
#include "sim/jobs/design_points.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "config/number.hpp"
#include "sim/base/check.hpp"
#include "sim/base/math.hpp"
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

double value_at(double coordinate, const FactorRange& range, FactorScale scale) {
  if (coordinate <= 0.0) return range.low;
  if (coordinate >= 1.0) return range.high;
  const double value = scale == FactorScale::linear
                           ? range.low + coordinate * (range.high - range.low)
                           : range.low * exp(coordinate * log(range.high / range.low));
  return std::clamp(rounded(value), range.low, range.high);
}

std::string text_at(double coordinate, const Factor& factor) {
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

}  // namespace

Mistakes take_ranges(const ScenarioRecord& scenario, Design& design) {
  Mistakes mistakes;
  if (design.kind == DesignKind::list) return mistakes;
  for (Factor& factor : design.factors) {
    if (factor.range || !factor.values.empty()) continue;
    const auto record =
        std::find_if(scenario.parameters.begin(), scenario.parameters.end(),
                     [&](const ParameterRecord& parameter) { return parameter.path == factor.path; });
    if (record == scenario.parameters.end()) {
      mistakes.add(mistake_of(factor, " is not a number of the scenario"));
      continue;
    }
    const std::string problem = take_range(*record, factor);
    if (!problem.empty()) mistakes.add(mistake_of(factor, problem));
  }
  return mistakes;
}

Mistake mistake_of(const Factor& factor, const std::string& text) {
  const std::size_t colon = factor.origin.rfind(':');
  int line = 0;
  std::from_chars(factor.origin.data() + colon + 1, factor.origin.data() + factor.origin.size(), line);
  return {factor.origin.substr(0, colon), line, 0, factor.path + text};
}

std::string end_of_factor(const Factor& factor, FactorEnd end) {
  return text_at(end == FactorEnd::high ? 1.0 : 0.0, factor);
}

std::vector<std::string> values_to_try(const Factor& factor) {
  if (!factor.values.empty()) return factor.values;
  return {text_at(0.0, factor), text_at(0.5, factor), text_at(1.0, factor)};
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
    values.push_back(text_at(place[factor], design_.factors[factor]));
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
