// SPDX-License-Identifier: Apache-2.0
#include "sim/smuggling/bill.hpp"

#include <algorithm>
#include <limits>

#include "sim/smuggling/prices.hpp"

namespace waterbed {

double cheapest_purchase(const World& world, const State& state) {
  const auto& methods = state.effective.named<MethodParams>().values;
  const auto& commodities = state.effective.named<CommodityParams>().values;
  const auto& inland = state.effective.get<InlandParams>();
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t route = 0; route < world.routes.size(); ++route) {
    const Lane& lane = world.lanes[at(world.routes.lane[route])];
    least = std::min(least, commodities[at(lane.commodity)].source_price.value() +
                                freight_of(world.routes, route, methods[at(lane.method)], inland));
  }
  return least;
}

}  // namespace waterbed
