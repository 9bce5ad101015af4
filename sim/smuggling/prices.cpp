// SPDX-License-Identifier: Apache-2.0
#include "sim/smuggling/prices.hpp"

#include <limits>

#include "sim/base/math.hpp"
#include "sim/smuggling/choice.hpp"
#include "sim/smuggling/consignments.hpp"

namespace waterbed {
namespace {

// gamma ln(B / Bbar): every legal unit hides equally well. Bbar is that of the start, so that a change of one
// stratum leaves the others' utility alone.
float pull_of(const World& world, const State& state, Index stratum, double gamma) {
  if (stratum == none) return 0.0F;
  const double units = state.effective.named<StratumParams>().values[at(stratum)].legal_units.value();
  const double mean = world.mean_legal_units[at(world.strata[at(stratum)].stream)];
  if (units <= 0.0 || mean <= 0.0) return -std::numeric_limits<float>::infinity();
  return static_cast<float>(gamma * log(units / mean));
}

// rho / 2 ((1 - phi) V)^2 = f (1 - phi)^2 / (s_ref (1 - s_ref) q_i^2): the price V cancels.
float risk_price_of(const MethodParams& method, double usual_loss, double usual_kg) {
  const double variance = usual_loss * (1.0 - usual_loss) * usual_kg * usual_kg;
  const double kept_share = 1.0 - method.crew_share.value();
  return variance > 0.0 ? static_cast<float>(method.fixed_cost.value() * kept_share * kept_share / variance)
                        : 0.0F;
}

}  // namespace

void price_routes(const World& world, State& state, Week) {
  const Routes& routes = world.routes;
  RouteTerms& terms = state.route_terms;
  const auto& methods = state.effective.named<MethodParams>();
  const auto& commodities = state.effective.named<CommodityParams>();
  const auto& markets = state.effective.named<MarketParams>();
  const double freight_per_km = state.effective.get<InlandParams>().freight.value();
  const auto& choice = state.effective.get<ChoiceParams>();
  const double gamma = choice.gamma.value();
  const double usual_kg = state.effective.get<ConsignmentParams>().median_size.value();
  terms = {};
  for (std::size_t route = 0; route < routes.size(); ++route) {
    const Lane& lane = world.lanes[at(routes.lane[route])];
    const MethodParams& method = methods.values[at(lane.method)];
    const double landed_price = markets.values[at(routes.market[route])].landed_price.value();
    const double source_price = commodities.values[at(lane.commodity)].source_price.value();
    const double freight = method.freight.value() + freight_per_km * routes.inland_km[route];
    terms.net_price.push_back(static_cast<float>((1.0 - method.crew_share.value()) * landed_price));
    terms.unit_cost.push_back(static_cast<float>(source_price + freight));
    terms.lot_cost.push_back(static_cast<float>(method.fixed_cost.value()));
    terms.lot_cap.push_back(static_cast<float>(method.largest_lot.value()));
    terms.pull.push_back(pull_of(world, state, world.crossings[at(routes.crossing[route])].stratum, gamma));
    if (choice.premium == PremiumKind::cara)
      terms.risk_price.push_back(risk_price_of(method, state.beliefs.reference_loss, usual_kg));
  }
}

Mechanism prices_mechanism() {
  return {.name = "prices", .steps = {{"price_routes", Phase::plan, price_routes}}};
}

}  // namespace waterbed
