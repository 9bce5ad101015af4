// SPDX-License-Identifier: Apache-2.0
#include "sim/smuggling/bound_table.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace waterbed {
namespace {

// The share of a loss that is felt at least: delta where gains may stand out, else all of it.
float felt_share(const PremiumTerms& premium) {
  return premium.kind == PremiumKind::salience ? premium.salience_discount : 1.0F;
}

}  // namespace

BoundTable::BoundTable(const RouteTerms& terms, const std::vector<std::uint32_t>& hashes,
                       const ValueCoefficients& coefficients)
    : arrest_cost(coefficients.theta * felt_share(coefficients.premium) * coefficients.arrest_loss),
      noise_scale(static_cast<float>(coefficients.nest_scale)) {
  const float theta = coefficients.theta;
  const std::size_t padded = hashes.size() + bound_padding;
  for (std::vector<float>* values : {&base, &stake, &lot_cost, &inverse_cap}) values->resize(padded);
  hired_cost.resize(terms.hired_cost.empty() ? 0 : padded);
  hash = hashes;
  hash.resize(padded);
  for (std::size_t route = 0; route < hashes.size(); ++route) {
    const bool is_closed = terms.pull[route] == -std::numeric_limits<float>::infinity();
    base[route] = is_closed ? closed_bound
                            : terms.pull[route] + theta * (terms.net_price[route] - terms.unit_cost[route]);
    stake[route] = theta * felt_share(coefficients.premium) * terms.net_price[route];
    lot_cost[route] = theta * terms.lot_cost[route];
    inverse_cap[route] = 1.0F / terms.lot_cap[route];
    const float pull = is_closed ? 0.0F : std::abs(terms.pull[route]);
    largest_price_ =
        std::max(largest_price_, pull + theta * (terms.net_price[route] + std::abs(terms.unit_cost[route])));
    largest_lot_cost_ = std::max(largest_lot_cost_, lot_cost[route]);
    largest_inverse_cap_ = std::max(largest_inverse_cap_, inverse_cap[route]);
    if (terms.hired_cost.empty()) continue;
    hired_cost[route] = theta * terms.hired_cost[route];
    if (terms.hired_cost[route] < nobody_to_hire)
      largest_lot_cost_ = std::max(largest_lot_cost_, hired_cost[route]);
  }
  largest_lot_cost_ += theta * coefficients.arrest_loss;
}

BoundRoutes BoundTable::routes(std::size_t begin, std::size_t end, const std::vector<float>& base_of_routes,
                               const std::vector<float>& survival,
                               const std::vector<float>& hired_survival) const {
  BoundRoutes routes{&base_of_routes[begin], &stake[begin],    &lot_cost[begin], &inverse_cap[begin],
                     &hash[begin],           &survival[begin], end - begin};
  if (hired_cost.empty()) return routes;
  routes.hired_cost = &hired_cost[begin];
  routes.hired_survival = &hired_survival[begin];
  return routes;
}

}  // namespace waterbed
