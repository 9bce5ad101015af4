// SPDX-License-Identifier: Apache-2.0
#pragma once

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
[[nodiscard]] Cents value_of(Grams mass, double price);

// Bills of one week.
class Billing {
 public:
  Billing(const World& world, const State& state);

  // Of a consignment that has a route, with the help of its insider for so many of its lots.
  [[nodiscard]] Bill of(std::size_t consignment, Index helped) const;

 private:
  const World& world_;
  const State& state_;
  const std::vector<MethodParams>& methods_;
  const std::vector<CommodityParams>& commodities_;
  const InlandParams& inland_;
};

// Source price and freight of the route on which a kilogram costs least, EUR/kg.
[[nodiscard]] double cheapest_purchase(const World& world, const State& state);

}  // namespace waterbed
