// SPDX-License-Identifier: Apache-2.0
#include "sim/smuggling/belief_prior.hpp"

#include <algorithm>

#include "sim/smuggling/beliefs.hpp"

namespace waterbed {
namespace {

// Legal traffic of a crossing relative to the mean of its stream; 1 without a stream.
double traffic_weight(const World& world, const State& state, const Crossing& crossing) {
  if (crossing.stratum == none) return 1.0;
  const double mean = world.mean_legal_units[at(world.strata[at(crossing.stratum)].stream)];
  const double units =
      state.effective.named<StratumParams>().values[at(crossing.stratum)].legal_units.value();
  return mean > 0.0 ? units / mean : 0.0;
}

// Weighted mean true loss at the lane, over all crossings or (place_method not none) those of one pair.
double mean_lane_loss(const World& world, const State& state, Index place_method) {
  double weights = 0.0;
  double losses = 0.0;
  for (std::size_t number = 0; number < world.crossings.size(); ++number) {
    const Crossing& crossing = world.crossings[number];
    if (place_method != none && crossing.place_method != place_method) continue;
    const double weight =
        traffic_weight(world, state, crossing) * world.place_methods[at(crossing.place_method)].share;
    weights += weight;
    losses += weight * (1.0 - true_lane_pass(state, number));
  }
  return weights > 0.0 ? losses / weights : 0.0;
}

// Mean over methods of the chance to be found at a source or transit place. As differences from the first, so
// that the mean of equal chances is that chance to the last bit.
double mean_found(const State& state, Index place) {
  const std::size_t methods = state.effective.named<MethodParams>().size();
  const double* found = state.controls.origin_found.data() + at(place) * methods;
  double differences = 0.0;
  for (std::size_t method = 0; method < methods; ++method) differences += found[method] - found[0];
  return found[0] + differences / static_cast<double>(methods);
}

double mean_found(const State& state, const std::vector<Index>& places) {
  double sum = 0.0;
  for (const Index place : places) sum += mean_found(state, place);
  return places.empty() ? 0.0 : sum / static_cast<double>(places.size());
}

void add_place_losses(const State& state, const std::vector<Index>& places, PriorRule rule,
                      std::vector<double>& losses) {
  for (const Index place : places)
    losses.push_back(rule == PriorRule::true_loss ? mean_found(state, place) : mean_found(state, places));
}

std::vector<double> prior_losses(const World& world, const State& state) {
  const auto& params = state.effective.get<BeliefParams>();
  const double given = params.prior_mean.value();
  std::vector<double> losses;
  add_place_losses(state, world.sources, params.prior, losses);
  add_place_losses(state, world.transits, params.prior, losses);
  const double overall = mean_lane_loss(world, state, none);
  for (std::size_t pair = 0; pair < world.place_methods.size(); ++pair)
    losses.push_back(params.prior == PriorRule::given       ? given
                     : params.prior == PriorRule::true_loss ? mean_lane_loss(world, state, index_of(pair))
                                                            : overall);
  if (params.spill.value() < 1.0) {
    for (std::size_t number = 0; number < world.crossings.size(); ++number) {
      const std::size_t pair =
          world.sources.size() + world.transits.size() + at(world.crossings[number].place_method);
      losses.push_back(params.prior == PriorRule::true_loss ? 1.0 - true_lane_pass(state, number)
                                                            : losses[pair]);
    }
  }
  return losses;
}

// The believed loss of a route by the mean source and the mean place-method.
double usual_loss(const World& world, const State& state) {
  const Beliefs& beliefs = state.beliefs;
  double source_pass = 0.0;
  for (std::size_t slot = 0; slot < beliefs.first_transit; ++slot)
    source_pass += 1.0 - beliefs.prior_loss[slot];
  source_pass /= static_cast<double>(beliefs.first_transit);
  double lane_pass = 0.0;
  double shares = 0.0;  // parts of a place together count as one
  for (std::size_t pair = 0; pair < world.place_methods.size(); ++pair) {
    const double share = world.place_methods[pair].share;
    lane_pass += share * (1.0 - beliefs.prior_loss[beliefs.first_place_method + pair]);
    shares += share;
  }
  lane_pass = shares > 0.0 ? lane_pass / shares : 1.0;
  return 1.0 - source_pass * lane_pass * (1.0 - state.effective.get<InlandParams>().risk.value());
}

Index leg_of(Leg leg, std::vector<Leg>& legs) {
  for (std::size_t number = 0; number < legs.size(); ++number)
    if (legs[number].source_slot == leg.source_slot && legs[number].transit_slot == leg.transit_slot)
      return index_of(number);
  legs.push_back(leg);
  return index_of(legs.size() - 1);
}

void set_route_slots(const World& world, Beliefs& beliefs) {
  const Routes& routes = world.routes;
  const bool tells_origins_apart = beliefs.first_crossing < beliefs.slots;
  for (std::size_t route = 0; route < routes.size(); ++route) {
    const Index transit = routes.transit[route];
    const Index crossing = routes.crossing[route];
    const Index transit_slot = transit == none
                                   ? index_of(beliefs.slots)
                                   : index_of(beliefs.first_transit) + world.transit_number[at(transit)];
    beliefs.leg.push_back(
        leg_of({world.source_number[at(routes.source[route])], transit_slot}, beliefs.legs));
    beliefs.lane_slot.push_back(tells_origins_apart ? index_of(beliefs.first_crossing) + crossing
                                                    : index_of(beliefs.first_place_method) +
                                                          world.crossings[at(crossing)].place_method);
  }
}

// Where the longest run from `begin` of one leg and the next lane slot each ends.
std::size_t end_of_leg(const Beliefs& beliefs, std::size_t begin) {
  std::size_t end = begin + 1;
  while (end < beliefs.leg.size() && beliefs.leg[end] == beliefs.leg[begin] &&
         beliefs.lane_slot[end] == beliefs.lane_slot[end - 1] + 1)
    ++end;
  return end;
}

std::size_t end_of_lane_slot(const Beliefs& beliefs, std::size_t begin) {
  std::size_t end = begin + 1;
  while (end < beliefs.leg.size() && beliefs.lane_slot[end] == beliefs.lane_slot[begin]) ++end;
  return end;
}

void set_runs(Beliefs& beliefs) {
  std::size_t begin = 0;
  while (begin < beliefs.leg.size()) {
    const std::size_t of_leg = end_of_leg(beliefs, begin);
    const std::size_t of_lane = end_of_lane_slot(beliefs, begin);
    beliefs.runs.push_back({begin, std::max(of_leg, of_lane), of_leg >= of_lane});
    begin = beliefs.runs.back().end;
  }
}

}  // namespace

double true_helped_loss(const World& world, const State& state, std::size_t crossing) {
  const Index insiders = state.labour.insiders[at(world.crossings[crossing].place_method)];
  if (insiders == none) return 1.0;
  const Pool& pool = state.labour.pools[at(insiders)];
  const double without = 1.0 - true_lane_pass(state, crossing);
  const double with = 1.0 - pass_lane(state.controls, crossing, pool.entry_help, pool.extraction_help);
  return without > 0.0 ? with / without : 1.0;
}

void set_belief_prior(const World& world, State& state, Week) {
  Beliefs& beliefs = state.beliefs;
  for (std::size_t crossing = 0; crossing < world.crossings.size(); ++crossing)
    beliefs.helped_loss.push_back(true_helped_loss(world, state, crossing));
  const double strength = state.effective.get<BeliefParams>().prior_strength.value();
  beliefs.prior_loss = prior_losses(world, state);
  beliefs.slots = beliefs.prior_loss.size();
  beliefs.first_transit = world.sources.size();
  beliefs.first_place_method = beliefs.first_transit + world.transits.size();
  beliefs.first_crossing = beliefs.first_place_method + world.place_methods.size();
  set_route_slots(world, beliefs);
  set_runs(beliefs);
  beliefs.reference_loss = usual_loss(world, state);
  for (std::size_t crossing = 0; crossing < world.crossings.size(); ++crossing)
    beliefs.averaged_loss.push_back(
        beliefs.first_crossing < beliefs.slots
            ? beliefs.prior_loss[beliefs.first_crossing + crossing]
            : beliefs.prior_loss[beliefs.first_place_method + at(world.crossings[crossing].place_method)]);
  for (const double loss : beliefs.prior_loss) {
    beliefs.prior_lost.push_back(static_cast<float>(strength * loss));
    beliefs.prior_passed.push_back(static_cast<float>(strength * (1.0 - loss)));
  }
  beliefs.lost.assign(at(world.organisations) * beliefs.slots, 0.0F);
  beliefs.passed.assign(at(world.organisations) * beliefs.slots, 0.0F);
  beliefs.heard_lost.assign(beliefs.slots, 0.0F);
  beliefs.heard_passed.assign(beliefs.slots, 0.0F);
}

}  // namespace waterbed
