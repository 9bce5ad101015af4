// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "output/pair_accounts.hpp"
#include "output/table.hpp"

// How sure the main results are, and what the common luck of the arms has to do with it.
namespace waterbed {

// `precision`: what landed less in all, in R and in the place to which most moved, and the share displaced,
// each with half its 95 % interval as drawn and as expected, and how many times narrower that interval is
// than that of independent arms of the same number of runs, with the bound (sim/stats/pairing.hpp). Without
// the share where the interval of what is kept out holds 0, and where nothing is left outside R.
[[nodiscard]] Table precision_table(PairAccounts& accounts);

}  // namespace waterbed
