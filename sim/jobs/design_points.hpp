// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "config/design.hpp"
#include "sim/stats/morris.hpp"
#include "sim/stats/sobol_indices.hpp"

// The points of a design: which values its factors have in each.
namespace waterbed {

// Gives each factor that has no range of its own that of the scenario's numbers, and takes from there which
// are counts; mistakes of factors that have no range there either, and of ranges that do not do for counts
// (of morris also those whose levels would have to be rounded).
[[nodiscard]] Mistakes take_ranges(const ScenarioRecord& scenario, Design& design);

// At `origin`, "design.yaml:12".
[[nodiscard]] Mistake mistake_at_origin(const std::string& origin, std::string text);

// What --set is told for a value of a factor: of each parameter that it moves "path=value".
[[nodiscard]] std::vector<std::string> sets_of(DesignKind kind, const Factor& factor,
                                               const std::string& value);

// At the factor's line in the design: its path, then `text`.
[[nodiscard]] Mistake mistake_of(const Factor& factor, const std::string& text);

enum class FactorEnd { low, high };

// The end of a factor's range, the first or the last of its values; as --set takes it.
[[nodiscard]] std::string end_of_factor(const Factor& factor, FactorEnd end);

// Both ends of its range and the middle, or all its values.
[[nodiscard]] std::vector<std::string> values_to_try(const Factor& factor);

// Points in the order in which they are numbered. A larger design of kind random, sobol, saltelli or morris
// begins with the points of a smaller one.
class DesignPoints {
 public:
  // Every factor has a range or values, or the design is a list.
  explicit DesignPoints(Design design);

  [[nodiscard]] std::uint64_t count() const { return count_; }
  // By factor, as --set takes it.
  [[nodiscard]] std::vector<std::string> values(std::uint64_t point) const;
  // By factor, in [0, 1], where values lie in their ranges; not of a list.
  [[nodiscard]] std::vector<double> coordinates(std::uint64_t point) const;
  // Points that belong together: A, B and the mixed ones of saltelli, a trajectory of morris; else 1.
  [[nodiscard]] std::uint64_t points_of_group() const { return group_; }

 private:
  [[nodiscard]] std::vector<double> grid_coordinates(std::uint64_t point) const;

  Design design_;
  std::uint64_t group_ = 1;
  std::uint64_t count_ = 0;
  std::optional<stats::SobolPoints> sobol_;
  std::optional<stats::SaltelliDesign> saltelli_;
  std::vector<std::vector<double>> hypercube_;
};

}  // namespace waterbed
