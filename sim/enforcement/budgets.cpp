// SPDX-License-Identifier: Apache-2.0
#include "sim/enforcement/budgets.hpp"

#include <algorithm>

#include "sim/base/math.hpp"
#include "sim/enforcement/agencies.hpp"

namespace waterbed {
namespace {

constexpr std::int32_t weeks_of_a_year = 52;
constexpr double largest_step = 2.0;
constexpr double largest_factor = 100.0;

// Agencies that look at the entry place of the lot, by the strata that they examine there.
std::vector<bool> agencies_at(Index place, const World& world, const State& state, std::size_t agencies) {
  std::vector<bool> here(agencies, false);
  for (std::size_t stratum = 0; stratum < world.strata.size(); ++stratum)
    if (world.strata[stratum].place == place && state.hit_rates.agency[stratum] != none)
      here[at(state.hit_rates.agency[stratum])] = true;
  return here;
}

void add_records(const World& world, State& state) {
  const Endings& endings = state.endings;
  Budgets& budgets = state.budgets;
  for (std::size_t lot = 0; lot < endings.count(); ++lot) {
    const bool upstream = endings.stage[lot] == Stage::source || endings.stage[lot] == Stage::transit;
    if (endings.recorded[lot].value == 0 || upstream) continue;
    const Index place = world.lanes[at(world.routes.lane[at(endings.route[lot])])].place;
    const std::vector<bool> here = agencies_at(place, world, state, budgets.this_year_g.size());
    for (std::size_t agency = 0; agency < here.size(); ++agency)
      if (here[agency]) budgets.this_year_g[agency] += endings.recorded[lot].value;
  }
}

void set_factor(std::size_t agency, double elasticity, Budgets& budgets) {
  const auto before = static_cast<double>(budgets.last_year_g[agency]);
  const auto now = static_cast<double>(budgets.this_year_g[agency]);
  if (before <= 0.0 || now <= 0.0) return;
  const double step = std::clamp(exp(elasticity * log(now / before)), 1.0 / largest_step, largest_step);
  budgets.factor[agency] = std::clamp(budgets.factor[agency] * step, 1.0 / largest_factor, largest_factor);
}

void renew_budgets(const World& world, State& state, Week) {
  const auto& agencies = state.effective.named<AgencyParams>().values;
  if (std::all_of(agencies.begin(), agencies.end(),
                  [](const AgencyParams& agency) { return agency.budget_elasticity.value() == 0.0; }))
    return;
  Budgets& budgets = state.budgets;
  budgets.this_year_g.resize(agencies.size(), 0);
  budgets.last_year_g.resize(agencies.size(), 0);
  budgets.factor.resize(agencies.size(), 1.0);
  add_records(world, state);
  if (++budgets.weeks_of_year < weeks_of_a_year) return;
  budgets.weeks_of_year = 0;
  for (std::size_t agency = 0; agency < agencies.size(); ++agency)
    set_factor(agency, agencies[agency].budget_elasticity.value(), budgets);
  budgets.last_year_g = budgets.this_year_g;
  std::fill(budgets.this_year_g.begin(), budgets.this_year_g.end(), 0);
}

}  // namespace

double budget_factor(std::string_view agency, const State& state) {
  if (state.budgets.factor.empty()) return 1.0;
  return state.budgets.factor[state.effective.named<AgencyParams>().find(agency)];
}

Mechanism budgets_mechanism() {
  return {.name = "budgets", .steps = {{"renew_budgets", Phase::renew, renew_budgets}}};
}

}  // namespace waterbed
