// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "config/reference.hpp"
#include "output/table.hpp"
#include "sim/base/parameter_record.hpp"

// The tables of `waterbed list`: what the language has, and what a scenario has of it.
namespace waterbed {

// All parameters in one table, for programs.
[[nodiscard]] Table parameters_table(const std::vector<BlockGroupDoc>& groups);

// For people: a table for each block and kind, only of the block `path` unless it is empty.
[[nodiscard]] std::vector<Table> block_tables(const std::vector<BlockGroupDoc>& groups,
                                              std::string_view path);

// Every parameter that chooses how something is decided or drawn.
[[nodiscard]] Table rules_table(const std::vector<BlockGroupDoc>& groups);

// What a measure or a shock consists of; `block` is "measures" or "shocks".
[[nodiscard]] Table measure_keys_table(std::string_view block);

// The entries of a block of a scenario, a table each.
[[nodiscard]] std::vector<Table> entry_tables(const ScenarioRecord& record, std::string_view block);

// The measures or shocks of a scenario, a row each, for programs.
[[nodiscard]] Table measures_table(const ScenarioRecord& record, std::string_view block);

}  // namespace waterbed
