// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "output/comparison.hpp"
#include "output/result_reader.hpp"
#include "output/table.hpp"

namespace waterbed {

// `money`: in both arms, what each account received from organisations less what it paid them, in EUR million
// a year, means over the replicates of the comparison, with the difference and its interval. Accounts without
// any money are left out; without rows if the file keeps no books.
[[nodiscard]] Table money_table(const ResultReader& reader, const Comparison& comparison);

}  // namespace waterbed
