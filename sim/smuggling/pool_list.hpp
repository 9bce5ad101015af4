// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "sim/smuggling/labour_market.hpp"
#include "sim/tally/results.hpp"

// All pools of a scenario, in the order of State::labour: insiders, crews, skippers.
namespace waterbed {

struct ListedPool {
  LabourKind kind;
  std::string name;  // "crews/rotterdam": block and entry, which tells pools of two blocks apart
  const PoolTerms* terms;
};

[[nodiscard]] std::vector<ListedPool> pools_of(const ParameterSet& parameters);

// What a result calls them.
[[nodiscard]] std::vector<PoolLabel> pool_labels(const ParameterSet& parameters);

// Sentences on pools that serve no method, on two that would serve the same method at the same place (of
// insiders, or of those who take lots out), on skippers of a method that hides in legal traffic, and on names
// with one hash.
void refuse_pools(const ParameterSet& parameters, std::vector<std::string>& problems);

// A sentence for each pool that would begin below its lowest wage.
void refuse_low_wages(const ParameterSet& parameters, std::vector<std::string>& problems);

}  // namespace waterbed
