// SPDX-License-Identifier: Apache-2.0
#include "sim/smuggling/chooser.hpp"

#include <algorithm>

#include "sim/base/math.hpp"
#include "sim/base/positive_stable.hpp"
#include "sim/smuggling/waiting.hpp"

namespace waterbed {
namespace {

constexpr Purpose choice_purpose("choice");

}  // namespace

ChoiceOfWeek::ChoiceOfWeek(const World& world_of_run, State& state_of_week, Week this_week)
    : world(world_of_run),
      state(state_of_week),
      week(this_week),
      params(state.effective.get<ChoiceParams>()),
      coefficients(coefficients_of(state)),
      table(state.route_terms, world.routes.hash, coefficients),
      beliefs(world, state, week),
      loops(choice_loops(world.instruction_set)) {}

Chooser::Chooser(const ChoiceOfWeek& of_week)
    : of_week_(of_week),
      world_(of_week.world),
      state_(of_week.state),
      week_(of_week.week),
      params_(of_week.params),
      can_stay_(params_.outside == OutsideRule::share || params_.outside == OutsideRule::value),
      needs_contacts_(state_.contacts.are_needed()),
      draws_(world_.instruction_set),
      survival_(of_week.beliefs.room()),
      nest_utility_(world_.nests.size()),
      log_stable_(world_.nests.size()),
      offers_{state_.route_terms, of_week.coefficients, survival_, world_.routes.hash} {
  const BoundTable& table = of_week_.table;
  for (const Nest& nest : world_.nests)
    for (std::size_t begin = nest.begin; begin < nest.end; begin += most_bounds)
      blocks_.push_back({table.routes(begin, std::min(begin + most_bounds, nest.end), table.base,
                                      survival_.plain, survival_.hired),
                         begin, static_cast<std::size_t>(&nest - world_.nests.data())});
}

void Chooser::choose_for(std::size_t begin, std::size_t end) {
  const std::vector<std::size_t>& begins = state_.consignments.begin;
  constexpr std::size_t most_at_once = 256;  // fit into the nearest cache
  for (std::size_t first = begins[begin]; first < begins[end]; first += most_at_once)
    decide(first, std::min(first + most_at_once, begins[end]));
}

void Chooser::decide(std::size_t first, std::size_t last) {
  draw(first, last);
  if (!needs_contacts_)
    for (std::size_t number = first; number < last; ++number) look_for_favourites_of(number);
  for (std::size_t number = first; number < last; ++number) settle(number);
}

void Chooser::draw(std::size_t first, std::size_t last) {
  const Consignments& consignments = state_.consignments;
  first_ = first;
  decisions_.resize(last - first);
  draws_.resize(last - first);
  for (std::size_t number = first; number < last; ++number)
    draws_.key(number - first, state_.organisations.id[at(consignments.organisation[number])],
               consignments.planned[number], key_of_decision(consignments, number, week_));
  draws_.draw(state_.luck, choice_purpose);
  for (std::size_t number = first; number < last; ++number) {
    Decision& decision = decisions_[number - first];
    const double kilograms = static_cast<double>(consignments.size[number].value) / grams_per_kilogram;
    decision.load.kilograms = static_cast<float>(kilograms);
    decision.load.split_uniform = static_cast<float>(unit_interval(split_word(number)));
  }
}

// Belongs to the consignment, whenever it goes.
std::uint32_t Chooser::split_word(std::size_t number) const {
  const Week planned = state_.consignments.planned[number];
  return planned == week_ ? draws_.word(number - first_, 2)
                          : draw_decision(state_, choice_purpose, number, planned)[2];
}

void Chooser::look_for_favourites_of(std::size_t number) {
  believe_as(state_.consignments.organisation[number]);
  take_up(number);
  draw_nests(number);
  Decision& decision = decisions_[number - first_];
  Favourites& favourites = decision.favourites;
  favourites = {};
  for (const RouteBlock& block : blocks_) {
    query_.nest_utility = nest_utility_[block.nest];
    query_.log_stable = log_stable_[block.nest];
    look_for_favourites(block, {of_week_.loops, of_week_.table, of_week_.table.base}, query_, favourites);
  }
  if (is_open(favourites.first.bound)) decision.of_first = survival_.of(at(favourites.first.route));
  if (is_open(favourites.second.bound)) decision.of_second = survival_.of(at(favourites.second.route));
}

WATERBED_INLINE Contender Chooser::favourite(const Promise& promise, const Believed& believed) {
  query_.nest_utility = promise.nest_utility;
  query_.log_stable = promise.log_stable;
  const std::size_t route = at(promise.route);
  return contender_of(route, believed, offers_, query_, state_.route_terms.pull[route]);
}

void Chooser::settle(std::size_t number) {
  const Decision& decision = take_up(number);
  // Most often; without a copy of the best.
  if (!needs_contacts_ && !can_stay_ && is_open(decision.favourites.first.bound)) {
    const Contender first = favourite(decision.favourites.first, decision.of_first);
    if (decision.favourites.second.bound < needed_bound(decision.favourites, first.at_least()))
      return ship_if_willing(number, first.route, first.offer);
  }
  best_ = not_shipping(number);
  if (needs_contacts_ || !settle_between_favourites(decision)) choose_at_length(number);
  if (best_.route == Contender::nothing) return;
  // What a contact costs is no part of what a lot brings.
  if (needs_contacts_)
    best_.offer = best_offer(state_.route_terms, survival_.of(best_.route), best_.route,
                             of_week_.coefficients, query_.load);
  ship_if_willing(number, best_.route, best_.offer);
}

// False if it takes a closer look at other routes to say which alternative is the best.
bool Chooser::settle_between_favourites(const Decision& decision) {
  const Favourites& favourites = decision.favourites;
  const auto challenge = [&](const Promise& promise, const Believed& believed) {
    if (promise.bound < needed_bound(favourites, best_.at_least())) return;
    const Contender next = favourite(promise, believed);
    if (next.is_better_than(best_)) best_ = next;
  };
  challenge(favourites.first, decision.of_first);
  challenge(favourites.second, decision.of_second);
  return favourites.third < needed_bound(favourites, best_.at_least());
}

// Looks at all nests, with beliefs at hand.
void Chooser::choose_at_length(std::size_t number) {
  believe_as(state_.consignments.organisation[number]);
  draw_nests(number);
  if (needs_contacts_)
    choose_with_contacts(number);
  else
    find_best(number, of_week_.table.base);
}

void Chooser::believe_as(Index organisation) {
  if (believes_as_ == organisation) return;
  believes_as_ = organisation;
  of_week_.beliefs.fill(organisation, survival_);
  if (params_.eta.value() > 0.0 || params_.omega.value() > 0.0)
    for (std::size_t nest = 0; nest < world_.nests.size(); ++nest)
      nest_utility_[nest] = nest_utility(world_.nests[nest].place, organisation);
  if (needs_contacts_) ask_contacts(organisation);
}

void Chooser::ask_contacts(Index organisation) {
  fill_contacts(world_, state_, {organisation, week_}, contacts_);
  usable_base_ = of_week_.table.base;
  contact_cost_.resize(world_.routes.size());
  for (std::size_t route = 0; route < contact_cost_.size(); ++route) {
    const std::size_t whole = whole_of(route);
    contact_cost_[route] = contacts_.cost[whole];
    if (!contacts_.can_use[whole]) usable_base_[route] = closed_bound;
  }
}

// What would be best, were it not for contacts, each at the cost of making it; if that cannot be used today,
// the best of what can.
void Chooser::choose_with_contacts(std::size_t number) {
  offers_.contact_cost = &contact_cost_;
  find_best(number, of_week_.table.base);
  if (best_.route == Contender::nothing || contacts_.can_use[whole_of(best_.route)]) return;
  state_.consignments.new_contact[number] = index_of(whole_of(best_.route));
  find_best(number, usable_base_);
}

Contender Chooser::not_shipping(std::size_t number) const {
  if (!can_stay_) return {};
  const Index organisation = state_.consignments.organisation[number];
  return {state_.organisations.outside_value[at(organisation)], 1.0, 0.0,
          alternative_word(not_shipped_hash, query_.key), not_shipped_hash};
}

const Chooser::Decision& Chooser::take_up(std::size_t number) {
  const Decision& decision = decisions_[number - first_];
  query_.load = decision.load;
  query_.key[0] = draws_.word(number - first_, 0);
  query_.key[1] = draws_.word(number - first_, 1);
  return decision;
}

// What nests add to the keys of their routes beside their utility.
void Chooser::draw_nests(std::size_t number) {
  if (params_.nu.value() >= 1.0) return;
  for (std::size_t nest = 0; nest < log_stable_.size(); ++nest)
    log_stable_[nest] = log_positive_stable(params_.nu.value(),
                                            draw_decision(state_, world_.nests[nest].purpose, number, week_));
}

// Puts the alternative with the largest key into best_; routes are closed where `base` is.
void Chooser::find_best(std::size_t number, const std::vector<float>& base) {
  const Bounding bounding{of_week_.loops, of_week_.table, base};
  best_ = not_shipping(number);
  for (std::size_t nest = 0; nest < world_.nests.size(); ++nest) {
    query_.begin = world_.nests[nest].begin;
    query_.end = world_.nests[nest].end;
    query_.nest_utility = nest_utility_[nest];
    query_.log_stable = log_stable_[nest];
    choose_by_bounds(offers_, bounding, query_, best_);
  }
}

void Chooser::ship_if_willing(std::size_t number, std::size_t route, const BestOffer& offer) {
  const double uniform = unit_interval(draws_.word(number - first_, 3));
  if (params_.outside == OutsideRule::willingness && !is_willing(1.0 - offer.value.landing, uniform)) return;
  ship(number, route, offer);
}

void Chooser::ship(std::size_t number, std::size_t route, const BestOffer& offer) {
  Consignments& consignments = state_.consignments;
  const std::size_t place_method = at(world_.routes.place_method[route]);
  consignments.route[number] = index_of(route);
  consignments.lots[number] = offer.value.lots;
  consignments.why[number] = NotShipped::is_shipped;
  if (offer.hires) {
    const Index insiders = state_.labour.insiders[place_method];
    consignments.insider[number] = insiders;
    consignments.helped[number] = offer.value.lots;
    consignments.bid[number] = offer.gain_eur_per_lot + state_.labour.pools[at(insiders)].wage;
  }
  const Index hands = state_.labour.hands[place_method];
  if (hands != none)
    consignments.hands_bid[number] = static_cast<double>(offer.value.value) *
                                         static_cast<double>(query_.load.kilograms) / offer.value.lots +
                                     state_.labour.pools[at(hands)].wage;
}

std::size_t Chooser::whole_of(std::size_t route) const {
  return at(world_.place_methods[at(world_.routes.place_method[route])].whole);
}

// W = min(1, s_w / s), s the believed loss of a lot as it would go.
bool Chooser::is_willing(double loss, double uniform) const {
  return uniform * loss < params_.willingness_loss.value() || loss <= 0.0;
}

// Inertia and distance: what an entry place is worth to the organisation beyond money.
float Chooser::nest_utility(Index place, Index organisation) const {
  const Index home = state_.organisations.home[at(organisation)];
  const double away =
      home == none ? 0.0 : params_.omega.value() * world_.distance_from_home(home, place) / 1000.0;
  const double used = state_.organisations.last_place[at(organisation)] == place ? params_.eta.value() : 0.0;
  return static_cast<float>(used - away);
}

}  // namespace waterbed
