// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "sim/tally/pair_tally.hpp"
#include "sim/world/lot_key.hpp"
#include "tests/support/accounts.hpp"
#include "tests/support/lab.hpp"

// A world and weeks of two arms written by hand, for tests of the displacement accounts.
namespace waterbed::test {

// Routes of the hand-made world. Each of the first seven differs from `east` in what it is named after.
enum Route : Index { east, other_goods, beach, west, cover, other_origin, by_hub, other_market, beach_cover };

// Lanes of the hand-made world, in the rows and columns of the shift matrix.
enum HandLane : std::size_t {
  port_box,
  port_cover,
  beach_box,
  beach_in_cover,
  other_port_box,
  not_shipped,
  not_planned,
  rows
};

// Two goods; a port whose boxes pass one of two terminals, and a beach 1 degree of latitude (111 km) away.
inline World hand_made_world() {
  enum Place : Index { origin, second_origin, hub, port, shore };
  World world;
  world.organisations = 4;
  world.place_names = {"origin", "second_origin", "hub", "port", "shore"};
  world.place_positions = {{0, 0}, {0, 0}, {0, 0}, {52, 4}, {51, 4}};
  world.part_names = {"east", "west"};
  // Place, method, part, the first of its kind, share.
  world.place_methods = {{port, 0, 0, 0, 0.5},
                         {port, 0, 1, 0, 0.5},
                         {port, 1, none, 2, 1},
                         {shore, 0, none, 3, 1},
                         {shore, 1, none, 4, 1}};
  // Goods, place, method, place-method.
  world.lanes = {{0, port, 0, 0, "goods/port/box"},
                 {0, port, 1, 2, "goods/port/cover"},
                 {0, shore, 0, 3, "goods/shore/box"},
                 {0, shore, 1, 4, "goods/shore/cover"},
                 {1, port, 0, 0, "other_goods/port/box"}};
  Routes& routes = world.routes;
  routes.source = {origin, origin, origin, origin, origin, second_origin, origin, origin, origin};
  routes.transit = {none, none, none, none, none, none, hub, none, none};
  routes.lane = {port_box, other_port_box, beach_box, port_box,      port_cover,
                 port_box, port_box,       port_box,  beach_in_cover};
  routes.place_method = {0, 0, 3, 1, 2, 0, 0, 0, 4};
  routes.market = {0, 0, 0, 0, 0, 0, 0, 1, 0};
  return world;
}

// The weeks 10 to 13 are reported, in two periods of two weeks and one year.
inline const Week first_week{10};

inline AccountsTime hand_made_time() {
  const Week end = first_week + 4;
  return {PeriodOfWeek({first_week, first_week + 2}, end), PeriodOfWeek({first_week}, end), first_week};
}

inline AxisLengths hand_made_lengths() {
  AxisLengths lengths{};
  const auto set = [&](Axis axis, std::size_t length) { lengths[static_cast<std::size_t>(axis)] = length; };
  set(Axis::period, 2);
  set(Axis::year, 1);
  set(Axis::week, 4);
  set(Axis::place, 5);
  set(Axis::estimate, estimate_names.size());
  set(Axis::shift_kind, shift_kind_names.size());
  set(Axis::displaced_by, displaced_by_names.size());
  set(Axis::move_class, move_class_names.size());
  set(Axis::lane_in_a, rows);
  set(Axis::lane_in_b, rows);
  return lengths;
}

// What of a consignment is planned, and what becomes of it.
struct Consigned {
  Index organisation = 0;
  std::uint32_t number = 0;
  Week planned = first_week;
};

// The state of one arm in one week, as far as the accounts look at it.
class HandMadeState {
 public:
  HandMadeState()
      : state_(World{}, prepare_scenario("lab/geometric.yaml").scenario.start.parameters, Luck(1, 0)) {
    state_.organisations.activity.assign(4, 1.0);
    state_.organisations.ties_begin.assign(5, 0);
  }

  // Begins another week: no consignments and no endings.
  void next_week() {
    state_.consignments = {};
    state_.endings = {};
  }
  // In the order of organisations, weeks of the plan and numbers.
  void ship(Consigned what, std::int64_t grams, Index route, Index lots = 1) {
    decide(what, grams, route, lots, NotShipped::is_shipped);
  }
  void keep(Consigned what, std::int64_t grams) { decide(what, grams, none, 0, NotShipped::unwilling); }
  void wait(Consigned what, std::int64_t grams) { decide(what, grams, none, 0, NotShipped::waits); }

  // Lots that land are expected to land as they do unless another mean is given; so are those stopped.
  void land(Consigned what, std::int64_t grams, Index route) {
    end(what, grams, route, Ending::landed, grams);
  }
  void stop(Consigned what, std::int64_t grams, Index route) { end(what, grams, route, Ending::seized, 0); }
  void end(Consigned what, std::int64_t grams, Index route, Ending ending, std::int64_t expected) {
    Endings& endings = state_.endings;
    endings.organisation.push_back(what.organisation);
    endings.planned.push_back(what.planned);
    endings.which.push_back(key_of_lot(what.number, 0));
    endings.route.push_back(route);
    endings.size.push_back({grams});
    endings.ending.push_back(ending);
    endings.expected.push_back({expected});
  }
  // Ships in one lot that lands in the same week.
  void deliver(Consigned what, std::int64_t grams, Index route) {
    ship(what, grams, route);
    land(what, grams, route);
  }
  void set_awake(Index organisation, bool is_awake) {
    state_.organisations.activity[at(organisation)] = is_awake ? 1.0 : 0.0;
  }
  // Organisation 0 is tied to 1.
  void tie() {
    state_.organisations.ties = {1};
    state_.organisations.ties_begin = {0, 1, 1, 1, 1};
  }
  [[nodiscard]] const State& state() const { return state_; }

 private:
  void decide(Consigned what, std::int64_t grams, Index route, Index lots, NotShipped why) {
    Consignments& all = state_.consignments;
    all.organisation.push_back(what.organisation);
    all.planned.push_back(what.planned);
    all.number.push_back(what.number);
    all.size.push_back({grams});
    all.route.push_back(route);
    all.lots.push_back(lots);
    all.why.push_back(why);
  }

  State state_;
};

// Two arms, written week by week, and their accounts.
class HandMadePair {
 public:
  explicit HandMadePair(const std::vector<Route>& touched = {east})
      : world_(hand_made_world()),
        pairs_(world_, hand_made_time(), {{0, 1, in_r(touched)}}, 2, hand_made_lengths()) {}

  HandMadeState a, b;

  // Counts the week as it was written and begins the next one.
  void end_week() {
    pairs_.count(0, a.state(), week_);
    pairs_.count(1, b.state(), week_);
    pairs_.settle();
    week_ = week_ + 1;
    a.next_week();
    b.next_week();
  }
  [[nodiscard]] Accounts finish() { return Accounts(pairs_.finish()[0]); }

 private:
  [[nodiscard]] std::vector<bool> in_r(const std::vector<Route>& touched) const {
    std::vector<bool> routes(world_.routes.size(), false);
    for (const Route route : touched) routes[at(route)] = true;
    return routes;
  }

  World world_;
  PairTally pairs_;
  Week week_ = first_week;
};

}  // namespace waterbed::test
