// SPDX-License-Identifier: Apache-2.0
#include "sim/enforcement/control.hpp"

#include <algorithm>
#include <memory>

#include "sim/base/parallel.hpp"
#include "sim/enforcement/agencies.hpp"
#include "sim/enforcement/inspector.hpp"
#include "sim/enforcement/reach.hpp"

namespace waterbed {
namespace {

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
  if (!passage.meets_lane || passage.last_stage == Stage::entry) return;
  const Index hands = state.labour.hands[at(world.routes.place_method[route])];
  if (hands != none) ++state.labour.pools[at(hands)].served;
}

// What lands of a lot on average, rounded to whole grams.
Grams expected_part(Grams size, double landing) {
  return {static_cast<std::int64_t>(static_cast<double>(size.value) * landing + 0.5)};
}

// What a lot keeps for good.
template <class To>
void copy_lot(const Lots& lots, std::size_t lot, To& to, std::size_t place) {
  to.organisation[place] = lots.organisation[lot];
  to.planned[place] = lots.planned[lot];
  to.which[place] = lots.which[lot];
  to.route[place] = lots.route[lot];
  to.size[place] = lots.size[lot];
  to.insider[place] = lots.insider[lot];
}

// How many experiences and endings there are.
struct Counts {
  std::size_t experiences = 0;
  std::size_t endings = 0;
};

// Writes what became of lots, from given places on in the order of lots.
class Outcomes {
 public:
  Outcomes(const World& world, State& state, Counts places) : world_(world), state_(state), next_(places) {}

  void write(const Passage& passage, std::size_t lot) {
    remember(passage, lot);
    if (passage.is_over()) add_ending(passage, lot);
  }

 private:
  // Credits the stages that were tried to what could have caused the outcome: source, transit, or the lane
  // for entry and extraction together. Inland risk is common knowledge.
  void remember(const Passage& passage, std::size_t lot) {
    const Routes& routes = world_.routes;
    const std::size_t route = at(state_.lots.route[lot]);
    const Beliefs& beliefs = state_.beliefs;
    if (passage.meets_source)
      add_experience(lot, at(world_.source_number[at(routes.source[route])]),
                     passage.last_stage == Stage::source);
    if (passage.meets_transit)
      add_experience(lot, beliefs.first_transit + at(world_.transit_number[at(routes.transit[route])]),
                     passage.last_stage == Stage::transit);
    if (!passage.meets_lane) return;
    const bool is_lost = passage.last_stage != Stage::inland;
    Experience& experience =
        add_experience(lot, beliefs.first_place_method + at(routes.place_method[route]), is_lost);
    experience.crossing = routes.crossing[route];
    experience.weight = weight_of(lot, at(experience.crossing), is_lost, state_);
  }

  Experience& add_experience(std::size_t lot, std::size_t slot, bool is_lost) {
    Experience& experience = state_.experiences[next_.experiences++];
    experience.organisation = state_.lots.organisation[lot];
    experience.slot = index_of(slot);
    experience.crossing = none;
    experience.lost = is_lost;
    experience.weight = 1.0F;
    return experience;
  }

  void add_ending(const Passage& passage, std::size_t lot) {
    Endings& endings = state_.endings;
    const std::size_t place = next_.endings++;
    copy_lot(state_.lots, lot, endings, place);
    endings.ending[place] = passage.ending;
    endings.stage[place] = passage.last_stage;
    endings.expected[place] = expected_part(state_.lots.size[lot], passage.landing);
  }

  const World& world_;
  State& state_;
  Counts next_;
};

// Nothing is recorded yet.
void make_room(std::size_t count, Endings& endings) {
  endings.resize(count);
  endings.recorded.assign(count, Grams{0});
  endings.recorded_lane.assign(count, none);
  endings.recorded_source.assign(count, none);
  endings.weeks_to_record.assign(count, 0);
}

void close_gaps(const Passage* passages, Lots& lots) {
  std::size_t kept = 0;
  while (kept < lots.count() && !passages[kept].is_over()) ++kept;
  for (std::size_t lot = kept; lot < lots.count(); ++lot) {
    if (passages[lot].is_over()) continue;
    copy_lot(lots, lot, lots, kept);
    lots.departed[kept++] = lots.departed[lot];
  }
  lots.resize(kept);
}

// The places of each piece's first experience and ending, and as the last entry their number.
std::vector<Counts> inspect(const World& world, const State& state, Week week, Passage* passages) {
  constexpr std::size_t piece = Inspector::most_at_once;
  const std::size_t count = state.lots.count();
  std::vector<Counts> places((count + piece - 1) / piece + 1);
  for_each_range(count, piece, [&](std::size_t begin, std::size_t end) {
    Counts& counts = places[begin / piece + 1];
    Inspector(world, state, week).inspect(begin, end, passages);
    for (std::size_t lot = begin; lot < end; ++lot) {
      counts.experiences += passages[lot].experiences();
      counts.endings += passages[lot].is_over() ? 1U : 0U;
    }
  });
  for (std::size_t number = 1; number < places.size(); ++number) {
    places[number].experiences += places[number - 1].experiences;
    places[number].endings += places[number - 1].endings;
  }
  return places;
}

void control_lots(const World& world, State& state, Week week) {
  constexpr std::size_t piece = Inspector::most_at_once;
  const std::size_t count = state.lots.count();
  const std::unique_ptr<Passage[]> passages(new Passage[count]);
  const std::vector<Counts> places = inspect(world, state, week, passages.get());
  state.experiences.resize(places.back().experiences);
  make_room(places.back().endings, state.endings);
  for_each_range(count, piece, [&](std::size_t begin, std::size_t end) {
    Outcomes outcomes(world, state, places[begin / piece]);
    for (std::size_t lot = begin; lot < end; ++lot) outcomes.write(passages[lot], lot);
  });
  for (Pool& pool : state.labour.pools) pool.served = 0;
  if (!state.labour.pools.empty())
    for (std::size_t lot = 0; lot < count; ++lot)
      count_extraction(passages[lot], at(state.lots.route[lot]), world, state);
  close_gaps(passages.get(), state.lots);
}

}  // namespace

Mechanism control_mechanism() {
  return {.name = "control",
          .validate_names = refuse_shared_luck,
          .purposes = {"control.source", "control.transit", "control.entry", "control.extraction",
                       "control.inland"},
          .steps = {{"reset_controls", Phase::direct, reset_controls},
                    {"control_lots", Phase::control, control_lots}}};
}

}  // namespace waterbed
