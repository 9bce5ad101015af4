// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "output/table.hpp"
#include "sim/jobs/design_points.hpp"
#include "sim/jobs/sweep_values.hpp"

namespace waterbed {

// What a sweep's outputs tell, by output: indices of Sobol' for a design of kind saltelli, elementary effects
// for morris, else how the output answers to each factor; last, which share of the variance is luck, where
// there are replicates and points are drawn from the ranges. `design` has all ranges; outputs have a value or
// none for each of its points.
[[nodiscard]] std::vector<Table> analyse(const Design& design, std::span<const SweepOutput> outputs);

}  // namespace waterbed
