// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "sim/smuggling/labour_market.hpp"

// What the mechanisms of insiders, crews and skippers share: going through their pools.
namespace waterbed {

// Calls act(pool, parameters) for each pool of the block, "insiders/" or another: for none in the steps that
// run before the pools are added.
template <class Params, class Act>
void for_each_pool(const std::string& block, State& state, Act act) {
  const Named<Params>& entries = state.effective.named<Params>();
  for (std::size_t entry = 0; entry < entries.size(); ++entry)
    if (Pool* pool = pool_named(block + entries.names[entry], state)) act(*pool, entries.values[entry]);
}

// The pool's number of the week for a purpose; `which` tells apart several of one purpose.
[[nodiscard]] inline double uniform_of(Purpose purpose, const Pool& pool, const State& state, Week week,
                                       std::uint32_t which = 0) {
  const PhiloxBlock words = state.luck.draw(purpose, pool.hash, week, which);
  return unit_interval(words[0], words[1]);
}

}  // namespace waterbed
