// SPDX-License-Identifier: Apache-2.0
#include "sim/smuggling/bill.hpp"

#include <algorithm>
#include <limits>

#include "sim/smuggling/prices.hpp"

namespace waterbed {

Cents value_of(Grams mass, double price) {
  constexpr double grams_euros_per_kilogram_cent = 10.0;  // 1000 g/kg over 100 cents/EUR
  return {static_cast<std::int64_t>(price * static_cast<double>(mass.value) / grams_euros_per_kilogram_cent +
                                    0.5)};
}

Billing::Billing(const World& world, const State& state)
    : world_(world),
      state_(state),
      methods_(state.effective.named<MethodParams>().values),
      commodities_(state.effective.named<CommodityParams>().values),
      inland_(state.effective.get<InlandParams>()) {}

Bill Billing::of(std::size_t consignment, Index helped) const {
  const std::size_t route = at(state_.consignments.route[consignment]);
  const Grams size = state_.consignments.size[consignment];
  const double lots = state_.consignments.lots[consignment];
  const Lane& lane = world_.lanes[at(world_.routes.lane[route])];
  const MethodParams& method = methods_[at(lane.method)];
  const std::vector<Pool>& pools = state_.labour.pools;
  const Index hands = state_.labour.hands[at(world_.routes.place_method[route])];
  const Index insider = state_.consignments.insider[consignment];
  const bool gives_code = insider != none && pools[at(insider)].kind == LabourKind::release_insider;
  const double code_price = state_.controls.code_price[at(world_.routes.crossing[route])];
  const double freight = freight_of(world_.routes, route, method, inland_);
  return {.growers = value_of(size, commodities_[at(lane.commodity)].source_price.value()),
          .carriers = value_of(size, freight) + in_cents(method.fixed_cost.value() * lots),
          .crews = hands == none ? Cents{} : in_cents(pools[at(hands)].wage * lots),
          .insiders = insider == none ? Cents{} : in_cents(pools[at(insider)].wage * helped),
          .code_sellers = in_cents(code_price * (gives_code ? lots - helped : lots))};
}

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
