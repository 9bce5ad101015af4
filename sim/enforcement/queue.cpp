// SPDX-License-Identifier: Apache-2.0
#include "sim/enforcement/queue.hpp"

#include <algorithm>

#include "sim/enforcement/random_queue.hpp"

namespace waterbed {
namespace {

double total(const std::vector<double>& units) {
  double sum = 0.0;
  for (const double part : units) sum += part;
  return sum;
}

void add(const std::vector<double>& units, std::vector<double>& sum) {
  for (std::size_t stratum = 0; stratum < units.size(); ++stratum) sum[stratum] += units[stratum];
}

// Examines as much of `waiting` as `capacity` allows, the same share in every stratum; returns what is left
// of the capacity.
double serve(double capacity, std::vector<double>& waiting, std::vector<double>& examined) {
  const double wanted = total(waiting);
  if (wanted <= capacity) {
    add(waiting, examined);
    std::fill(waiting.begin(), waiting.end(), 0.0);
    return capacity - wanted;
  }
  for (std::size_t stratum = 0; stratum < waiting.size(); ++stratum) {
    const double served = waiting[stratum] * (capacity / wanted);
    examined[stratum] += served;
    waiting[stratum] -= served;
  }
  return 0.0;
}

// The units of one line, divided over strata in proportion to `wanted`; evenly where nothing more is wanted
// of any.
std::vector<double> divided(double units, const std::vector<double>& wanted) {
  const double all = total(wanted);
  std::vector<double> parts(wanted.size(), units / static_cast<double>(wanted.size()));
  for (std::size_t stratum = 0; stratum < wanted.size() && all > 0.0; ++stratum)
    parts[stratum] = units * (wanted[stratum] / all);
  return parts;
}

QueueWeek pass_week_at_random(const Demand& demand, const std::vector<double>& wanted, State& state,
                              Week week) {
  const RandomLine line{total(wanted), demand.capacity, static_cast<std::size_t>(demand.params.servers),
                        demand.params.hold.value()};
  const LineKey key{name_hash(demand.name), week};
  const RandomWeek passed = pass_random_week(line, state.luck, key, state.queues[demand.scanner]);
  return {divided(static_cast<double>(passed.examined), wanted),
          divided(static_cast<double>(passed.held), wanted),
          divided(static_cast<double>(passed.released), wanted)};
}

}  // namespace

void QueueParams::describe(FieldVisitor& fields) {
  fields.quantity(
      "demanded_share", demanded_share, {0, 1},
      "share of the traffic that must be examined, in every stratum alike, and waits for it; 0: its "
      "agency directs the capacity and nothing waits");
  fields.quantity(
      "hold", hold, {0, 1e4},
      "how long a unit waits at most before it is let go; whole weeks, rounded down, when arrivals "
      "are even");
  fields.choice("arrivals", arrivals, {{"even", Arrivals::even}, {"random", Arrivals::random}},
                "units arrive evenly over the week, or one by one at random and are served in random times");
  fields.count("servers", servers, {1, 1e4}, "random arrivals: how many units are examined at once");
}

QueueWeek pass_even_week(const std::vector<double>& wanted, double capacity, std::size_t hold_weeks,
                         Queue& queue) {
  const std::vector<double> nothing(wanted.size(), 0.0);
  QueueWeek passed{nothing, nothing, nothing};
  queue.waiting.insert(queue.waiting.begin(), wanted);
  for (std::size_t age = queue.waiting.size(); age-- > 0;)
    capacity = serve(capacity, queue.waiting[age], passed.examined);
  for (std::size_t age = hold_weeks; age < queue.waiting.size(); ++age)
    add(queue.waiting[age], passed.released);
  if (queue.waiting.size() > hold_weeks) queue.waiting.resize(hold_weeks);
  for (const std::vector<double>& units : queue.waiting) add(units, passed.held);
  return passed;
}

std::vector<double> examine_demanded(const Demand& demand, const std::vector<std::size_t>& strata,
                                     State& state, Week week) {
  state.queues.resize(std::max(state.queues.size(), demand.scanner + 1));
  const auto& traffic = state.effective.named<StratumParams>().values;
  std::vector<double> wanted;
  for (const std::size_t stratum : strata)
    wanted.push_back(demand.params.demanded_share.value() * traffic[stratum].legal_units.value());
  const auto hold_weeks = static_cast<std::size_t>(demand.params.hold.value());
  const QueueWeek passed =
      demand.params.arrivals == Arrivals::even
          ? pass_even_week(wanted, demand.capacity, hold_weeks, state.queues[demand.scanner])
          : pass_week_at_random(demand, wanted, state, week);
  for (std::size_t index = 0; index < strata.size(); ++index) {
    state.controls.held_units[strata[index]] += passed.held[index];
    state.controls.released_units[strata[index]] += passed.released[index];
  }
  return passed.examined;
}

void release_queue(std::size_t scanner, const std::vector<std::size_t>& strata, State& state) {
  if (scanner >= state.queues.size()) return;
  Queue& queue = state.queues[scanner];
  for (const std::vector<double>& units : queue.waiting)
    for (std::size_t index = 0; index < strata.size(); ++index)
      state.controls.released_units[strata[index]] += units[index];
  const auto in_line = static_cast<double>(queue.waiting_since.size() + queue.busy_until.size());
  for (const std::size_t stratum : strata)
    state.controls.released_units[stratum] += in_line / static_cast<double>(strata.size());
  queue = {};
}

}  // namespace waterbed
