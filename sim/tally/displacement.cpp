// SPDX-License-Identifier: Apache-2.0
#include "sim/tally/displacement.hpp"

#include <algorithm>
#include <utility>

#include "sim/base/check.hpp"

namespace waterbed {
namespace {

SeriesSpec spec(const char* name, const char* long_name, std::vector<Axis> axes, const char* units = "g") {
  return {name, units, long_name, std::move(axes), false, SeriesOf::pair};
}

}  // namespace

Displacement::Series::Series(SeriesList& list)
    : kept_out(list.declare(spec("kept_out_g", "D: landed through R in the reference less that in the arm",
                                 {Axis::period, Axis::estimate}))),
      by_class(list.declare(spec("kept_out_class_g", "D by where consignments go in reference and arm",
                                 {Axis::period, Axis::estimate, Axis::move_class}))),
      displaced(list.declare(spec("displaced_g", "DL: moved out of R and landed, less its mirror",
                                  {Axis::period, Axis::estimate, Axis::shift_kind}))),
      displaced_stopped(
          list.declare(spec("displaced_stopped_g", "DS: moved out of R and stopped, less its mirror",
                            {Axis::period, Axis::estimate, Axis::shift_kind}))),
      deterred(list.declare(spec("deterred_g", "N: not shipped, less its mirror", {Axis::period}))),
      intercepted(list.declare(spec("intercepted_g", "I: stopped in R in the arm less that in the reference",
                                    {Axis::period, Axis::estimate}))),
      under_way(
          list.declare(spec("still_under_way_g", "W: more under way when the run ended", {Axis::period}))),
      residual(list.declare(spec("residual_g", "D less all its terms: 0", {Axis::period, Axis::estimate}))),
      outside(list.declare(
          spec("outside_g", "E: landed by other consignments outside R in the arm less that in the reference",
               {Axis::period, Axis::estimate, Axis::displaced_by}))),
      really_gone(list.declare(spec("really_gone_g", "all that landed in the reference less that in the arm",
                                    {Axis::period, Axis::estimate}))),
      residual_really_gone(
          list.declare(spec("residual_really_gone_g", "D - DL - E less what is really gone: 0",
                            {Axis::period, Axis::estimate}))),
      displaced_back(
          list.declare(spec("displaced_back_g", "mirror within DL: moved into R, landed in the reference",
                            {Axis::period, Axis::shift_kind}))),
      stopped_back(list.declare(spec("displaced_stopped_back_g",
                                     "mirror within DS: moved into R, stopped in the reference",
                                     {Axis::period, Axis::shift_kind}))),
      deterred_back(
          list.declare(spec("deterred_back_g", "mirror within N: shipped more in the arm", {Axis::period}))),
      changed_route(
          list.declare(spec("changed_route_g",
                            "shipped in both by different routes, or in one of them only, both ways together",
                            {Axis::period, Axis::move_class}))),
      displaced_to(list.declare(spec("displaced_to_g", "DL by the entry place outside R, less its mirror",
                                     {Axis::period, Axis::place}))),
      later(list.declare(
          spec("displaced_later_g", "of DL + DS: left in a later week, less its mirror", {Axis::period}))),
      later_inside(list.declare(spec(
          "later_inside_g", "shipped through R in both, in a later week, less its mirror", {Axis::period}))),
      finer(list.declare(spec("displaced_finer_g", "of DL + DS: in more lots than before, less its mirror",
                              {Axis::period}))),
      finer_inside(list.declare(spec(
          "finer_inside_g", "shipped through R in both, in more lots, less its mirror", {Axis::period}))),
      through_ties(list.declare(spec(
          "displaced_through_ties_g",
          "of DL + DS: by a place and method that only ties had used in the year before, less its mirror",
          {Axis::period}))),
      distance(list.declare(spec("displaced_distance_g_km",
                                 "moved mass times the distance between its entry places, less its mirror",
                                 {Axis::period}, "g km"))),
      distance_back(
          list.declare(spec("displaced_distance_back_g_km", "mirror within the moved mass times distance",
                            {Axis::period}, "g km"))),
      displaced_week(list.declare(spec("displaced_week_g", "DL + DS by week of the plan", {Axis::week}))),
      kept_out_week(list.declare(spec("kept_out_week_g", "D by week of the plan", {Axis::week}))) {}

// One consignment in both arms; an arm that did not plan it has no mass and no route.
struct Displacement::Compared {
  struct Side {
    explicit Side(const Fate* fate) {
      if (fate == nullptr) return;
      route = fate->route;
      lots = fate->lots;
      leaves = fate->leaves;
      is_through_tie = fate->is_through_tie;
      shipped = fate->shipped_g();
      const std::int64_t ended = fate->landed_g + fate->stopped_g;
      under_way = shipped - ended;
      landed = {fate->landed_g, fate->expected_g};
      stopped = {fate->stopped_g, ended - fate->expected_g};
    }
    Index route = none;
    Index lots = 0;
    Week leaves{};
    bool is_through_tie = false;
    std::int64_t shipped = 0;
    std::int64_t under_way = 0;
    ByEstimate landed{};
    ByEstimate stopped{};
  };

  Side a;
  Side b;
  bool a_in = false;  // through R
  bool b_in = false;
  Index period = none;
  Index week = none;  // reported
  DisplacedBy by = DisplacedBy::same;

  [[nodiscard]] bool a_out() const { return a.route != none && !a_in; }
  [[nodiscard]] bool b_out() const { return b.route != none && !b_in; }
  [[nodiscard]] MoveClass move() const {
    if (a_in) return b_in ? MoveClass::stays_in : b_out() ? MoveClass::moves_out : MoveClass::given_up_in;
    if (b_in) return a_out() ? MoveClass::moves_in : MoveClass::new_in;
    if (a_out()) return b_out() ? MoveClass::stays_out : MoveClass::given_up_out;
    return MoveClass::new_out;
  }
};

Displacement::Displacement(const World& world, const AccountsTime& time, std::vector<bool> touched,
                           const AxisLengths& lengths)
    : world_(world),
      time_(time),
      touched_(std::move(touched)),
      list_(lengths),
      series_(list_),
      matrix_(world, list_),
      kept_out_(time.periods.count()),
      really_gone_(time.periods.count()) {}

void Displacement::count_landed(Side side, const State& state) {
  const Endings& endings = state.endings;
  const std::int64_t sign = side == Side::a ? 1 : -1;
  for (std::size_t lot = 0; lot < endings.count(); ++lot) {
    const Index period = time_.periods.of(endings.planned[lot]);
    if (period == none) continue;
    const bool has_landed = endings.ending[lot] == Ending::landed;
    const ByEstimate landed{has_landed ? endings.size[lot].value : 0, endings.expected[lot].value};
    for (std::size_t estimate = 0; estimate < landed.size(); ++estimate) {
      really_gone_[at(period)].counted[estimate] += sign * landed[estimate];
      if (is_touched(endings.route[lot])) kept_out_[at(period)].counted[estimate] += sign * landed[estimate];
    }
    if (has_landed && is_touched(endings.route[lot]))
      list_.add(series_.kept_out_week, endings.planned[lot] - time_.start, 0, sign * landed[0]);
  }
}

void Displacement::settle(const WeekOfFates& in_a, const WeekOfFates& in_b) {
  const Index period = time_.periods.of(in_a.week);
  const Index year = time_.years.of(in_a.week);
  auto a = in_a.fates.begin();
  auto b = in_b.fates.begin();
  const auto key = [](const Fate& fate) { return std::pair(fate.organisation, fate.number); };
  while (a != in_a.fates.end() || b != in_b.fates.end()) {
    const bool has_a = a != in_a.fates.end() && (b == in_b.fates.end() || key(*a) <= key(*b));
    const bool has_b = b != in_b.fates.end() && (a == in_a.fates.end() || key(*b) <= key(*a));
    const Fate* fate_a = has_a ? &*a++ : nullptr;
    const Fate* fate_b = has_b ? &*b++ : nullptr;
    matrix_.add(fate_a, fate_b, year, list_);
    Compared both{Compared::Side(fate_a), Compared::Side(fate_b)};
    if (both.a.route == none && both.b.route == none) continue;
    both.a_in = is_touched(both.a.route);
    both.b_in = is_touched(both.b.route);
    both.period = period;
    both.week = in_a.week - time_.start;
    const std::size_t organisation = at((has_a ? fate_a : fate_b)->organisation);
    if (!in_a.is_awake[organisation]) both.by = DisplacedBy::newcomers;
    if (!in_b.is_awake[organisation]) both.by = DisplacedBy::leavers;
    compare(both);
  }
}

void Displacement::compare(const Compared& both) {
  const MoveClass move = both.move();
  const bool is_one_sided = both.a.route == none || both.b.route == none;
  if (is_one_sided || both.a.route != both.b.route)
    list_.add(series_.changed_route, both.period, static_cast<std::size_t>(move),
              is_one_sided ? both.a.shipped + both.b.shipped : std::min(both.a.shipped, both.b.shipped));
  if (both.a_in || both.b_in) add_kept_out(both);
  if (move == MoveClass::moves_out || move == MoveClass::moves_in) add_moved(both);
  if (!both.a_in && !both.b_in) add_outside(both);
  if (move == MoveClass::stays_in) add_changed_inside(both);
}

void Displacement::add_changed_inside(const Compared& both) {
  const auto net = [&](bool in_b, bool in_a) { return in_b ? both.b.shipped : in_a ? -both.a.shipped : 0; };
  list_.add(series_.finer_inside, both.period, 0, net(both.b.lots > both.a.lots, both.a.lots > both.b.lots));
  list_.add(series_.later_inside, both.period, 0,
            net(both.b.leaves > both.a.leaves, both.a.leaves > both.b.leaves));
}

void Displacement::add_kept_out(const Compared& both) {
  const Compared::Side& a = both.a;
  const Compared::Side& b = both.b;
  const std::int64_t not_shipped = a.shipped - b.shipped;
  const std::int64_t under_way = b.under_way - a.under_way;
  ByEstimate by_class{};
  ByEstimate stopped{};
  for (std::size_t estimate = 0; estimate < stopped.size(); ++estimate) {
    by_class[estimate] = (both.a_in ? a.landed[estimate] : 0) - (both.b_in ? b.landed[estimate] : 0);
    stopped[estimate] = (both.b_in ? b.stopped[estimate] : 0) - (both.a_in ? a.stopped[estimate] : 0);
    kept_out_[at(both.period)].explained[estimate] += not_shipped + stopped[estimate] + under_way;
    really_gone_[at(both.period)].explained[estimate] += by_class[estimate];
  }
  add(series_.by_class, both.period, by_class, static_cast<std::size_t>(both.move()),
      move_class_names.size());
  list_.add(series_.deterred, both.period, 0, not_shipped);
  list_.add(series_.deterred_back, both.period, 0, std::max<std::int64_t>(0, -not_shipped));
  add(series_.intercepted, both.period, stopped);
  list_.add(series_.under_way, both.period, 0, under_way);
}

void Displacement::add_moved(const Compared& both) {
  const bool is_out = both.a_in;
  const Compared::Side& side = is_out ? both.b : both.a;  // the one outside R
  const std::int64_t sign = is_out ? 1 : -1;
  const auto kind = static_cast<std::size_t>(kind_of(both.a.route, both.b.route));
  ByEstimate landed{};
  ByEstimate stopped{};
  for (std::size_t estimate = 0; estimate < landed.size(); ++estimate) {
    landed[estimate] = sign * side.landed[estimate];
    stopped[estimate] = sign * side.stopped[estimate];
    kept_out_[at(both.period)].explained[estimate] += landed[estimate] + stopped[estimate];
    really_gone_[at(both.period)].explained[estimate] -= landed[estimate];
  }
  add(series_.displaced, both.period, landed, kind, shift_kind_names.size());
  add(series_.displaced_stopped, both.period, stopped, kind, shift_kind_names.size());
  if (!is_out) list_.add(series_.displaced_back, both.period, kind, side.landed[0]);
  if (!is_out) list_.add(series_.stopped_back, both.period, kind, side.stopped[0]);
  list_.add(series_.displaced_to, both.period, at(world_.lanes[at(world_.routes.lane[at(side.route)])].place),
            landed[0]);
  list_.add(series_.displaced_week, both.week, 0, landed[0] + stopped[0]);
  const std::int64_t distance = side.shipped * kilometres_between(both.a.route, both.b.route);
  list_.add(series_.distance, both.period, 0, sign * distance);
  if (!is_out) list_.add(series_.distance_back, both.period, 0, distance);
  const std::int64_t moved = landed[0] + stopped[0];
  const Compared::Side& other = is_out ? both.a : both.b;
  if (side.leaves > other.leaves) list_.add(series_.later, both.period, 0, moved);
  if (side.lots > other.lots) list_.add(series_.finer, both.period, 0, moved);
  if (side.is_through_tie) list_.add(series_.through_ties, both.period, 0, moved);
}

void Displacement::add_outside(const Compared& both) {
  ByEstimate landed{};
  for (std::size_t estimate = 0; estimate < landed.size(); ++estimate) {
    landed[estimate] = both.b.landed[estimate] - both.a.landed[estimate];
    really_gone_[at(both.period)].explained[estimate] -= landed[estimate];
  }
  add(series_.outside, both.period, landed, static_cast<std::size_t>(both.by), displaced_by_names.size());
}

void Displacement::add(SeriesList::Id series, Index period, const ByEstimate& amounts, std::size_t position,
                       std::size_t length) {
  for (std::size_t estimate = 0; estimate < amounts.size(); ++estimate)
    list_.add(series, period, estimate * length + position, amounts[estimate]);
}

ShiftKind Displacement::kind_of(Index route_a, Index route_b) const {
  const Routes& routes = world_.routes;
  const std::size_t a = at(route_a);
  const std::size_t b = at(route_b);
  const Lane& lane_a = world_.lanes[at(routes.lane[a])];
  const Lane& lane_b = world_.lanes[at(routes.lane[b])];
  const PlaceMethod& way_a = world_.place_methods[at(routes.place_method[a])];
  const PlaceMethod& way_b = world_.place_methods[at(routes.place_method[b])];
  if (lane_a.commodity != lane_b.commodity) return ShiftKind::commodity;
  if (lane_a.place != lane_b.place) return ShiftKind::place;
  if (way_a.part != way_b.part && way_a.part != none && way_b.part != none) return ShiftKind::part;
  if (lane_a.method != lane_b.method) return ShiftKind::method;
  if (routes.source[a] != routes.source[b] || routes.transit[a] != routes.transit[b])
    return ShiftKind::origin;
  return ShiftKind::market;
}

std::int64_t Displacement::kilometres_between(Index route_a, Index route_b) const {
  const auto position = [&](Index route) {
    return world_.place_positions[at(world_.lanes[at(world_.routes.lane[at(route)])].place)];
  };
  return static_cast<std::int64_t>(distance_km(position(route_a), position(route_b)) + 0.5);
}

void Displacement::add_checked(SeriesList::Id counted, SeriesList::Id residual,
                               const std::vector<Checked>& periods) {
  for (std::size_t period = 0; period < periods.size(); ++period) {
    const Checked& checked = periods[period];
    ByEstimate left{};
    for (std::size_t estimate = 0; estimate < left.size(); ++estimate)
      left[estimate] = checked.counted[estimate] - checked.explained[estimate];
    add(counted, index_of(period), checked.counted);
    add(residual, index_of(period), left);
    WATERBED_CHECK(left == ByEstimate{});
  }
}

std::vector<std::vector<std::int64_t>> Displacement::finish() {
  add_checked(series_.kept_out, series_.residual, kept_out_);
  add_checked(series_.really_gone, series_.residual_really_gone, really_gone_);
  return list_.take_cells();
}

std::vector<SeriesSpec> pair_series() {
  const World world;
  return Displacement(world, {PeriodOfWeek({}, Week{}), PeriodOfWeek({}, Week{}), Week{}}, {}, {}).specs();
}

}  // namespace waterbed
