// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "sim/jobs/factor_places.hpp"
#include "sim/replicate/plan.hpp"

// Whether numbers of a scenario stay in their ranges when its factors have other values: what the reader
// checks, asked only of the numbers that factors reach.
namespace waterbed {

class FactorRanges {
 public:
  // `arms` have the numbers of all that no factor changes.
  FactorRanges(const std::vector<Arm>& arms, const RunPlan& plan, const std::vector<FactorPlaces>& factors);

  // By factor: whether each number may be given, and whether nothing that measures make of them, in any arm
  // and week, lies outside its range.
  [[nodiscard]] bool hold(const std::vector<double>& numbers) const;

  // What a factor gives, and within which range.
  struct Bound {
    std::size_t factor;
    Range range;
  };
  // A number, or the factor that gives it.
  struct Amount {
    double number;
    std::optional<std::size_t> factor;
  };
  struct Use {
    Operation operation;
    Amount amount;
    std::vector<double> strengths;  // by week in which it is looked at
  };
  // A number under measures, at least one part of it from a factor.
  struct Measured {
    Range range;
    Amount base;
    std::vector<Use> uses;  // in the order in which they apply
    std::size_t weeks;      // in how many it is looked at
  };

 private:
  std::vector<Bound> bounds_;
  std::vector<Measured> measured_;
};

}  // namespace waterbed
