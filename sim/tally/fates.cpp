// SPDX-License-Identifier: Apache-2.0
#include "sim/tally/fates.hpp"

#include <algorithm>
#include <tuple>

#include "sim/base/check.hpp"
#include "sim/world/lot_key.hpp"

namespace waterbed {
namespace {

constexpr int weeks_of_a_year = 52;

Index place_method_of(const World& world, Index route) {
  return world.lanes[at(world.routes.lane[at(route)])].place_method;
}

Fate& fate_of(WeekOfFates& week, Index organisation, std::uint32_t number) {
  const auto found = std::lower_bound(week.fates.begin(), week.fates.end(), std::tie(organisation, number),
                                      [](const Fate& fate, const std::tuple<Index, std::uint32_t>& key) {
                                        return std::tie(fate.organisation, fate.number) < key;
                                      });
  WATERBED_CHECK(found != week.fates.end() && found->organisation == organisation && found->number == number);
  return *found;
}

}  // namespace

void ArmFates::note(const World& world, const State& state, Week week) {
  note_plans(world, state, week);
  note_endings(state);
  remember_uses(world, state, week);
  was_awake_.clear();
  for (const double activity : state.organisations.activity) was_awake_.push_back(activity > 0.0);
}

void ArmFates::note_plans(const World& world, const State& state, Week week) {
  const Consignments& consignments = state.consignments;
  if (week >= first_) {
    WeekOfFates& planned = weeks_.emplace_back();
    planned.week = week;
    planned.is_awake = was_awake_;
    planned.is_awake.resize(state.organisations.activity.size(), true);  // all are when the run begins
  }
  for (std::size_t index = 0; index < consignments.size_of_week(); ++index) {
    WeekOfFates* planned = week_of(consignments.planned[index]);
    if (planned == nullptr) continue;
    const bool is_new = consignments.planned[index] == week;
    if (is_new)
      planned->fates.push_back(
          {consignments.organisation[index], consignments.number[index], consignments.size[index].value});
    if (consignments.why[index] == NotShipped::waits)
      planned->waiting += is_new ? 1 : 0;
    else
      planned->waiting -= is_new ? 0 : 1;
    if (consignments.route[index] != none) note_departure(world, state, index, week);
  }
}

void ArmFates::note_departure(const World& world, const State& state, std::size_t consignment, Week week) {
  const Consignments& consignments = state.consignments;
  WeekOfFates& planned = *week_of(consignments.planned[consignment]);
  Fate& fate = fate_of(planned, consignments.organisation[consignment], consignments.number[consignment]);
  fate.route = consignments.route[consignment];
  fate.lots = consignments.lots[consignment];
  fate.leaves = week;
  fate.is_through_tie = is_through_tie(state, fate.organisation, place_method_of(world, fate.route), week);
  planned.open_lots += at(fate.lots);
}

WeekOfFates* ArmFates::week_of(Week planned) {
  if (weeks_.empty() || planned < weeks_.front().week) return nullptr;
  return &weeks_[static_cast<std::size_t>(planned - weeks_.front().week)];
}

void ArmFates::note_endings(const State& state) {
  const Endings& endings = state.endings;
  for (std::size_t lot = 0; lot < endings.count(); ++lot) {
    WeekOfFates* week = week_of(endings.planned[lot]);
    if (week == nullptr) continue;
    Fate& fate = fate_of(*week, endings.organisation[lot], consignment_of_lot(endings.which[lot]));
    std::int64_t& part = endings.ending[lot] == Ending::landed ? fate.landed_g : fate.stopped_g;
    part += endings.size[lot].value;
    fate.expected_g += endings.expected[lot].value;
    --week->open_lots;
  }
}

bool ArmFates::is_through_tie(const State& state, Index organisation, Index place_method, Week week) const {
  if (last_uses_.empty() || was_used(organisation, place_method, week)) return false;
  const Organisations& all = state.organisations;
  const auto begin = all.ties.begin();
  return std::any_of(begin + static_cast<std::ptrdiff_t>(all.ties_begin[at(organisation)]),
                     begin + static_cast<std::ptrdiff_t>(all.ties_begin[at(organisation) + 1]),
                     [&](Index tied) { return was_used(tied, place_method, week); });
}

bool ArmFates::was_used(Index organisation, Index place_method, Week week) const {
  const std::vector<LastUse>& uses = last_uses_[at(organisation)];
  return std::any_of(uses.begin(), uses.end(), [&](const LastUse& use) {
    return use.place_method == place_method && week - use.week <= weeks_of_a_year;
  });
}

void ArmFates::remember_uses(const World& world, const State& state, Week week) {
  last_uses_.resize(at(world.organisations));
  const Consignments& consignments = state.consignments;
  for (std::size_t index = 0; index < consignments.size_of_week(); ++index) {
    if (consignments.route[index] == none) continue;
    const Index place_method = place_method_of(world, consignments.route[index]);
    std::vector<LastUse>& uses = last_uses_[at(consignments.organisation[index])];
    const auto found = std::find_if(uses.begin(), uses.end(), [place_method](const LastUse& use) {
      return use.place_method == place_method;
    });
    if (found != uses.end())
      found->week = week;
    else
      uses.push_back({place_method, week});
  }
}

}  // namespace waterbed
