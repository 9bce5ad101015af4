// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "output/pair_accounts.hpp"
#include "output/table.hpp"

// The displacement accounts of a pair as `compare` prints them; docs/READING_RESULTS.md explains each line.
namespace waterbed {

// `displacement`: every term of D, what lies outside R and what is really gone, in t/year with its 95 %
// Student-t interval over replicates; shares in D as ratios of means with a bootstrap interval, none where
// the interval of D holds 0; and the mirrors within the net terms. Kinds of shift that do not occur are left
// out. Then `recorded` and `recorded_in_r`: recorded seizures of B less those of A. For programs its rows are
// named: kept_out, displaced, moved_and_stopped, deterred, intercepted, under_way, diffusion, really_gone ...
[[nodiscard]] Table displacement_table(PairAccounts& accounts);

// Whether the 95 % interval of what is kept out holds 0, so that nothing is said of shares in it.
[[nodiscard]] bool is_kept_out_uncertain(PairAccounts& accounts);

}  // namespace waterbed
