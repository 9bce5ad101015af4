// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "output/evaluation_table.hpp"
#include "output/pair_accounts.hpp"
#include "output/table.hpp"

namespace waterbed {

// `findings`: what the accounts of a pair say, one plain sentence for each finding, with intervals of 95 %.
[[nodiscard]] Table findings(PairAccounts& accounts, const Evaluation& evaluation);

}  // namespace waterbed
