// SPDX-License-Identifier: Apache-2.0
#include "sim/world/state.hpp"

namespace waterbed {

State::State(const World& world, const ParameterSet& parameters, Luck run_luck)
    : luck(run_luck), effective(parameters) {
  controls.origin_found.assign(world.place_names.size() * parameters.named<MethodParams>().size(), 0.0);
  controls.entry_pass.assign(world.crossings.size(), 1.0);
  controls.scan_pass.assign(world.crossings.size(), 1.0);
  controls.extraction_failure.assign(world.crossings.size(), 0.0);
  controls.code_price.assign(world.crossings.size(), 0.0);
  controls.code_share.assign(world.crossings.size(), 1.0);
  controls.examined_units.assign(world.strata.size(), 0.0);
  controls.exports_examined.assign(world.place_names.size(), 0.0);
  controls.held_units.assign(world.strata.size(), 0.0);
  controls.released_units.assign(world.strata.size(), 0.0);
  labour.insiders.assign(world.place_methods.size(), none);
  labour.hands.assign(world.place_methods.size(), none);
  money.capital.assign(at(world.organisations), Cents{0});
  money.weeks_in_debt.assign(at(world.organisations), 0);
  recorded_lots.by_week.assign(RecordedLots::weeks * world.place_methods.size(), 0);
}

void Consignments::resize(std::size_t count) {
  organisation.resize(count);
  planned.resize(count);
  number.resize(count);
  size.resize(count);
  route.resize(count);
  lots.resize(count);
  why.resize(count);
  insider.resize(count);
  helped.resize(count);
  bid.resize(count);
  hands_bid.resize(count);
  new_contact.resize(count);
}

void Lots::resize(std::size_t count) {
  organisation.resize(count);
  planned.resize(count);
  departed.resize(count);
  which.resize(count);
  route.resize(count);
  size.resize(count);
  insider.resize(count);
}

void Endings::resize(std::size_t count) {
  organisation.resize(count);
  planned.resize(count);
  which.resize(count);
  route.resize(count);
  size.resize(count);
  insider.resize(count);
  ending.resize(count);
  stage.resize(count);
  expected.resize(count);
  recorded.resize(count);
  recorded_lane.resize(count);
  recorded_source.resize(count);
  weeks_to_record.resize(count);
}

}  // namespace waterbed
