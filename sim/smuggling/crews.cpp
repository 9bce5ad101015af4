// SPDX-License-Identifier: Apache-2.0
#include "sim/smuggling/crews.hpp"

#include <algorithm>

#include "sim/base/check.hpp"
#include "sim/base/count_draw.hpp"
#include "sim/base/math.hpp"
#include "sim/smuggling/pools_by_block.hpp"

namespace waterbed {
namespace {

constexpr Purpose arrests_purpose("crews.arrests");
constexpr Purpose detained_purpose("crews.detained");
constexpr Purpose quits_purpose("crews.quits");
constexpr Purpose stops_purpose("crews.stops");
constexpr Purpose minors_purpose("crews.minors");
constexpr Purpose experience_purpose("crews.experience");
constexpr const char* block = "crews/";

// A pool by groups, which are drawn one by one.
struct Groups {
  std::int64_t minors;      // all of them first-timers
  std::int64_t new_adults;  // first-timers
  std::int64_t experienced;

  static Groups of(const Pool& pool) {
    return {pool.minors, pool.first_timers - pool.minors, pool.number - pool.first_timers};
  }
  void write(Pool& pool) const {
    WATERBED_CHECK(minors >= 0 && new_adults >= 0 && experienced >= 0);
    pool.minors = minors;
    pool.first_timers = minors + new_adults;
    pool.number = pool.first_timers + experienced;
  }
  void remove(const Groups& some) {
    minors -= some.minors;
    new_adults -= some.new_adults;
    experienced -= some.experienced;
  }
  [[nodiscard]] std::int64_t sum() const { return minors + new_adults + experienced; }
};

// A binomial count in each group.
struct Chances {
  double first_timer;
  double experienced;
};
Groups some_of(const Groups& groups, const Chances& chances, Purpose purpose, const Pool& pool,
               const State& state, Week week) {
  const auto uniform = [&](std::uint32_t group) { return uniform_of(purpose, pool, state, week, group); };
  return {binomial_count(groups.minors, chances.first_timer, uniform(0)),
          binomial_count(groups.new_adults, chances.first_timer, uniform(1)),
          binomial_count(groups.experienced, chances.experienced, uniform(2))};
}

void set_crew_terms(Pool& pool, const CrewParams& params) {
  set_terms(pool, params.terms);
  pool.jobs_per_person = params.terms.jobs.value() / params.crew_size.value();
}

void add_crews(const World& world, State& state, Week) {
  const auto& all = state.effective.named<CrewParams>();
  for (std::size_t entry = 0; entry < all.size(); ++entry) {
    const CrewParams& params = all.values[entry];
    set_crew_terms(add_pool(LabourKind::crew, block + all.names[entry], params.terms, params.people.value(),
                            world, state),
                   params);
  }
}

void open_crews(const World&, State& state, Week) {
  for_each_pool<CrewParams>(block, state, set_crew_terms);
}

// Chance that one is arrested in a week in which each goes in this many times: the whole times one after the
// other, what is left of a time with its chance.
double arrested_in(double times, double chance) {
  const double capped = std::min(1.0, chance);
  const double whole = static_cast<double>(static_cast<std::int64_t>(times));
  const double stays = 1.0 - (times - whole) * capped;
  if (whole <= 0.0) return 1.0 - stays;
  return capped < 1.0 ? 1.0 - stays * exp(whole * log(1.0 - capped)) : 1.0;
}

void arrest_crew(Pool& pool, const CrewParams& params, const State& state, Week week) {
  Groups groups = Groups::of(pool);
  const double times = pool.number > 0 ? static_cast<double>(pool.served) * params.crew_size.value() /
                                             static_cast<double>(pool.number)
                                       : 0.0;
  const double chance = params.arrested.value();
  const Chances chances{arrested_in(times, chance * params.first_timer_factor.value()),
                        arrested_in(times, chance)};
  const Groups arrested = some_of(groups, chances, arrests_purpose, pool, state, week);
  const double detained = params.detained.value();
  groups.remove(some_of(arrested, {detained, detained}, detained_purpose, pool, state, week));
  const std::int64_t quit = binomial_count(groups.experienced, params.quit.value() * detained,
                                           uniform_of(quits_purpose, pool, state, week));
  groups.experienced -= quit;
  groups.write(pool);
  pool.arrested = arrested.sum();
  pool.minors_arrested = arrested.minors;
  pool.first_timers_arrested = arrested.minors + arrested.new_adults;
  pool.left = quit;
}

void arrest_crews(const World&, State& state, Week week) {
  for_each_pool<CrewParams>(
      block, state, [&](Pool& pool, const CrewParams& params) { arrest_crew(pool, params, state, week); });
}

// Whoever stops is as likely to be of one group as of another.
void stop(Groups& groups, std::int64_t stopped, const Pool& pool, const State& state, Week week) {
  const std::int64_t adults = groups.new_adults + groups.experienced;
  const std::int64_t minors =
      hypergeometric_count(groups.minors, adults, stopped, uniform_of(stops_purpose, pool, state, week, 0));
  const std::int64_t new_adults =
      hypergeometric_count(groups.new_adults, groups.experienced, stopped - minors,
                           uniform_of(stops_purpose, pool, state, week, 1));
  groups.remove({minors, new_adults, stopped - minors - new_adults});
}

void refill_crew(Pool& pool, const CrewParams& params, const State& state, Week week) {
  Groups groups = Groups::of(pool);
  const double chance = std::min(1.0, 1.0 / params.experience.value());
  const Groups grown = some_of(groups, {chance, 0.0}, experience_purpose, pool, state, week);
  groups.remove(grown);
  groups.experienced += grown.sum();
  const double wanted = wanted_people(pool, params.terms, params.people.value());
  const std::int64_t stopped = refill(pool, params.terms, wanted, state, week);
  stop(groups, stopped, pool, state, week);
  pool.minors_recruited =
      binomial_count(pool.recruited, params.minors.value(), uniform_of(minors_purpose, pool, state, week));
  groups.minors += pool.minors_recruited;
  groups.new_adults += pool.recruited - pool.minors_recruited;
  WATERBED_CHECK(groups.sum() == pool.number);
  groups.write(pool);
}

void refill_crews(const World&, State& state, Week week) {
  for_each_pool<CrewParams>(
      block, state, [&](Pool& pool, const CrewParams& params) { refill_crew(pool, params, state, week); });
}

}  // namespace

void CrewParams::describe(FieldVisitor& fields) {
  terms.describe_at(fields);
  fields.quantity(
      "people", people, {0, 10000},
      "who are in crews at the start, and would be at the wage of the start: a wage that rises draws more");
  fields.quantity("crew_size", crew_size, {1, 100},
                  "people who take out one lot together, and share its wage");
  fields.quantity("arrested", arrested, {0, 1}, "chance that one of them is arrested, per lot of his crew");
  fields.quantity("first_timer_factor", first_timer_factor, {0, 100},
                  "times as often that a first-timer is arrested");
  fields.quantity("detained", detained, {0, 1},
                  "share of those arrested who do not come back; an offence of being there raises it");
  fields.quantity("quit", quit, {0, 1},
                  "chance a week, times `detained`, that an experienced one stops for fear of it");
  fields.quantity("minors", minors, {0, 1}, "share of minors among recruits");
  fields.quantity("experience", experience, {1, 10000}, "mean time until a first-timer is experienced");
}

Mechanism crews_mechanism() {
  return {.name = "crews",
          .add_parameters =
              [](ParameterSet& parameters) {
                parameters.add_map<CrewParams>({"crews", "those who take lots out of a place"});
              },
          .purposes = {"crews.arrests", "crews.detained", "crews.quits", "crews.stops", "crews.minors",
                       "crews.experience"},
          .start = add_crews,
          .steps = {{"open_crews", Phase::direct, open_crews},
                    {"arrest_crews", Phase::settle, arrest_crews},
                    {"refill_crews", Phase::renew, refill_crews, {"adjust_wages"}}}};
}

}  // namespace waterbed
