// SPDX-License-Identifier: Apache-2.0
#include "sim/enforcement/investigation.hpp"

#include <algorithm>

#include "sim/base/math.hpp"
#include "sim/enforcement/reach.hpp"

namespace waterbed {
namespace {

constexpr Purpose investigation_purpose("investigation");
constexpr Purpose seizure_purpose("investigation.seizure");

// Chances of one week, all investigations together, each independent of the others.
class Chances {
 public:
  Chances(const World& world, const State& state) {
    const auto& investigations = state.effective.named<InvestigationParams>().values;
    const auto& homes = state.effective.named<HomeParams>().names;
    by_home_.assign(homes.size() + 1, 0.0);
    by_place_.assign(world.place_names.size(), 0.0);
    for (const InvestigationParams& investigation : investigations) {
      const std::vector<bool> is_home = listed(homes, investigation.homes);
      const std::vector<bool> is_place = listed_places(world, investigation.places);
      for (std::size_t home = 0; home < homes.size(); ++home)
        if (is_home[home]) add(by_home_[home], investigation.hazard.value());
      if (investigation.homes.empty()) add(by_home_.back(), investigation.hazard.value());
      const double followed = investigation.per_seizure.value() * investigation.customs_data.value();
      for (std::size_t place = 0; place < by_place_.size(); ++place)
        if (is_place[place]) add(by_place_[place], followed);
    }
  }

  // To dismantle an organisation of this home (or none) this week.
  [[nodiscard]] double of_home(Index home) const {
    return home == none ? by_home_.back() : by_home_[at(home)];
  }
  // That a seizure at this entry place leads to the organisation.
  [[nodiscard]] double of_seizure_at(Index place) const { return by_place_[at(place)]; }
  [[nodiscard]] bool are_none() const {
    const auto is_none = [](double chance) { return chance <= 0.0; };
    return std::all_of(by_home_.begin(), by_home_.end(), is_none) &&
           std::all_of(by_place_.begin(), by_place_.end(), is_none);
  }

 private:
  static void add(double& chance, double other) { chance += (1.0 - chance) * other; }

  std::vector<double> by_home_;  // and one more: organisations without a home
  std::vector<double> by_place_;
};

void confiscate(std::size_t organisation, double share, Money& money) {
  const Cents capital = money.capital[organisation];
  if (capital.value <= 0) return;
  pay(money, organisation, Account::confiscation,
      {static_cast<std::int64_t>(share * static_cast<double>(capital.value) + 0.5)});
}

// The words behind the first of a draw say whether members regroup, and when: after at least the next week,
// and an exponential time.
void dismantle(std::size_t organisation, const PhiloxBlock& words, State& state, Week week) {
  const auto& params = state.effective.get<DismantlingParams>();
  Organisations& organisations = state.organisations;
  ++organisations.dismantled;
  organisations.left[organisation] = organisations.activity[organisation];
  if (state.money.limits)
    confiscate(organisation, params.confiscated.value(), state.money);
  else
    organisations.left[organisation] *= 1.0 - params.confiscated.value();
  organisations.activity[organisation] = 0.0;
  organisations.wakes[organisation] = never;
  if (unit_interval(words[1]) >= params.regroup_share.value()) return;
  const double weeks = params.regroup_mean.value() * exponential(unit_interval(words[2], words[3]));
  constexpr double longest = 1e6;
  organisations.wakes[organisation] = week + 2 + static_cast<std::int32_t>(std::min(longest, weeks));
}

void recover(std::size_t organisation, State& state, Week week) {
  double& activity = state.organisations.activity[organisation];
  if (activity >= 1.0) return;
  const auto& params = state.effective.get<DismantlingParams>();
  if (activity > 0.0) {
    activity = 1.0 - (1.0 - activity) * exp(-log(2.0) / params.recovery_half_life.value());
  } else if (week + 1 >= state.organisations.wakes[organisation]) {
    activity = state.organisations.left[organisation];
    if (activity <= 0.0) state.organisations.wakes[organisation] = never;  // nothing left to begin with
  }
}

void follow_seizures(const Chances& chances, const World& world, State& state, Week week) {
  const Endings& endings = state.endings;
  for (std::size_t lot = 0; lot < endings.count(); ++lot) {
    const bool upstream = endings.stage[lot] == Stage::source || endings.stage[lot] == Stage::transit;
    if (endings.recorded[lot].value == 0 || upstream) continue;
    const double chance =
        chances.of_seizure_at(world.lanes[at(world.routes.lane[at(endings.route[lot])])].place);
    const auto organisation = at(endings.organisation[lot]);
    if (chance <= 0.0 || state.organisations.activity[organisation] <= 0.0) continue;
    const PhiloxBlock words = state.luck.draw(seizure_purpose, state.organisations.id[organisation],
                                              endings.planned[lot], endings.which[lot]);
    if (unit_interval(words[0]) < chance) dismantle(organisation, words, state, week);
  }
}

void watch_organisations(const Chances& chances, State& state, Week week) {
  Organisations& organisations = state.organisations;
  for (std::size_t organisation = 0; organisation < organisations.activity.size(); ++organisation) {
    const double chance = chances.of_home(organisations.home[organisation]);
    if (chance <= 0.0 || organisations.activity[organisation] <= 0.0) continue;
    const PhiloxBlock words = state.luck.draw(investigation_purpose, organisations.id[organisation], week, 0);
    if (unit_interval(words[0]) < chance) dismantle(organisation, words, state, week);
  }
}

// Who comes back is safe until it has acted for a week.
void investigate(const World& world, State& state, Week week) {
  state.organisations.dismantled = 0;
  const Chances chances(world, state);
  if (!chances.are_none()) {
    follow_seizures(chances, world, state, week);
    watch_organisations(chances, state, week);
  }
  for (std::size_t organisation = 0; organisation < state.organisations.activity.size(); ++organisation)
    recover(organisation, state, week);
}

void refuse_idle_investigations(const ParameterSet& parameters, std::vector<std::string>& problems) {
  const auto& investigations = parameters.named<InvestigationParams>();
  for (std::size_t number = 0; number < investigations.size(); ++number)
    refuse_other_than_entries("investigations." + investigations.names[number] + ".places",
                              investigations.values[number].places, parameters, problems);
}

}  // namespace

void InvestigationParams::describe(FieldVisitor& fields) {
  fields.text("title", title, "name in print");
  fields.references("homes", homes, "homes", "homes of the organisations that it can reach; none named: all");
  fields.references("places", places, "places", "entry places whose seizures it follows; none named: all");
  fields.quantity("hazard", hazard, {0, 1}, "chance a week that an organisation is dismantled");
  fields.quantity(
      "per_seizure", per_seizure, {0, 1},
      "chance that a recorded seizure, once its data are shared, leads to dismantling whose it was");
  fields.quantity("customs_data", customs_data, {0, 1},
                  "share of recorded seizures whose data customs share with the investigators");
}

void DismantlingParams::describe(FieldVisitor& fields) {
  fields.quantity("regroup_share", regroup_share, {0, 1},
                  "chance that members of a dismantled organisation regroup; stricter detention lowers it");
  fields.quantity("regroup_mean", regroup_mean, {0, 1e4}, "mean time until they do, exponential");
  fields.quantity("confiscated", confiscated, {0, 1},
                  "share of the working capital that is taken; where money is not limited, a regrouped "
                  "organisation plans so much less");
  fields.quantity("recovery_half_life", recovery_half_life, {0.1, 1e6},
                  "time in which half of what is missing is earned back");
}

Mechanism investigation_mechanism() {
  return {.name = "investigation",
          .add_parameters =
              [](ParameterSet& parameters) {
                parameters.add_map<InvestigationParams>(
                    {"investigations", "what works on organisations instead of lots"});
                parameters.add_block<DismantlingParams>(
                    {"dismantling", "what becomes of a dismantled organisation"});
              },
          .validate_names = refuse_idle_investigations,
          .purposes = {"investigation", "investigation.seizure"},
          .steps = {{"investigate", Phase::renew, investigate}}};
}

}  // namespace waterbed
