// SPDX-License-Identifier: Apache-2.0
#include "sim/enforcement/budgets.hpp"

#include <algorithm>

#include "sim/base/math.hpp"
#include "sim/enforcement/agencies.hpp"
#include "sim/enforcement/reach.hpp"

namespace waterbed {
namespace {

constexpr std::int32_t weeks_of_a_year = 52;
constexpr double largest_step = 2.0;
constexpr double largest_factor = 100.0;

void add_records(const World& world, State& state) {
  const Endings& endings = state.endings;
  Budgets& budgets = state.budgets;
  const std::size_t places = world.place_names.size();
  for (std::size_t lot = 0; lot < endings.count(); ++lot) {
    if (endings.recorded[lot].value == 0) continue;
    const std::size_t place = at(place_of_find(world, endings.route[lot], endings.stage[lot]));
    for (std::size_t agency = 0; agency < budgets.this_year_g.size(); ++agency)
      if (budgets.works_at[agency * places + place])
        budgets.this_year_g[agency] += endings.recorded[lot].value;
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
  Budgets& budgets = state.budgets;
  if (std::all_of(agencies.begin(), agencies.end(),
                  [](const AgencyParams& agency) { return agency.budget_elasticity.value() == 0.0; })) {
    budgets.factor.clear();
    budgets.this_year_g.clear();
    budgets.last_year_g.clear();
    budgets.weeks_of_year = 0;
    return;
  }
  budgets.this_year_g.resize(agencies.size(), 0);
  budgets.last_year_g.resize(agencies.size(), 0);
  budgets.factor.resize(agencies.size(), 1.0);
  add_records(world, state);
  // Before the first find there is no year: at the start of a run nothing has arrived yet.
  const auto is_none = [](std::int64_t grams) { return grams == 0; };
  if (budgets.weeks_of_year == 0 &&
      std::all_of(budgets.this_year_g.begin(), budgets.this_year_g.end(), is_none) &&
      std::all_of(budgets.last_year_g.begin(), budgets.last_year_g.end(), is_none))
    return;
  if (++budgets.weeks_of_year < weeks_of_a_year) return;
  budgets.weeks_of_year = 0;
  for (std::size_t agency = 0; agency < agencies.size(); ++agency)
    set_factor(agency, agencies[agency].budget_elasticity.value(), budgets);
  budgets.last_year_g = budgets.this_year_g;
  std::fill(budgets.this_year_g.begin(), budgets.this_year_g.end(), 0);
  std::fill(budgets.works_at.begin(), budgets.works_at.end(), false);
}

}  // namespace

double budget_factor(std::string_view agency, const State& state) {
  if (state.budgets.factor.empty()) return 1.0;
  return state.budgets.factor[state.effective.named<AgencyParams>().find(agency)];
}

void note_work(Index agency, Index place, const World& world, State& state) {
  state.budgets.works_at[at(agency) * world.place_names.size() + at(place)] = true;
}

Mechanism budgets_mechanism() {
  return {.name = "budgets", .steps = {{"renew_budgets", Phase::renew, renew_budgets}}};
}

}  // namespace waterbed
