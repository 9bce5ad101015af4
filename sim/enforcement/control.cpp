// SPDX-License-Identifier: Apache-2.0
#include "sim/enforcement/control.hpp"

#include <algorithm>

#include "sim/base/math.hpp"
#include "sim/base/parallel.hpp"
#include "sim/enforcement/agencies.hpp"
#include "sim/enforcement/extraction.hpp"
#include "sim/enforcement/reach.hpp"

namespace waterbed {
namespace {

constexpr Purpose source_purpose("control.source");
constexpr Purpose transit_purpose("control.transit");
constexpr Purpose entry_purpose("control.entry");
constexpr Purpose extraction_purpose("control.extraction");
constexpr Purpose inland_purpose("control.inland");

void reset_controls(const World& world, State& state, Week) {
  Controls& controls = state.controls;
  const auto& places = state.effective.named<PlaceParams>();
  const std::size_t methods = state.effective.named<MethodParams>().size();
  for (std::size_t place = 0; place < world.place_names.size(); ++place)
    for (std::size_t method = 0; method < methods; ++method)
      controls.origin_found[place * methods + method] = places.values[place].interception.value();
  std::fill(controls.code_price.begin(), controls.code_price.end(), 0.0);
  std::fill(controls.code_share.begin(), controls.code_share.end(), 1.0);
  std::fill(controls.entry_pass.begin(), controls.entry_pass.end(), 1.0);
  std::fill(controls.scan_pass.begin(), controls.scan_pass.end(), 1.0);
  const std::size_t agencies = state.effective.named<AgencyParams>().size();
  controls.agency_pass.assign(agencies * world.crossings.size(), 1.0);
  controls.agency_examined.assign(agencies * world.strata.size(), 0.0);
  state.hit_rates.hits.resize(agencies * world.strata.size(), 0.0);
  state.hit_rates.examined.resize(agencies * world.strata.size(), 0.0);
  state.budgets.works_at.resize(agencies * world.place_names.size(), false);
  std::fill(controls.examined_units.begin(), controls.examined_units.end(), 0.0);
  std::fill(controls.exports_examined.begin(), controls.exports_examined.end(), 0.0);
  std::fill(controls.held_units.begin(), controls.held_units.end(), 0.0);
  std::fill(controls.released_units.begin(), controls.released_units.end(), 0.0);
}

enum class Outcome : std::int8_t { waiting, passed, seized, lost };

// What happened to one lot this week at each stage, and whether it is through.
struct Passage {
  std::array<Outcome, stage_count> at_stage{};  // waiting: not there this week
  double landing = 0.0;                         // chance to land, of a lot that is before the entry stage
  bool landed = false;
};

// The lots of a week before the stages where they are.
class Inspector {
 public:
  Inspector(const World& world, const State& state, Week week)
      : world_(world),
        state_(state),
        week_(week),
        lots_(state.lots),
        methods_(state.effective.named<MethodParams>().size()),
        strata_(state.effective.named<StratumParams>().values),
        size_effect_(state.effective.get<DetectionParams>().size_effect.value()),
        found_when_failed_(state.effective.get<ExtractionParams>().found_when_failed.value()),
        inland_risk_(state.effective.get<InlandParams>().risk.value()) {}

  [[nodiscard]] Passage meet(std::size_t lot) const {
    Passage passage;
    const Routes& routes = world_.routes;
    const std::size_t route = at(lots_.route[lot]);
    const int on_the_way = week_ - lots_.departed[lot];
    if (on_the_way == 0 && !passes_source(lot, route, passage)) return passage;
    const bool at_transit = routes.transit[route] != none && on_the_way == routes.weeks_to_transit[route];
    if (at_transit && !passes_transit(lot, route, passage)) return passage;
    if (on_the_way < routes.weeks_to_entry[route] || is_closed(route)) return passage;
    const double entry = entry_chance(lot, route);
    const double extraction = extraction_chance(lot, route);
    passage.landing = entry * extraction * (1.0 - inland_risk_);
    passage.landed = passes_entry(entry, lot, passage) && passes_extraction(extraction, lot, passage) &&
                     passes_inland(lot, passage);
    return passage;
  }

 private:
  [[nodiscard]] PhiloxBlock draw(Purpose purpose, std::size_t lot) const {
    return state_.luck.draw(purpose, state_.organisations.id[at(lots_.organisation[lot])], lots_.planned[lot],
                            lots_.which[lot]);
  }

  // A certain outcome needs no draw.
  [[nodiscard]] bool happens(double probability, Purpose purpose, std::size_t lot) const {
    if (probability <= 0.0) return false;
    return probability >= 1.0 || unit_interval(draw(purpose, lot)[0]) < probability;
  }

  // Nothing is handled where there is no legal traffic, in a strike: what arrives waits outside.
  [[nodiscard]] bool is_closed(std::size_t route) const {
    const Index stratum = world_.crossings[at(world_.routes.crossing[route])].stratum;
    return stratum != none && strata_[at(stratum)].legal_units.value() <= 0.0;
  }

  [[nodiscard]] const Pool* insider_of(std::size_t lot) const {
    return lots_.insider[lot] == none ? nullptr : &state_.labour.pools[at(lots_.insider[lot])];
  }

  static bool settle(Passage& passage, Stage stage, bool passes) {
    passage.at_stage[static_cast<std::size_t>(stage)] = passes ? Outcome::passed : Outcome::seized;
    return passes;
  }

  [[nodiscard]] double origin_found(Index place, std::size_t route) const {
    const Index method = world_.lanes[at(world_.routes.lane[route])].method;
    return state_.controls.origin_found[at(place) * methods_ + at(method)];
  }

  bool passes_source(std::size_t lot, std::size_t route, Passage& passage) const {
    const double found = origin_found(world_.routes.source[route], route);
    return settle(passage, Stage::source, !happens(found, source_purpose, lot));
  }

  bool passes_transit(std::size_t lot, std::size_t route, Passage& passage) const {
    const double found = origin_found(world_.routes.transit[route], route);
    return settle(passage, Stage::transit, !happens(found, transit_purpose, lot));
  }

  [[nodiscard]] double entry_chance(std::size_t lot, std::size_t route) const {
    const double kilograms = static_cast<double>(lots_.size[lot].value) / grams_per_kilogram;
    const Pool* insider = insider_of(lot);
    const double help = insider == nullptr ? 0.0 : insider->entry_help;
    return pass_entry(state_.controls, at(world_.routes.crossing[route]), help) *
           exp(-size_effect_ * kilograms);
  }

  [[nodiscard]] double extraction_chance(std::size_t lot, std::size_t route) const {
    const Pool* insider = insider_of(lot);
    const double help = insider == nullptr ? 0.0 : insider->extraction_help;
    return pass_extraction(state_.controls, at(world_.routes.crossing[route]), help);
  }

  bool passes_entry(double chance, std::size_t lot, Passage& passage) const {
    return settle(passage, Stage::entry, !happens(1.0 - chance, entry_purpose, lot));
  }

  bool passes_extraction(double chance, std::size_t lot, Passage& passage) const {
    if (settle(passage, Stage::extraction, !happens(1.0 - chance, extraction_purpose, lot))) return true;
    if (unit_interval(draw(extraction_purpose, lot)[1]) >= found_when_failed_)
      passage.at_stage[static_cast<std::size_t>(Stage::extraction)] = Outcome::lost;
    return false;
  }

  bool passes_inland(std::size_t lot, Passage& passage) const {
    return settle(passage, Stage::inland, !happens(inland_risk_, inland_purpose, lot));
  }

  const World& world_;
  const State& state_;
  Week week_;
  const Lots& lots_;
  // Looked up once a week: there are many lots.
  std::size_t methods_;
  const std::vector<StratumParams>& strata_;
  double size_effect_;  // per kilogram
  double found_when_failed_;
  double inland_risk_;
};

// A lot with an insider's help tells of the lane without it: with p the chance to be lost there and p' that
// with help, a loss counts p / p' lots and a pass (1 - p) / (1 - p'), so that beliefs come to p either way.
float weight_of(std::size_t lot, std::size_t crossing, bool is_lost, const State& state) {
  const Index insider = state.lots.insider[lot];
  if (insider == none) return 1.0F;
  const Pool& pool = state.labour.pools[at(insider)];
  const double without = pass_lane(state.controls, crossing);
  const double with = pass_lane(state.controls, crossing, pool.entry_help, pool.extraction_help);
  constexpr double most = 100.0;  // a loss that help should have averted altogether
  const double weight = is_lost ? (1.0 - without) / (1.0 - with) : without / with;
  return weight < most ? static_cast<float>(weight) : static_cast<float>(most);
}

// Credits the stages that were tried to what could have caused the outcome: source, transit, or the lane for
// entry and extraction together. Inland risk is common knowledge.
void remember(const Passage& passage, std::size_t lot, const World& world, State& state) {
  const Index organisation = state.lots.organisation[lot];
  const std::size_t route = at(state.lots.route[lot]);
  const auto outcome = [&](Stage stage) { return passage.at_stage[static_cast<std::size_t>(stage)]; };
  const Routes& routes = world.routes;
  if (outcome(Stage::source) != Outcome::waiting)
    state.experiences.push_back({organisation, world.source_number[at(routes.source[route])], none,
                                 outcome(Stage::source) == Outcome::seized, 1.0F});
  if (outcome(Stage::transit) != Outcome::waiting)
    state.experiences.push_back(
        {organisation,
         index_of(state.beliefs.first_transit) + world.transit_number[at(routes.transit[route])], none,
         outcome(Stage::transit) == Outcome::seized, 1.0F});
  if (outcome(Stage::entry) == Outcome::waiting) return;
  const Index crossing = routes.crossing[route];
  const Index slot = index_of(state.beliefs.first_place_method) + world.crossings[at(crossing)].place_method;
  const bool is_lost = outcome(Stage::extraction) != Outcome::passed;
  state.experiences.push_back(
      {organisation, slot, crossing, is_lost, weight_of(lot, at(crossing), is_lost, state)});
}

// Whoever takes lots out of a place is seen there, whether or not it succeeds.
void count_extraction(const Passage& passage, std::size_t route, const World& world, State& state) {
  if (passage.at_stage[static_cast<std::size_t>(Stage::extraction)] == Outcome::waiting) return;
  const Index hands = state.labour.hands[at(world.routes.place_method[route])];
  if (hands != none) ++state.labour.pools[at(hands)].served;
}

// What lands of a lot on average, rounded to whole grams.
Grams expected_part(Grams size, double landing) {
  return {static_cast<std::int64_t>(static_cast<double>(size.value) * landing + 0.5)};
}

void add_ending(const Passage& passage, std::size_t lot, State& state) {
  Ending ending = Ending::landed;
  Stage stopped_at = Stage::inland;
  for (std::size_t stage = 0; stage < stage_count; ++stage) {
    const Outcome outcome = passage.at_stage[stage];
    if (outcome != Outcome::seized && outcome != Outcome::lost) continue;
    ending = outcome == Outcome::seized ? Ending::seized : Ending::lost;
    stopped_at = static_cast<Stage>(stage);
  }
  const Lots& lots = state.lots;
  state.endings.organisation.push_back(lots.organisation[lot]);
  state.endings.planned.push_back(lots.planned[lot]);
  state.endings.which.push_back(lots.which[lot]);
  state.endings.route.push_back(lots.route[lot]);
  state.endings.size.push_back(lots.size[lot]);
  state.endings.insider.push_back(lots.insider[lot]);
  state.endings.ending.push_back(ending);
  state.endings.stage.push_back(stopped_at);
  state.endings.expected.push_back(expected_part(lots.size[lot], passage.landing));
  state.endings.recorded.push_back(Grams{0});
}

bool has_ended(const Passage& passage) {
  return passage.landed || std::any_of(passage.at_stage.begin(), passage.at_stage.end(), [](Outcome outcome) {
           return outcome == Outcome::seized || outcome == Outcome::lost;
         });
}

void keep(std::size_t lot, const Lots& from, Lots& kept) {
  kept.organisation.push_back(from.organisation[lot]);
  kept.planned.push_back(from.planned[lot]);
  kept.departed.push_back(from.departed[lot]);
  kept.which.push_back(from.which[lot]);
  kept.route.push_back(from.route[lot]);
  kept.size.push_back(from.size[lot]);
  kept.insider.push_back(from.insider[lot]);
}

void control_lots(const World& world, State& state, Week week) {
  state.endings = {};
  state.experiences.clear();
  for (Pool& pool : state.labour.pools) pool.served = 0;
  std::vector<Passage> passages(state.lots.count());
  const Inspector inspector(world, state, week);
  for_each_range(state.lots.count(), 512, [&](std::size_t begin, std::size_t end) {
    for (std::size_t lot = begin; lot < end; ++lot) passages[lot] = inspector.meet(lot);
  });
  Lots kept;
  for (std::size_t lot = 0; lot < state.lots.count(); ++lot) {
    remember(passages[lot], lot, world, state);
    count_extraction(passages[lot], at(state.lots.route[lot]), world, state);
    if (has_ended(passages[lot]))
      add_ending(passages[lot], lot, state);
    else
      keep(lot, state.lots, kept);
  }
  state.lots = std::move(kept);
}

}  // namespace

Mechanism control_mechanism() {
  return {.name = "control",
          .validate = refuse_shared_luck,
          .purposes = {"control.source", "control.transit", "control.entry", "control.extraction",
                       "control.inland"},
          .steps = {{"reset_controls", Phase::direct, reset_controls},
                    {"control_lots", Phase::control, control_lots}}};
}

}  // namespace waterbed
