// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/smuggling/prices.hpp"
#include "sim/world/state.hpp"

// What a consignment costs when it leaves, and who gets it: goods, freight, the fixed cost of each lot, and a
// job for each lot of those whom it needs or hires, at this week's prices and wages. Phases Plan and Move,
// called by those who ask whether it can be paid and by those who pay. Source: MODEL, "Money" and "Value of a
// route"; a release code is bought unless an insider of an office gives it.
namespace waterbed {

struct Bill {
  Cents growers{};
  Cents carriers{};
  Cents crews{};
  Cents insiders{};
  Cents code_sellers{};

  [[nodiscard]] Cents total() const { return growers + carriers + crews + insiders + code_sellers; }
};

// The value of goods at a price in EUR/kg, to the nearest cent.
[[nodiscard]] inline Cents value_of(Grams mass, double price) {
  constexpr double grams_euros_per_kilogram_cent = 10.0;  // 1000 g/kg over 100 cents/EUR
  return {static_cast<std::int64_t>(price * static_cast<double>(mass.value) / grams_euros_per_kilogram_cent +
                                    0.5)};
}

// Bills of one week.
class Billing {
 public:
  Billing(const World& world, const State& state)
      : world_(world),
        state_(state),
        methods_(state.effective.named<MethodParams>().values),
        commodities_(state.effective.named<CommodityParams>().values),
        inland_(state.effective.get<InlandParams>()) {}

  // Of a consignment that has a route, with the help of its insider for so many of its lots.
  [[nodiscard]] Bill of(std::size_t consignment, Index helped) const;

 private:
  const World& world_;
  const State& state_;
  const std::vector<MethodParams>& methods_;
  const std::vector<CommodityParams>& commodities_;
  const InlandParams& inland_;
};

inline Bill Billing::of(std::size_t consignment, Index helped) const {
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
          .code_sellers =
              code_price == 0.0 ? Cents{} : in_cents(code_price * (gives_code ? lots - helped : lots))};
}

// Source price and freight of the route on which a kilogram costs least, EUR/kg.
[[nodiscard]] double cheapest_purchase(const World& world, const State& state);

}  // namespace waterbed
