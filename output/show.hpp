// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "output/result_reader.hpp"
#include "output/table.hpp"

namespace waterbed {

// What is in a result file: `file` (what it is), `arms` (runs done, failed, not made), `totals` (flows per
// arm in tonnes a year, means over the arm's runs that are done, with 95 % Student-t intervals), `seizures`
// (on record by place; left out where the file lacks it), `first_published` (per arm, if any arm has revised
// figures), `pools` (of labour, in the first arm, if any were ever wanted).
[[nodiscard]] std::vector<Table> show(const ResultReader& reader);

}  // namespace waterbed
