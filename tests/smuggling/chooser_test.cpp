// SPDX-License-Identifier: Apache-2.0
#include "sim/smuggling/chooser.hpp"

#include <gtest/gtest.h>

#include "sim/base/positive_stable.hpp"
#include "sim/smuggling/waiting.hpp"
#include "tests/support/instruction_sets.hpp"
#include "tests/support/lab.hpp"

namespace waterbed {
namespace {

// What all keys, taken exactly, make of a week's consignments.
class Twin {
 public:
  Twin(const World& world, State& state, Week week)
      : world_(world),
        state_(state),
        week_(week),
        of_week_(world, state, week),
        survival_(of_week_.beliefs.room()),
        offers_{state.route_terms, of_week_.coefficients, survival_, world.routes.hash} {}

  [[nodiscard]] Contender best(std::size_t number) {
    const Consignments& all = state_.consignments;
    const PhiloxBlock words = draw_decision(state_, Purpose("choice"), number, week_);
    const std::uint32_t split =
        state_.luck.draw(Purpose("choice"), state_.organisations.id[at(all.organisation[number])],
                         all.planned[number], all.number[number])[2];
    NestQuery query{};
    query.load.kilograms =
        static_cast<float>(static_cast<double>(all.size[number].value) / grams_per_kilogram);
    query.load.split_uniform = static_cast<float>(unit_interval(split));
    query.key[0] = words[0];
    query.key[1] = words[1];
    of_week_.beliefs.fill(all.organisation[number], survival_);
    Contender best;
    const OutsideRule outside = of_week_.params.outside;
    if (outside == OutsideRule::share || outside == OutsideRule::value)
      best = {state_.organisations.outside_value[at(all.organisation[number])], 1.0, 0.0,
              alternative_word(not_shipped_hash, query.key), not_shipped_hash};
    for (const Nest& nest : world_.nests) {
      query.begin = nest.begin;
      query.end = nest.end;
      query.nest_utility = utility_of(nest.place, all.organisation[number]);
      if (of_week_.params.nu.value() < 1.0)
        query.log_stable = log_positive_stable(of_week_.params.nu.value(),
                                               draw_decision(state_, nest.purpose, number, week_));
      choose_by_all_keys(offers_, state_.route_terms.pull, query, best);
    }
    return best;
  }

 private:
  [[nodiscard]] float utility_of(Index place, Index organisation) const {
    const Index home = state_.organisations.home[at(organisation)];
    const double km = home == none ? 0.0 : world_.distance_from_home(home, place);
    const bool is_used = state_.organisations.last_place[at(organisation)] == place;
    return static_cast<float>((is_used ? of_week_.params.eta.value() : 0.0) -
                              of_week_.params.omega.value() * km / 1000.0);
  }

  const World& world_;
  State& state_;
  Week week_;
  ChoiceOfWeek of_week_;
  Survival survival_;
  RoutesOnOffer offers_;
};

// Runs a week up to the choice and compares all its decisions; returns how many consignments go.
std::size_t expect_the_twins_choices_in(Week week, const World& world, const std::vector<Step>& steps,
                                        State state) {
  std::size_t shipped = 0;
  for (const Step& step : steps) {
    step.run(world, state, week);
    if (step.name == "choose_routes") break;
  }
  Twin twin(world, state, week);
  for (std::size_t number = 0; number < state.consignments.size_of_week(); ++number) {
    const Contender best = twin.best(number);
    const bool is_shipped = best.route != Contender::nothing;
    EXPECT_EQ(state.consignments.route[number], is_shipped ? index_of(best.route) : none);
    if (!is_shipped) continue;
    EXPECT_EQ(state.consignments.lots[number], best.offer.value.lots);
    EXPECT_EQ(state.consignments.insider[number] != none, best.offer.hires);
    ++shipped;
  }
  return shipped;
}

// The same after each of the first weeks of a scenario, for its first arm.
std::size_t expect_the_twins_choices(const std::string& scenario, const std::vector<std::string>& sets,
                                     InstructionSet instruction_set, std::int64_t weeks) {
  ScenarioOptions options;
  options.sets = sets;
  options.weeks = weeks;
  options.sets.emplace_back("warm_up_weeks=0");
  const Prepared prepared = test::prepare_scenario(scenario, options);
  World world = prepared.world;
  world.instruction_set = instruction_set;
  const std::vector<Step> steps = order_steps(prepared.mechanisms);
  std::size_t shipped = 0;
  static_cast<void>(
      experiment_of(prepared, instruction_set).run(0, [&](std::size_t arm, const State& state, Week week) {
        if (arm == 0) shipped += expect_the_twins_choices_in(week + 1, world, steps, state);
      }));
  return shipped;
}

TEST(Chooser, DecidesAsAllKeysDo) {
  for (const InstructionSet instruction_set : test::all_instruction_sets()) {
    EXPECT_EQ(expect_the_twins_choices("lab/k1.yaml", {"organisations.count=100"}, instruction_set, 6), 600U);
    EXPECT_GT(expect_the_twins_choices("lab/nested.yaml", {"organisations.count=100"}, instruction_set, 2),
              150U);
    EXPECT_GT(expect_the_twins_choices("lab/waiting.yaml", {}, instruction_set, 6), 10U);
  }
}

// Several consignments a week, hired insiders, inertia, homes, an outside option and 2,000 routes in nests.
TEST(Chooser, DecidesAsAllKeysDoWhereAllMechanismsAreOn) {
  for (const InstructionSet instruction_set : test::all_instruction_sets())
    for (const char* premium : {"none", "cara", "threshold", "salience"})
      EXPECT_GT(expect_the_twins_choices("north_sea.yaml",
                                         {"contacts.rule=off", "choice.premium=" + std::string(premium)},
                                         instruction_set, 3),
                40U)
          << premium;
}

}  // namespace
}  // namespace waterbed
