// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <utility>

#include <gtest/gtest.h>

#include "sim/jobs/sweep_plan.hpp"

// Sweeps over a small laboratory world.
namespace waterbed {

[[nodiscard]] inline ScenarioOptions small_options(std::int64_t replicates) {
  ScenarioOptions options;
  options.weeks = 10;
  options.replicates = replicates;
  options.sets = {"organisations.count=10", "measures.tightened.from=2000-01-24"};
  return options;
}

[[nodiscard]] inline SweepPlan plan_of(Design design, std::int64_t replicates) {
  design.scenario = std::filesystem::path(WATERBED_SOURCE_DIR) / "scenarios/lab/no_deterrence.yaml";
  design.options = small_options(replicates);
  SweepPlan plan{std::move(design), {}, {}};
  plan.base = prepare(plan.design.scenario, plan.design.options);
  EXPECT_EQ(plan.base.mistakes.printed(), "");
  return plan;
}

[[nodiscard]] inline Factor factor_of(const std::string& path, FactorRange range = {0.0, 1.0}) {
  Factor factor;
  factor.path = path;
  factor.range = range;
  return factor;
}

// Two numbers, one of them of a measure.
[[nodiscard]] inline SweepPlan small_sweep(std::int64_t points, std::int64_t replicates = 1) {
  Design design;
  design.kind = DesignKind::sobol;
  design.size = points;
  design.factors = {factor_of("choice.eta"),
                    factor_of("instruments.scanner_first.capacity_units_per_week", {10.0, 60.0})};
  return plan_of(std::move(design), replicates);
}

}  // namespace waterbed
