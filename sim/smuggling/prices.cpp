// SPDX-License-Identifier: Apache-2.0
#include "sim/smuggling/prices.hpp"

#include <algorithm>
#include <limits>

#include "sim/base/math.hpp"
#include "sim/smuggling/choice.hpp"
#include "sim/smuggling/consignments.hpp"
#include "sim/smuggling/route_value.hpp"

namespace waterbed {
namespace {

// gamma ln(B / Bbar), by stratum: every legal unit hides equally well. Bbar is that of the start, so that a
// change of one stratum leaves the others' utility alone.
std::vector<float> pull_of_strata(const World& world, const State& state, double gamma) {
  const auto& strata = state.effective.named<StratumParams>().values;
  std::vector<float> pull(world.strata.size(), -std::numeric_limits<float>::infinity());
  for (std::size_t stratum = 0; stratum < pull.size(); ++stratum) {
    const double units = strata[stratum].legal_units.value();
    const double mean = world.mean_legal_units[at(world.strata[stratum].stream)];
    if (units > 0.0 && mean > 0.0) pull[stratum] = static_cast<float>(gamma * log(units / mean));
  }
  return pull;
}

// nu ln(share of the place's traffic): cutting a place into parts that are alike changes nothing.
float pull_of_part(const PlaceMethod& place_method, double nu) {
  if (place_method.part == none) return 0.0F;
  return place_method.share > 0.0 ? static_cast<float>(nu * log(place_method.share))
                                  : -std::numeric_limits<float>::infinity();
}

// rho / 2 ((1 - phi) V)^2 = f (1 - phi)^2 / (s_ref (1 - s_ref) q_i^2): the price V cancels.
float risk_price_of(const MethodParams& method, double usual_loss, double usual_kg) {
  const double variance = usual_loss * (1.0 - usual_loss) * usual_kg * usual_kg;
  const double kept_share = 1.0 - method.crew_share.value();
  return variance > 0.0 ? static_cast<float>(method.fixed_cost.value() * kept_share * kept_share / variance)
                        : 0.0F;
}

// The boxes of a crossing that are still released by a code, if any is needed.
float pull_of_codes(double share, double nu) {
  if (share >= 1.0) return 0.0F;
  return share > 0.0 ? static_cast<float>(nu * log(share)) : -std::numeric_limits<float>::infinity();
}

// What a lot costs beside the fixed cost of its method, without an insider and with one.
struct Extras {
  double plain = 0.0;  // EUR per lot
  double hired = static_cast<double>(nobody_to_hire);
  double hired_loss = 1.0;  // loss at entry and extraction relative to that without an insider
};

// An insider of an office gives the code as well.
Extras extras_of(const World& world, const State& state, std::size_t route) {
  const Labour& labour = state.labour;
  const std::size_t place_method = at(world.routes.place_method[route]);
  const std::size_t crossing = at(world.routes.crossing[route]);
  const double code = state.controls.code_price[crossing];
  const double hands =
      labour.hands[place_method] == none ? 0.0 : labour.pools[at(labour.hands[place_method])].wage;
  Extras extras;
  extras.plain = hands + code;
  if (labour.insiders[place_method] == none) return extras;
  const Pool& pool = labour.pools[at(labour.insiders[place_method])];
  extras.hired = hands + pool.wage + (pool.kind == LabourKind::release_insider ? 0.0 : code);
  extras.hired_loss = state.beliefs.helped_loss[crossing];
  return extras;
}

bool can_be_hired(const Labour& labour) {
  return std::any_of(labour.insiders.begin(), labour.insiders.end(), [](Index pool) { return pool != none; });
}

void resize(RouteTerms& terms, std::size_t routes, bool hiring, bool has_risk_price) {
  for (std::vector<float>* of_all :
       {&terms.net_price, &terms.unit_cost, &terms.lot_cost, &terms.lot_cap, &terms.pull})
    of_all->resize(routes);
  terms.hired_cost.resize(hiring ? routes : 0);
  terms.hired_loss.resize(hiring ? routes : 0);
  terms.risk_price.resize(has_risk_price ? routes : 0);
}

}  // namespace

void price_routes(const World& world, State& state, Week) {
  const Routes& routes = world.routes;
  RouteTerms& terms = state.route_terms;
  const auto& methods = state.effective.named<MethodParams>();
  const auto& commodities = state.effective.named<CommodityParams>();
  const auto& markets = state.effective.named<MarketParams>();
  const auto& inland = state.effective.get<InlandParams>();
  const auto& choice = state.effective.get<ChoiceParams>();
  const double gamma = choice.gamma.value();
  const double usual_kg = state.effective.get<ConsignmentParams>().median_size.value();
  const bool hiring = can_be_hired(state.labour);
  const std::vector<float> pull = pull_of_strata(world, state, gamma);
  std::vector<float> pull_of_parts;
  for (const PlaceMethod& pair : world.place_methods)
    pull_of_parts.push_back(pull_of_part(pair, choice.nu.value()));
  resize(terms, routes.size(), hiring, choice.premium == PremiumKind::cara);
  for (std::size_t route = 0; route < routes.size(); ++route) {
    const Lane& lane = world.lanes[at(routes.lane[route])];
    const MethodParams& method = methods.values[at(lane.method)];
    const double landed_price = markets.values[at(routes.market[route])].landed_price.value();
    const double source_price = commodities.values[at(lane.commodity)].source_price.value();
    const double freight = freight_of(routes, route, method, inland);
    terms.net_price[route] = static_cast<float>((1.0 - method.crew_share.value()) * landed_price);
    terms.unit_cost[route] = static_cast<float>(source_price + freight);
    const Extras extras = extras_of(world, state, route);
    terms.lot_cost[route] = static_cast<float>(method.fixed_cost.value() + extras.plain);
    if (hiring) {
      terms.hired_cost[route] = static_cast<float>(method.fixed_cost.value() + extras.hired);
      terms.hired_loss[route] = static_cast<float>(extras.hired_loss);
    }
    terms.lot_cap[route] = static_cast<float>(method.largest_lot.value());
    const std::size_t crossing = at(routes.crossing[route]);
    const Index stratum = world.crossings[crossing].stratum;
    terms.pull[route] = (stratum == none ? 0.0F : pull[at(stratum)]) +
                        pull_of_parts[at(routes.place_method[route])] +
                        pull_of_codes(state.controls.code_share[crossing], choice.nu.value());
    if (!terms.risk_price.empty())
      terms.risk_price[route] = risk_price_of(method, state.beliefs.reference_loss, usual_kg);
  }
}

Mechanism prices_mechanism() {
  return {.name = "prices", .steps = {{"price_routes", Phase::plan, price_routes}}};
}

}  // namespace waterbed
