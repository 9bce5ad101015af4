// SPDX-License-Identifier: Apache-2.0
#include "output/sensitivity_tables.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <functional>
#include <numeric>
#include <system_error>

#include "sim/base/check.hpp"

namespace waterbed {
namespace {

// Four digits that say something.
int decimals_of(double value) {
  if (value == 0.0) return 0;
  const int before_point = static_cast<int>(std::floor(std::log10(std::abs(value)))) + 1;
  return std::clamp(4 - before_point, 0, 12);
}

Cell cell_of(double value) {
  return number_cell(value, decimals_of(value));
}

// Empty where nothing is known.
Cell cell_if(bool is_known, double value) {
  return is_known ? cell_of(value) : Cell{};
}

// With the decimals of `scale`, so that what belongs together has the same.
void add_bounds(std::vector<Cell>& row, const std::optional<stats::Bounds>& bounds, double scale) {
  add_interval(row, bounds, decimals_of(scale));
}

// The end of a path that tells it from most others: "NLRTM_scanner.capacity".
std::string short_name(const std::string& path) {
  const std::string whole = "." + path;
  std::size_t at = whole.size();
  for (int parts = 0; parts < 3 && at != std::string::npos && at > 0; ++parts) at = whole.rfind('.', at - 1);
  return at == std::string::npos ? path : whole.substr(at + 1);
}

Cell value_cell(const std::string& value) {
  double number = 0;
  const auto answer = std::from_chars(value.data(), value.data() + value.size(), number);
  const bool is_number = answer.ec == std::errc() && answer.ptr == value.data() + value.size();
  return is_number ? Cell{value, number} : Cell{value};
}

// Numbers of factors, that with the largest weight first, equal ones in their order.
std::vector<std::size_t> by_weight(std::size_t count, const std::function<double(std::size_t)>& weight) {
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t left, std::size_t right) { return weight(left) > weight(right); });
  return order;
}

// "kept_out@tightened, t/year"
std::string titled(const OutputLabel& output) {
  return output.name + (output.unit.empty() ? "" : ", ") + output.unit;
}

// Behind the others, so that those stay where readers of CSV have met them.
void add_for_programs(Table& table, const std::string& key, const std::string& text) {
  table.columns.push_back({"", key, Align::left, Overflow::cut, Audience::programs});
  for (std::vector<Cell>& row : table.rows) row.push_back({text});
}

void add_names(Table& table, const OutputLabel& output) {
  add_for_programs(table, "output", output.name);
  add_for_programs(table, "output_unit", output.unit);
}

std::string known_of(const OutputLabel& output) {
  return std::to_string(output.known) + " of " + std::to_string(output.points) + " points";
}

}  // namespace

Table morris_table(const OutputLabel& output, std::span<const FactorLabel> factors,
                   std::span<const stats::MorrisEffect> effects) {
  WATERBED_CHECK(factors.size() == effects.size());
  Table table{"morris_" + output.name,
              titled(output) + ": elementary effects (Morris), per whole range of a factor",
              {{"factor", "factor", Align::left, Overflow::keep},
               {"role", "role"},
               {"mu*", "mu_star", Align::right},
               {"low", "mu_star_low", Align::right},
               {"high", "mu_star_high", Align::right},
               {"mu", "mu", Align::right},
               {"sigma", "sigma", Align::right},
               {"effects", "effects", Align::right}},
              {}};
  table.note =
      known_of(output) +
      ". mu*: mean size of the effect, with its 95 % interval; mu: with its sign; sigma: how much it "
      "differs from place to place. Points share their luck: intervals, over trajectories, hold for this "
      "luck alone, and luck that a factor reshuffles lifts its mu*, also if it does nothing else";
  for (const std::size_t factor :
       by_weight(factors.size(), [&](std::size_t number) { return effects[number].mu_star.mean; })) {
    const stats::MorrisEffect& effect = effects[factor];
    const std::size_t count = effect.mu_star.count;
    std::vector<Cell> row{
        {factors[factor].path}, {factors[factor].role}, cell_if(count > 0, effect.mu_star.mean)};
    std::optional<stats::Bounds> interval = effect.mu_star.interval();
    if (interval) interval->low = std::max(interval->low, 0.0);  // it is a size
    add_bounds(row, interval, effect.mu_star.mean);
    row.push_back(cell_if(count > 0, effect.mu));
    row.push_back(cell_if(count > 1, effect.sigma));
    row.push_back(whole_cell(static_cast<std::int64_t>(count)));
    table.rows.push_back(std::move(row));
  }
  add_names(table, output);
  return table;
}

Table sobol_table(const OutputLabel& output, std::span<const FactorLabel> factors,
                  const stats::SobolIndices& indices) {
  Table table{"sobol_" + output.name,
              titled(output) + ": shares of its variance (Sobol')",
              {{"factor", "factor", Align::left, Overflow::keep},
               {"role", "role"},
               {"first order", "first_order", Align::right},
               {"low", "first_order_low", Align::right},
               {"high", "first_order_high", Align::right},
               {"total", "total", Align::right},
               {"low", "total_low", Align::right},
               {"high", "total_high", Align::right}},
              {}};
  table.note = known_of(output) + ", " + std::to_string(indices.blocks) + " whole blocks";
  if (!indices.factors.empty())
    table.note +=
        ". First order: by itself; total: with all it does together with others, and with luck that "
        "it reshuffles; 95 % intervals of a bootstrap over blocks";
  else if (indices.blocks > 0)
    table.note += "; the output does not vary";
  constexpr int decimals = 3;
  for (const std::size_t factor :
       by_weight(indices.factors.size(), [&](std::size_t number) { return indices.factors[number].total; })) {
    const stats::SobolIndex& index = indices.factors[factor];
    std::vector<Cell> row{{factors[factor].path}, {factors[factor].role}, number_cell(index.first, decimals)};
    add_interval(row, index.first_interval, decimals);
    row.push_back(number_cell(index.total, decimals));
    add_interval(row, index.total_interval, decimals);
    table.rows.push_back(std::move(row));
  }
  add_names(table, output);
  return table;
}

Table response_table(const OutputLabel& output, const FactorLabel& factor,
                     std::span<const ResponsePoint> curve) {
  Table table{"response_" + output.name + "_" + factor.path,
              titled(output) + " by " + factor.path,
              {{"value", "value"},
               {"points", "points", Align::right},
               {"mean", "mean", Align::right},
               {"low", "mean_low", Align::right},
               {"high", "mean_high", Align::right},
               {"5 %", "middle_low", Align::right},
               {"95 %", "middle_high", Align::right}},
              {}};
  table.note = known_of(output) +
               ". Mean over points with its 95 % interval over replicates, and between which nine in ten of "
               "the points lie (from ten on). Other factors differ between the points of a row, too: which "
               "factor matters, designs of kind morris and saltelli tell";
  for (const ResponsePoint& point : curve) {
    std::vector<Cell> row{{point.value},
                          whole_cell(static_cast<std::int64_t>(point.points)),
                          cell_if(point.mean.has_value(), point.mean.value_or(0.0))};
    add_bounds(row, point.interval, point.mean.value_or(0.0));
    add_bounds(row, point.middle, point.mean.value_or(0.0));
    table.rows.push_back(std::move(row));
  }
  add_names(table, output);
  add_for_programs(table, "factor", factor.path);
  return table;
}

Table list_table(const OutputLabel& output, std::span<const FactorLabel> factors,
                 std::span<const std::vector<std::string>> values, std::span<const ResponsePoint> points) {
  WATERBED_CHECK(values.size() == points.size());
  Table table{"list_" + output.name, titled(output) + " by point", {{"point", "point", Align::right}}, {}};
  for (const FactorLabel& factor : factors)
    table.columns.push_back({short_name(factor.path), factor.path, Align::right});
  table.columns.insert(table.columns.end(), {{"mean", "mean", Align::right},
                                             {"low", "mean_low", Align::right},
                                             {"high", "mean_high", Align::right}});
  table.note = known_of(output) + ". Mean with its 95 % interval over replicates";
  for (std::size_t number = 0; number < points.size(); ++number) {
    const ResponsePoint& point = points[number];
    std::vector<Cell> row{whole_cell(static_cast<std::int64_t>(number))};
    for (const std::string& value : values[number]) row.push_back(value_cell(value));
    row.push_back(cell_if(point.mean.has_value(), point.mean.value_or(0.0)));
    add_bounds(row, point.interval, point.mean.value_or(0.0));
    table.rows.push_back(std::move(row));
  }
  add_names(table, output);
  return table;
}

Table variance_table(std::span<const OutputLabel> outputs,
                     std::span<const std::optional<stats::VarianceShares>> shares) {
  WATERBED_CHECK(outputs.size() == shares.size());
  Table table{"variance",
              "Luck or parameters",
              {{"output", "output"},
               {"points", "points", Align::right},
               {"parameters %", "parameters_percent", Align::right},
               {"luck %", "luck_percent", Align::right},
               {"both %", "interaction_percent", Align::right},
               {"sd", "standard_deviation", Align::right},
               {"", "output_unit", Align::left, Overflow::cut, Audience::programs}},
              {}};
  table.note =
      "Shares of the variance over points and replicates: of parameters, of luck alike at all points, and of "
      "luck that strikes differently at different points";
  for (std::size_t number = 0; number < outputs.size(); ++number) {
    std::vector<Cell> row{{outputs[number].name}};
    if (shares[number]) {
      row.push_back(whole_cell(static_cast<std::int64_t>(shares[number]->points)));
      for (const double share :
           {shares[number]->parameters, shares[number]->luck, shares[number]->interaction})
        row.push_back(number_cell(100 * share, 1));
      row.push_back(cell_of(std::sqrt(shares[number]->variance)));
    }
    row.resize(table.columns.size() - 1);
    row.push_back({outputs[number].unit});
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace waterbed
