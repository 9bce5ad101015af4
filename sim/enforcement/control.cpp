// SPDX-License-Identifier: Apache-2.0
#include "sim/enforcement/control.hpp"

#include <algorithm>
#include <memory>

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

// What happened to one lot this week at each stage. Made in great number, so nothing is set beforehand.
struct Passage {
  Outcome at_stage[stage_count];  // waiting: not there this week
  Ending ending;                  // where it has ended
  Stage last_stage;               // that it met this week
  bool is_over;                   // landed or stopped
  double landing;                 // chance to land, of a lot that is before the entry stage

  [[nodiscard]] Outcome outcome(Stage stage) const { return at_stage[static_cast<std::size_t>(stage)]; }
  // Of these its organisation learns: source, transit, lane.
  [[nodiscard]] std::size_t experiences() const {
    std::size_t count = 0;
    for (const Stage stage : {Stage::source, Stage::transit, Stage::entry})
      count += outcome(stage) != Outcome::waiting ? 1 : 0;
    return count;
  }
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

  // Writes it into `passage`, whatever stood there.
  void meet(std::size_t lot, Passage& passage) const {
    for (Outcome& outcome : passage.at_stage) outcome = Outcome::waiting;
    passage.ending = Ending::landed;
    passage.is_over = false;
    passage.landing = 0.0;
    const Routes& routes = world_.routes;
    const std::size_t route = at(lots_.route[lot]);
    const int on_the_way = week_ - lots_.departed[lot];
    if (on_the_way == 0 && !passes_source(lot, route, passage)) return;
    const bool at_transit = routes.transit[route] != none && on_the_way == routes.weeks_to_transit[route];
    if (at_transit && !passes_transit(lot, route, passage)) return;
    if (on_the_way < routes.weeks_to_entry[route] || is_closed(route)) return;
    const double entry = entry_chance(lot, route);
    const double extraction = extraction_chance(lot, route);
    passage.landing = entry * extraction * (1.0 - inland_risk_);
    passage.is_over = true;
    if (passes_entry(entry, lot, passage) && passes_extraction(extraction, lot, passage))
      settle(passage, Stage::inland, !happens(inland_risk_, inland_purpose, lot));
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
    passage.last_stage = stage;
    if (!passes) {
      passage.ending = Ending::seized;
      passage.is_over = true;
    }
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
    const double small = pass_entry(state_.controls, at(world_.routes.crossing[route]), help);
    return size_effect_ == 0.0 ? small : small * exp(-size_effect_ * kilograms);
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
    if (unit_interval(draw(extraction_purpose, lot)[1]) >= found_when_failed_) {
      passage.at_stage[static_cast<std::size_t>(Stage::extraction)] = Outcome::lost;
      passage.ending = Ending::lost;
    }
    return false;
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

// Whoever takes lots out of a place is seen there, whether or not it succeeds.
void count_extraction(const Passage& passage, std::size_t route, const World& world, State& state) {
  if (passage.outcome(Stage::extraction) == Outcome::waiting) return;
  const Index hands = state.labour.hands[at(world.routes.place_method[route])];
  if (hands != none) ++state.labour.pools[at(hands)].served;
}

// What lands of a lot on average, rounded to whole grams.
Grams expected_part(Grams size, double landing) {
  return {static_cast<std::int64_t>(static_cast<double>(size.value) * landing + 0.5)};
}

// How many experiences, endings and lots still on the way there are.
struct Counts {
  std::size_t experiences = 0;
  std::size_t endings = 0;
  std::size_t kept = 0;
};

// Writes what became of each lot, from given places on in the order of lots.
class Outcomes {
 public:
  Outcomes(const World& world, State& state, Lots& kept, Counts places)
      : world_(world), state_(state), kept_(kept), next_(places) {}

  void write(const Passage& passage, std::size_t lot) {
    remember(passage, lot);
    if (passage.is_over)
      add_ending(passage, lot);
    else
      keep(lot);
  }

 private:
  // Credits the stages that were tried to what could have caused the outcome: source, transit, or the lane
  // for entry and extraction together. Inland risk is common knowledge.
  void remember(const Passage& passage, std::size_t lot) {
    const Index organisation = state_.lots.organisation[lot];
    const std::size_t route = at(state_.lots.route[lot]);
    const Routes& routes = world_.routes;
    if (passage.outcome(Stage::source) != Outcome::waiting)
      state_.experiences[next_.experiences++] = {organisation, world_.source_number[at(routes.source[route])],
                                                 none, passage.outcome(Stage::source) == Outcome::seized,
                                                 1.0F};
    if (passage.outcome(Stage::transit) != Outcome::waiting)
      state_.experiences[next_.experiences++] = {
          organisation,
          index_of(state_.beliefs.first_transit) + world_.transit_number[at(routes.transit[route])], none,
          passage.outcome(Stage::transit) == Outcome::seized, 1.0F};
    if (passage.outcome(Stage::entry) == Outcome::waiting) return;
    const Index crossing = routes.crossing[route];
    const Index slot =
        index_of(state_.beliefs.first_place_method) + world_.crossings[at(crossing)].place_method;
    const bool is_lost = passage.outcome(Stage::extraction) != Outcome::passed;
    state_.experiences[next_.experiences++] = {organisation, slot, crossing, is_lost,
                                               weight_of(lot, at(crossing), is_lost, state_)};
  }

  void add_ending(const Passage& passage, std::size_t lot) {
    const Lots& lots = state_.lots;
    Endings& endings = state_.endings;
    const std::size_t place = next_.endings++;
    endings.organisation[place] = lots.organisation[lot];
    endings.planned[place] = lots.planned[lot];
    endings.which[place] = lots.which[lot];
    endings.route[place] = lots.route[lot];
    endings.size[place] = lots.size[lot];
    endings.insider[place] = lots.insider[lot];
    endings.ending[place] = passage.ending;
    endings.stage[place] = passage.last_stage;
    endings.expected[place] = expected_part(lots.size[lot], passage.landing);
    endings.recorded[place] = Grams{0};
    endings.recorded_lane[place] = none;
    endings.recorded_source[place] = none;
    endings.weeks_to_record[place] = 0;
  }

  void keep(std::size_t lot) {
    const Lots& lots = state_.lots;
    const std::size_t place = next_.kept++;
    kept_.organisation[place] = lots.organisation[lot];
    kept_.planned[place] = lots.planned[lot];
    kept_.departed[place] = lots.departed[lot];
    kept_.which[place] = lots.which[lot];
    kept_.route[place] = lots.route[lot];
    kept_.size[place] = lots.size[lot];
    kept_.insider[place] = lots.insider[lot];
  }

  const World& world_;
  State& state_;
  Lots& kept_;
  Counts next_;
};

void control_lots(const World& world, State& state, Week week) {
  constexpr std::size_t piece = 512;
  const std::size_t count = state.lots.count();
  const std::unique_ptr<Passage[]> passages(new Passage[count]);
  std::vector<Counts> places((count + piece - 1) / piece + 1);
  const Inspector inspector(world, state, week);
  for_each_range(count, piece, [&](std::size_t begin, std::size_t end) {
    Counts& counts = places[begin / piece + 1];
    for (std::size_t lot = begin; lot < end; ++lot) {
      inspector.meet(lot, passages[lot]);
      counts.experiences += passages[lot].experiences();
      ++(passages[lot].is_over ? counts.endings : counts.kept);
    }
  });
  for (std::size_t number = 1; number < places.size(); ++number) {
    places[number].experiences += places[number - 1].experiences;
    places[number].endings += places[number - 1].endings;
    places[number].kept += places[number - 1].kept;
  }
  state.experiences.resize(places.back().experiences);
  state.endings.resize(places.back().endings);
  Lots kept;
  kept.resize(places.back().kept);
  for_each_range(count, piece, [&](std::size_t begin, std::size_t end) {
    Outcomes outcomes(world, state, kept, places[begin / piece]);
    for (std::size_t lot = begin; lot < end; ++lot) outcomes.write(passages[lot], lot);
  });
  for (Pool& pool : state.labour.pools) pool.served = 0;
  if (!state.labour.pools.empty())
    for (std::size_t lot = 0; lot < count; ++lot)
      count_extraction(passages[lot], at(state.lots.route[lot]), world, state);
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
