// SPDX-License-Identifier: Apache-2.0
#include "sim/enforcement/inspector.hpp"

#include "sim/base/check.hpp"
#include "sim/base/math.hpp"
#include "sim/enforcement/extraction.hpp"

namespace waterbed {
namespace {

// By stage.
constexpr std::array<Purpose, stage_count> purposes{Purpose("control.source"), Purpose("control.transit"),
                                                    Purpose("control.entry"), Purpose("control.extraction"),
                                                    Purpose("control.inland")};

// What stops a lot before the lane keeps it from all that follows.
void stop(Passage& passage, Stage stage, Ending ending) {
  if (passage.ending != Ending::landed) return;
  passage.ending = ending;
  passage.last_stage = stage;
  if (stage == Stage::source) passage.meets_transit = false;
  if (stage != Stage::source && stage != Stage::transit) return;
  passage.meets_lane = false;
  passage.landing = 0.0;
}

}  // namespace

Inspector::Inspector(const World& world, const State& state, Week week)
    : world_(world),
      state_(state),
      week_(week),
      lots_(state.lots),
      methods_(state.effective.named<MethodParams>().size()),
      strata_(state.effective.named<StratumParams>().values),
      size_effect_(state.effective.get<DetectionParams>().size_effect.value()),
      found_when_failed_(state.effective.get<ExtractionParams>().found_when_failed.value()),
      inland_risk_(state.effective.get<InlandParams>().risk.value()),
      draws_(world.instruction_set) {}

void Inspector::inspect(std::size_t begin, std::size_t end, Passage* passages) {
  WATERBED_CHECK(end - begin <= most_at_once);
  for (Trial& trial : trials_) trial.count = 0;
  for (std::size_t lot = begin; lot < end; ++lot) present(lot, passages[lot]);
  for (std::size_t stage = 0; stage < stage_count; ++stage) decide(static_cast<Stage>(stage), passages);
}

// Puts a lot on trial at the stages where it is unless stopped before.
void Inspector::present(std::size_t lot, Passage& passage) {
  const Routes& routes = world_.routes;
  const std::size_t route = at(lots_.route[lot]);
  const Index transit = routes.transit[route];
  const int on_the_way = week_ - lots_.departed[lot];
  passage.meets_source = on_the_way == 0;
  passage.meets_transit = transit != none && on_the_way == routes.weeks_to_transit[route];
  passage.meets_lane = on_the_way >= routes.weeks_to_entry[route] && !is_closed(at(routes.crossing[route]));
  passage.ending = Ending::landed;
  passage.last_stage = Stage::inland;
  passage.landing = 0.0;
  if (passage.meets_source) trial(Stage::source).add(lot, found_at_origin(routes.source[route], route));
  if (passage.meets_transit) trial(Stage::transit).add(lot, found_at_origin(transit, route));
  if (passage.meets_lane) present_at_lane(lot, passage);
}

void Inspector::present_at_lane(std::size_t lot, Passage& passage) {
  const std::size_t crossing = at(world_.routes.crossing[at(lots_.route[lot])]);
  const Index insider = lots_.insider[lot];
  const Pool* pool = insider == none ? nullptr : &state_.labour.pools[at(insider)];
  const double small = pass_entry(state_.controls, crossing, pool == nullptr ? 0.0 : pool->entry_help);
  const double entry = size_effect_ == 0.0 ? small : small * pass_size(lot);
  const double extraction =
      pass_extraction(state_.controls, crossing, pool == nullptr ? 0.0 : pool->extraction_help);
  passage.landing = entry * extraction * (1.0 - inland_risk_);
  trial(Stage::entry).add(lot, 1.0 - entry);
  trial(Stage::extraction).add(lot, 1.0 - extraction);
  trial(Stage::inland).add(lot, inland_risk_);
}

double Inspector::found_at_origin(Index place, std::size_t route) const {
  const Index method = world_.lanes[at(world_.routes.lane[route])].method;
  return state_.controls.origin_found[at(place) * methods_ + at(method)];
}

// Larger lots are seen more easily.
double Inspector::pass_size(std::size_t lot) const {
  const double kilograms = static_cast<double>(lots_.size[lot].value) / grams_per_kilogram;
  return exp(-size_effect_ * kilograms);
}

// Nothing is handled where there is no legal traffic, in a strike: what arrives waits outside.
bool Inspector::is_closed(std::size_t crossing) const {
  const Index stratum = world_.crossings[crossing].stratum;
  return stratum != none && strata_[at(stratum)].legal_units.value() <= 0.0;
}

void Inspector::decide(Stage stage, Passage* passages) {
  const Trial& tried = trial(stage);
  if (tried.count == 0) return;
  draws_.resize(tried.count);
  for (std::size_t number = 0; number < tried.count; ++number) {
    const std::size_t lot = at(tried.lot[number]);
    draws_.key(number, state_.organisations.id[at(lots_.organisation[lot])], lots_.planned[lot],
               lots_.which[lot]);
  }
  draws_.draw(state_.luck, purposes[static_cast<std::size_t>(stage)]);
  for (std::size_t number = 0; number < tried.count; ++number)
    if (unit_interval(draws_.word(number, 0)) < tried.chance[number])
      stop(passages[at(tried.lot[number])], stage, ending_at(stage, number));
}

Ending Inspector::ending_at(Stage stage, std::size_t number) const {
  if (stage != Stage::extraction) return Ending::seized;
  return unit_interval(draws_.word(number, 1)) < found_when_failed_ ? Ending::seized : Ending::lost;
}

}  // namespace waterbed
