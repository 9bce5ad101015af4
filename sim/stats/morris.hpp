// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "sim/stats/interval.hpp"

// Screening by elementary effects (Morris 1991, Technometrics 33, 161): one factor after the other takes a
// large step, from many places. mu* (Campolongo, Cariboni and Saltelli 2007,
// doi:10.1016/j.envsoft.2006.10.004) tells how much a factor matters, sigma how much that depends on where
// one stands.
namespace waterbed::stats {

// One walk through the unit cube: dimensions + 1 points, each differing from the one before in one dimension.
struct Trajectory {
  std::vector<std::vector<double>> points;
  std::vector<std::size_t> moved;  // dimension in which points[i + 1] differs from points[i]
};

// On a grid of `levels` (even, at least 2) values from 0 to 1, in steps of levels / (2 (levels - 1)). Depends
// on seed and number alone, so more trajectories can be added. Throws Broken for other levels.
[[nodiscard]] Trajectory morris_trajectory(std::size_t dimensions, std::uint32_t levels, std::uint64_t seed,
                                           std::uint32_t number);

// Effects are changes of the output per change of the factor over its whole range.
struct MorrisEffect {
  Estimate mu_star;  // mean absolute effect, with its Student-t interval
  double mu = 0;     // mean effect
  double sigma = 0;  // standard deviation of effects
};

// By dimension. outputs[t][i] belongs to trajectories[t].points[i]; a missing one takes away the steps to and
// from it.
[[nodiscard]] std::vector<MorrisEffect> morris_effects(
    std::span<const Trajectory> trajectories, std::span<const std::vector<std::optional<double>>> outputs);

}  // namespace waterbed::stats
