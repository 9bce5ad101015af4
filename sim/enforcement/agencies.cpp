// SPDX-License-Identifier: Apache-2.0
#include "sim/enforcement/agencies.hpp"

#include "sim/base/math.hpp"

namespace waterbed {
namespace {

constexpr Purpose finder_purpose("agencies.finder");

// The agency that found the lot by examining, or none: of the chances that could have found it, independent
// of each other, examining units did with chance (found by examining) / (found at all), and each agency then
// in proportion to its own chance.
Index finder_of(std::size_t lot, const World& world, const State& state) {
  const Endings& endings = state.endings;
  const std::size_t crossing = at(world.routes.crossing[at(endings.route[lot])]);
  const double kilograms = static_cast<double>(endings.size[lot].value) / grams_per_kilogram;
  const double size_effect = state.effective.get<DetectionParams>().size_effect.value();
  const Index insider = endings.insider[lot];
  const double help = insider == none ? 0.0 : state.labour.pools[at(insider)].entry_help;
  const double found = 1.0 - pass_entry(state.controls, crossing, help) * exp(-size_effect * kilograms);
  const PhiloxBlock words =
      state.luck.draw(finder_purpose, state.organisations.id[at(endings.organisation[lot])],
                      endings.planned[lot], endings.which[lot]);
  if (unit_interval(words[0]) * found >= (1.0 - help) * (1.0 - state.controls.scan_pass[crossing]))
    return none;
  const std::size_t agencies = state.effective.named<AgencyParams>().size();
  const auto chance = [&](std::size_t agency) {
    return 1.0 - state.controls.agency_pass[agency * world.crossings.size() + crossing];
  };
  double chances = 0.0;
  for (std::size_t agency = 0; agency < agencies; ++agency) chances += chance(agency);
  double rest = unit_interval(words[1]) * chances;
  Index finder = none;
  for (std::size_t agency = 0; agency < agencies && rest >= 0.0; ++agency) {
    if (chance(agency) > 0.0) finder = index_of(agency);
    rest -= chance(agency);
  }
  return finder;
}

void learn_hit_rates(const World& world, State& state, Week) {
  HitRates& memory = state.hit_rates;
  const std::size_t strata = world.strata.size();
  const auto& agencies = state.effective.named<AgencyParams>().values;
  if (agencies.empty()) return;
  for (std::size_t agency = 0; agency < agencies.size(); ++agency) {
    const double kept = exp(-log(2.0) / agencies[agency].half_life.value());
    for (std::size_t cell = agency * strata; cell < (agency + 1) * strata; ++cell) {
      memory.hits[cell] *= kept;
      memory.examined[cell] = memory.examined[cell] * kept + state.controls.agency_examined[cell];
    }
  }
  for (std::size_t lot = 0; lot < state.endings.count(); ++lot) {
    const Endings& endings = state.endings;
    if (endings.ending[lot] != Ending::seized || endings.stage[lot] != Stage::entry) continue;
    const Index stratum = world.crossings[at(world.routes.crossing[at(endings.route[lot])])].stratum;
    if (stratum == none) continue;
    const Index finder = finder_of(lot, world, state);
    if (finder != none) memory.hits[at(finder) * strata + at(stratum)] += 1.0;
  }
}

}  // namespace

void AgencyParams::describe(FieldVisitor& fields) {
  fields.text("title", title, "name in print");
  fields.choice(
      "rule", rule,
      {{"fixed", DirectingRule::fixed},
       {"proportional", DirectingRule::proportional},
       {"greedy", DirectingRule::greedy},
       {"thompson", DirectingRule::thompson},
       {"random", DirectingRule::random},
       {"waterfill", DirectingRule::waterfill}},
      "where capacity goes: by legal units alone, by them times the believed hit rate, to whole strata "
      "(highest hit rate, highest drawn hit rate, random order), or so that what stays worth finding is "
      "equal");
  fields.quantity("prior_hit_rate", prior_hit_rate, {1e-9, 1}, "believed hit rate h0 before any find");
  fields.quantity("prior_units", prior_units, {1e-6, 1e9}, "weight n0 of that belief, in examined units");
  fields.quantity("half_life", half_life, {0.1, 1e6}, "time in which half of the finds are forgotten");
  fields.quantity("explore", explore, {0, 1}, "greedy: share of the capacity that goes everywhere");
  fields.quantity("response_rate", response_rate, {0, 1e4},
                  "waterfill: 0 is exact, else the rate of a logit quantal response");
  fields.quantity("budget_elasticity", budget_elasticity, {-2, 2},
                  "r_b: yearly change of capacity is that of recorded seizures to this power");
}

const AgencyParams& agency_named(std::string_view name, const State& state) {
  const auto& agencies = state.effective.named<AgencyParams>();
  return agencies.values[agencies.find(name)];
}

double believed_hit_rate(const AgencyParams& agency, double hits, double examined_units) {
  const double prior_units = agency.prior_units.value();
  return (agency.prior_hit_rate.value() * prior_units + hits) / (prior_units + examined_units);
}

Mechanism agencies_mechanism() {
  return {.name = "agencies",
          .add_parameters =
              [](ParameterSet& parameters) {
                parameters.add_map<AgencyParams>({"agencies", "who controls"});
              },
          .purposes = {"agencies.finder", "deployment.random", "deployment.thompson"},
          .steps = {{"learn_hit_rates", Phase::learn, learn_hit_rates}}};
}

}  // namespace waterbed
