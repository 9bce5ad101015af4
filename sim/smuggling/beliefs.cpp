// SPDX-License-Identifier: Apache-2.0
#include "sim/smuggling/beliefs.hpp"

#include <algorithm>

#include "sim/base/math.hpp"
#include "sim/base/parallel.hpp"
#include "sim/smuggling/belief_prior.hpp"
#include "sim/smuggling/choice_loops.hpp"
#include "sim/smuggling/news.hpp"

namespace waterbed {
namespace {

constexpr Purpose insider_purpose("beliefs.insider");

// Puts experiences into the order of organisations, those of each in that of lots; gives where those of each
// begin, and one more. Of lots that left in one week they are in that order already.
std::vector<std::size_t> sort_by_organisation(std::size_t organisations,
                                              std::vector<Experience>& experiences) {
  std::vector<std::size_t> first(organisations + 1, 0);
  for (const Experience& experience : experiences) ++first[at(experience.organisation) + 1];
  for (std::size_t index = 0; index < organisations; ++index) first[index + 1] += first[index];
  const auto is_before = [](const Experience& left, const Experience& right) {
    return left.organisation < right.organisation;
  };
  if (std::is_sorted(experiences.begin(), experiences.end(), is_before)) return first;
  std::vector<Experience> sorted(experiences.size());
  std::vector<std::size_t> next(first.begin(), first.end() - 1);
  for (const Experience& experience : experiences) sorted[next[at(experience.organisation)]++] = experience;
  experiences.swap(sorted);
  return first;
}

// Adds lots, in the unit of what is remembered, to one organisation's counts.
void credit(const Experience& experience, float units, std::size_t first_count, Beliefs& beliefs) {
  float* counts = &(experience.lost ? beliefs.lost : beliefs.passed)[first_count];
  units *= experience.weight;
  counts[experience.slot] += units;
  if (experience.crossing != none && beliefs.first_crossing < beliefs.slots)
    counts[beliefs.first_crossing + at(experience.crossing)] += units;
}

// Asks the processor for counts that will be credited: they lie too far apart for it to foresee.
void fetch(const Experience& experience, const Beliefs& beliefs) {
  const std::vector<float>& counts = experience.lost ? beliefs.lost : beliefs.passed;
  __builtin_prefetch(&counts[at(experience.organisation) * beliefs.slots + at(experience.slot)], 1);
}

// To organisations begin ... end - 1, in the order of their ties.
void credit_ties(std::size_t begin, std::size_t end, const std::vector<std::size_t>& first, float units,
                 State& state) {
  const Organisations& all = state.organisations;
  if (all.ties.empty()) return;
  for (std::size_t organisation = begin; organisation < end; ++organisation)
    for (std::size_t tie = all.ties_begin[organisation]; tie < all.ties_begin[organisation + 1]; ++tie) {
      const std::size_t other = at(all.ties[tie]);
      for (std::size_t number = first[other]; number < first[other + 1]; ++number)
        credit(state.experiences[number], units, organisation * state.beliefs.slots, state.beliefs);
    }
}

// A new unit of one lot, before the old one is too small.
void renew_unit(Beliefs& beliefs) {
  for_each_range(beliefs.lost.size(), 4096, [&](std::size_t begin, std::size_t end) {
    for (std::size_t count = begin; count < end; ++count) beliefs.lost[count] *= beliefs.unit;
    for (std::size_t count = begin; count < end; ++count) beliefs.passed[count] *= beliefs.unit;
  });
  beliefs.unit = 1.0F;
}

// Everybody forgets alike: what is remembered is in a unit that is worth less each week.
void forget(float kept, Beliefs& beliefs) {
  for (float& lost : beliefs.heard_lost) lost *= kept;
  for (float& passed : beliefs.heard_passed) passed *= kept;
  beliefs.unit *= kept;
  constexpr float smallest = 1.0F / 1024.0F;
  if (beliefs.unit < smallest) renew_unit(beliefs);
}

// s <- (1 - w) s + w x this week's truth, the same for all organisations.
void average_losses(const BeliefParams& params, State& state) {
  const double weight = params.averaging_weight.value();
  std::vector<double>& losses = state.beliefs.averaged_loss;
  for (std::size_t crossing = 0; crossing < losses.size(); ++crossing)
    losses[crossing] = (1.0 - weight) * losses[crossing] + weight * (1.0 - true_lane_pass(state, crossing));
}

// How much of a loss insiders avert, in proportion: all come to know it as fast as they forget. The truth of
// the week would make a place that is hardened look safer with an insider than before, as long as nobody has
// learned that more is lost there.
void learn_helped_losses(const World& world, double kept, State& state) {
  if (state.labour.pools.empty()) return;
  std::vector<double>& losses = state.beliefs.helped_loss;
  for (std::size_t crossing = 0; crossing < losses.size(); ++crossing)
    losses[crossing] = kept * losses[crossing] + (1.0 - kept) * true_helped_loss(world, state, crossing);
}

// The share of what was believed that is kept for another week.
double kept_share(const BeliefParams& params) {
  switch (params.rule) {
    case BeliefRule::learned:
      return exp(-log(2.0) / params.half_life.value());
    case BeliefRule::averaged:
      return 1.0 - params.averaging_weight.value();
    case BeliefRule::known:
      return 0.0;
    case BeliefRule::frozen:
      break;
  }
  return 1.0;
}

void learn_beliefs(const World& world, State& state, Week week) {
  const auto& params = state.effective.get<BeliefParams>();
  learn_helped_losses(world, kept_share(params), state);
  if (params.rule == BeliefRule::averaged) average_losses(params, state);
  if (params.rule != BeliefRule::learned) return;
  Beliefs& beliefs = state.beliefs;
  const std::size_t count = at(world.organisations);
  forget(static_cast<float>(kept_share(params)), beliefs);
  const float own = 1.0F / beliefs.unit;
  const float of_tie = static_cast<float>(params.tie_weight.value()) / beliefs.unit;
  const std::vector<std::size_t> first = sort_by_organisation(count, state.experiences);
  for_each_range(count, 256, [&](std::size_t begin, std::size_t end) {
    for (std::size_t number = first[begin]; number < first[end]; ++number) {
      constexpr std::size_t ahead = 24;
      if (number + ahead < first[end]) fetch(state.experiences[number + ahead], beliefs);
      const Experience& experience = state.experiences[number];
      credit(experience, own, at(experience.organisation) * beliefs.slots, beliefs);
    }
    credit_ties(begin, end, first, of_tie, state);
  });
  add_news(world, news_of_week(world, state, {params.news, params.news_weight.value()}, week), beliefs);
}

// The chance to pass entry and extraction, by route, from the chance to pass each slot.
void fill_lane_survival(const World& world, const State& state, BeliefRule rule,
                        const std::vector<float>& pass, std::vector<float>& survival) {
  const std::vector<Index>& crossing = world.routes.crossing;
  const Beliefs& beliefs = state.beliefs;
  if (rule == BeliefRule::known) {
    for (std::size_t route = 0; route < crossing.size(); ++route)
      survival[route] = static_cast<float>(true_lane_pass(state, at(crossing[route])));
    return;
  }
  if (rule == BeliefRule::averaged) {
    for (std::size_t route = 0; route < crossing.size(); ++route)
      survival[route] = static_cast<float>(1.0 - beliefs.averaged_loss[at(crossing[route])]);
    return;
  }
  for (const RouteRun& run : beliefs.runs) {
    const float* of_slots = &pass[at(beliefs.lane_slot[run.begin])];
    if (run.is_one_leg)
      std::copy(of_slots, of_slots + (run.end - run.begin), &survival[run.begin]);
    else
      std::fill(&survival[run.begin], &survival[run.begin] + (run.end - run.begin), *of_slots);
  }
}

// Where the organisation has an insider to ask this week, the truth takes the place of its belief.
void ask_insiders(const World& world, const State& state, Index organisation, Week week, double chance,
                  std::vector<float>& survival) {
  if (chance <= 0.0) return;
  for (const Nest& nest : world.nests) {
    // The nest's hash is that of its place's name, and no two are alike.
    const PhiloxBlock words =
        state.luck.draw(insider_purpose, state.organisations.id[at(organisation)], week, nest.purpose.hash);
    if (unit_interval(words[0]) >= chance) continue;
    for (std::size_t route = nest.begin; route < nest.end; ++route)
      survival[route] = static_cast<float>(true_lane_pass(state, at(world.routes.crossing[route])));
  }
}

// The chance to pass all stages but those at the lane, by leg; slot_pass[slots] is 1, for no transit.
void fill_leg_pass(const Beliefs& beliefs, float inland_pass, Survival& survival) {
  for (std::size_t leg = 0; leg < beliefs.legs.size(); ++leg)
    survival.leg_pass[leg] = inland_pass * survival.slot_pass[at(beliefs.legs[leg].source_slot)] *
                             survival.slot_pass[at(beliefs.legs[leg].transit_slot)];
}

float pass_inland(const State& state) {
  return static_cast<float>(1.0 - state.effective.get<InlandParams>().risk.value());
}

// From the chance to pass the lane that of all stages, by route.
void multiply_legs(const Beliefs& beliefs, const std::vector<float>& leg_pass, std::vector<float>& survival) {
  for (std::size_t route = 0; route < beliefs.leg.size(); ++route)
    survival[route] *= leg_pass[at(beliefs.leg[route])];
}

// From the chance to pass the lane that of all stages, with an insider and without.
void finish(const State& state, Survival& survival) {
  const std::vector<float>& hired_loss = state.route_terms.hired_loss;
  for (std::size_t route = 0; route < hired_loss.size(); ++route)
    survival.hired[route] = 1.0F - hired_loss[route] * (1.0F - survival.plain[route]);
  multiply_legs(state.beliefs, survival.leg_pass, survival.plain);
  if (!hired_loss.empty()) multiply_legs(state.beliefs, survival.leg_pass, survival.hired);
}

// The same in one go where what is believed of lanes is by slots and nobody can be hired.
void fill_by_runs(const Beliefs& beliefs, const ChoiceLoops& loops, Survival& survival) {
  for (const RouteRun& run : beliefs.runs) {
    const float* of_slots = &survival.slot_pass[at(beliefs.lane_slot[run.begin])];
    if (run.is_one_leg) {
      loops.scale(of_slots, survival.leg_pass[at(beliefs.leg[run.begin])], run.end - run.begin,
                  &survival.plain[run.begin]);
    } else {
      for (std::size_t route = run.begin; route < run.end; ++route)
        survival.plain[route] = *of_slots * survival.leg_pass[at(beliefs.leg[route])];
    }
  }
}

Survival room_for_survival(const State& state) {
  const Beliefs& beliefs = state.beliefs;
  const std::size_t routes = beliefs.leg.size() + bound_padding;
  Survival room;
  room.plain.resize(routes);
  room.hired.resize(state.route_terms.hired_loss.empty() ? 0 : routes);
  room.slot_pass.resize(beliefs.slots + 1);
  room.slot_pass.back() = 1.0F;  // no transit
  room.leg_pass.resize(beliefs.legs.size());
  return room;
}

// Where origins are told apart: a crossing's counts are its own plus `spill` times those of the other
// origins, which is spill x pooled + (1 - spill) x own.
float with_spill(const float* counts, std::size_t pooled, std::size_t own, float spill) {
  return spill * counts[pooled] + (1.0F - spill) * counts[own];
}

}  // namespace

void BeliefParams::describe(FieldVisitor& fields) {
  constexpr auto fixed = Change::at_start_only;
  fields.choice("rule", rule,
                {{"learned", BeliefRule::learned},
                 {"frozen", BeliefRule::frozen},
                 {"known", BeliefRule::known},
                 {"averaged", BeliefRule::averaged}},
                "learned from experience, frozen at the prior, or (laboratories) the truth at the lane: this "
                "week's, or "
                "that of past weeks, averaged");
  fields.choice("prior", prior,
                {{"mean_true_loss", PriorRule::mean_true_loss},
                 {"true_loss", PriorRule::true_loss},
                 {"given", PriorRule::given}},
                "prior mean: the mean true loss at the start, each place's own true loss, or prior_mean at "
                "every lane and the mean "
                "elsewhere");
  fields.quantity("prior_mean", prior_mean, {0, 1}, "prior mean loss at every lane when `prior: given`",
                  fixed);
  fields.quantity("prior_strength", prior_strength, {1e-6, 1e6}, "prior counts a0 + b0", fixed);
  fields.quantity("half_life", half_life, {0.1, 1e6}, "time in which half of what was learned is forgotten");
  fields.quantity("tie_weight", tie_weight, {0, 1}, "weight of a tie's experience beside one's own");
  fields.quantity("news_weight", news_weight, {0, 10}, "weight of a week's news, in lots");
  fields.choice(
      "news", news, {{"ratio", NewsRule::ratio}, {"raw", NewsRule::raw}},
      "how recorded lots are read: the last 4 weeks against the last 52, or each week's as so many losses");
  fields.quantity("insider_information", insider_information, {0, 1},
                  "chance that an organisation knows this week's true risk at an entry place");
  fields.quantity("averaging_weight", averaging_weight, {0, 1},
                  "`rule: averaged`: weight of this week's truth in what all believe");
  fields.quantity("spill", spill, {0, 1},
                  "weight of other origins' experience at a lane; 1: origins are alike, below: told apart",
                  fixed);
}

BeliefsOfWeek::BeliefsOfWeek(const World& world, const State& state, Week week)
    : world_(world),
      state_(state),
      week_(week),
      params_(state.effective.get<BeliefParams>()),
      loops_(choice_loops(world.instruction_set)),
      is_by_slots_((params_.rule == BeliefRule::learned || params_.rule == BeliefRule::frozen) &&
                   params_.insider_information.value() <= 0.0 && state.route_terms.hired_loss.empty()),
      inland_pass_(pass_inland(state)) {
  const Beliefs& beliefs = state.beliefs;
  for (std::size_t slot = 0; slot < beliefs.slots; ++slot) {
    common_lost_.push_back((beliefs.prior_lost[slot] + beliefs.heard_lost[slot]) / beliefs.unit);
    common_passed_.push_back((beliefs.prior_passed[slot] + beliefs.heard_passed[slot]) / beliefs.unit);
  }
}

Survival BeliefsOfWeek::room() const {
  return room_for_survival(state_);
}

void BeliefsOfWeek::fill(Index organisation, Survival& survival) const {
  const Beliefs& beliefs = state_.beliefs;
  const float* lost = &beliefs.lost[at(organisation) * beliefs.slots];
  const float* passed = &beliefs.passed[at(organisation) * beliefs.slots];
  loops_.believe({common_lost_.data(), common_passed_.data(), lost, passed}, beliefs.first_crossing,
                 survival.slot_pass.data());
  if (beliefs.first_crossing < beliefs.slots) fill_crossings(lost, passed, survival.slot_pass);
  fill_leg_pass(beliefs, inland_pass_, survival);
  if (is_by_slots_) {
    fill_by_runs(beliefs, loops_, survival);
    return;
  }
  fill_lane_survival(world_, state_, params_.rule, survival.slot_pass, survival.plain);
  ask_insiders(world_, state_, organisation, week_, params_.insider_information.value(), survival.plain);
  finish(state_, survival);
}

void BeliefsOfWeek::fill_crossings(const float* lost, const float* passed,
                                   std::vector<float>& slot_pass) const {
  const Beliefs& beliefs = state_.beliefs;
  const auto spill = static_cast<float>(params_.spill.value());
  for (std::size_t own = beliefs.first_crossing; own < beliefs.slots; ++own) {
    const Crossing& crossing = world_.crossings[own - beliefs.first_crossing];
    const std::size_t pooled = beliefs.first_place_method + at(crossing.place_method);
    const float all_passed = common_passed_[own] + with_spill(passed, pooled, own, spill);
    slot_pass[own] = all_passed / ((common_lost_[own] + with_spill(lost, pooled, own, spill)) + all_passed);
  }
}

void fill_prior_survival(const World& world, const State& state, Survival& survival) {
  survival = room_for_survival(state);
  for (std::size_t slot = 0; slot < state.beliefs.slots; ++slot)
    survival.slot_pass[slot] = static_cast<float>(1.0 - state.beliefs.prior_loss[slot]);
  fill_lane_survival(world, state, state.effective.get<BeliefParams>().rule, survival.slot_pass,
                     survival.plain);
  fill_leg_pass(state.beliefs, pass_inland(state), survival);
  finish(state, survival);
}

Mechanism beliefs_mechanism() {
  return {
      .name = "beliefs",
      .add_parameters =
          [](ParameterSet& parameters) {
            parameters.add_block<BeliefParams>({"beliefs", "what organisations believe about being caught"});
          },
      .purposes = {"beliefs.insider"},
      .start = set_belief_prior,
      .steps = {{"learn_beliefs", Phase::learn, learn_beliefs}}};
}

}  // namespace waterbed
