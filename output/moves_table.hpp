// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "output/pair_accounts.hpp"
#include "output/table.hpp"

namespace waterbed {

// `moves`: the largest moves between lanes in the shift matrix of a pair, in t/year averaged over replicates
// and the calendar years that lie wholly in the time compared, and what went the other way. Without rows
// where nothing moved, or no year is whole.
[[nodiscard]] Table moves_table(PairAccounts& accounts);

}  // namespace waterbed
