// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "sim/smuggling/labour_market.hpp"

// What the mechanisms of insiders, crews and skippers share: going through their pools.
namespace waterbed {

// Calls act(pool, parameters) for each pool of the block, "insiders/" or another: for none in the steps that
// run before the pools are added. The pools of a block were added together, in its order, so that only the
// first is looked for.
template <class Params, class Act>
void for_each_pool(const std::string& block, State& state, Act act) {
  const Named<Params>& entries = state.effective.named<Params>();
  if (entries.size() == 0) return;
  Pool* pool = pool_named(block + entries.names.front(), state);
  if (pool == nullptr) return;
  for (const Params& params : entries.values) act(*pool++, params);
}

// The pool's number of the week for a purpose; `which` tells apart several of one purpose.
[[nodiscard]] inline double uniform_of(Purpose purpose, const Pool& pool, const State& state, Week week,
                                       std::uint32_t which = 0) {
  const PhiloxBlock words = state.luck.draw(purpose, pool.hash, week, which);
  return unit_interval(words[0], words[1]);
}

}  // namespace waterbed
