// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "output/result_reader.hpp"
#include "sim/jobs/sweep_plan.hpp"
#include "sim/jobs/sweep_values.hpp"

// Outputs that every sweep has, from its merged file: of each arm what lands, is seized and is recorded; of
// each pair of arms the accounts of displacement, as drawn, and what changes in records. In tonnes a year, or
// shares of what is kept out: of an arm over all the time reported, of a pair from the period on in which its
// arms begin to differ in the scenario without factors, unless a factor moves dates.
namespace waterbed {

// "landed@ARM" ..., "displaced_share@ARM" of the pair of the first arm and ARM, "displaced_share@A/B" of
// another pair.
[[nodiscard]] std::vector<std::string> output_names(const ResultLayout& layout);

// Those that people are shown unless they ask for others: how much is kept out, displaced and really gone,
// and what records show; or what lands, where there are no pairs. Indices are told of tonnes: a share has
// none at points where nothing is kept out.
[[nodiscard]] std::vector<std::string> main_output_names(const ResultLayout& layout, DesignKind kind);

// Why the file is not that of the design as it is now, as a sentence without its subject; empty: it is.
[[nodiscard]] std::string difference_from_design(const ResultReader& reader, const SweepPlan& plan);

// The outputs of these names, which exist, in their order. Reads point by point. Throws OutputError.
[[nodiscard]] std::vector<SweepOutput> read_outputs(ResultReader& reader, const SweepPlan& plan,
                                                    const std::vector<std::string>& names);

}  // namespace waterbed
