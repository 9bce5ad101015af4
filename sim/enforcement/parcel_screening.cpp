// SPDX-License-Identifier: Apache-2.0
#include "sim/enforcement/parcel_screening.hpp"

#include "sim/enforcement/agencies.hpp"
#include "sim/enforcement/budgets.hpp"
#include "sim/enforcement/cooperation.hpp"
#include "sim/enforcement/deployment.hpp"
#include "sim/enforcement/examining.hpp"
#include "sim/enforcement/search.hpp"

namespace waterbed {
namespace {

void screen_all(const World& world, State& state, Week week) {
  const auto& screenings = state.effective.named<ParcelScreeningParams>();
  for (std::size_t number = 0; number < screenings.size(); ++number) {
    const std::string& name = screenings.names[number];
    const ParcelScreeningParams& screening = screenings.values[number];
    const std::vector<std::size_t> strata = covered_strata(screening.places, screening.stream, world, state);
    const Deployment deployment{name, screening.agency,
                                screening.capacity.value() * budget_factor(screening.agency, state)};
    const Examination examination{strata, deploy(deployment, strata, world, state, week)};
    const Selection selection{screening.targeting_quality.value() + targeting_gain(screening.agency, state),
                              1.0 - screening.advance_data.value(),
                              found_after_scan(name, examination.all_units(), state)};
    const std::size_t agency = state.effective.named<AgencyParams>().find(screening.agency);
    examine(examination, selection, index_of(agency), world, state);
  }
}

void refuse_idle_screenings(const ParameterSet& parameters, std::vector<std::string>& problems) {
  const auto& screenings = parameters.named<ParcelScreeningParams>();
  for (std::size_t number = 0; number < screenings.size(); ++number) {
    const ParcelScreeningParams& screening = screenings.values[number];
    refuse_idle_examiner("instruments." + screenings.names[number], {screening.places, screening.stream},
                         parameters, problems);
  }
}

}  // namespace

void ParcelScreeningParams::describe(FieldVisitor& fields) {
  fields.reference("agency", agency, "agencies", "who directs it");
  fields.references("places", places, "places", "entry places, usually post hubs, where it stands");
  fields.reference("stream", stream, "streams", "the parcels that it examines");
  fields.quantity("capacity", capacity, {0, 1e9}, "parcels it can examine");
  fields.quantity("targeting_quality", targeting_quality, {0, 10},
                  "how well loaded parcels stand out by their advance data, in standard deviations");
  fields.quantity("advance_data", advance_data, {0, 1},
                  "share of parcels with advance electronic data; the rest is examined at random");
}

Mechanism parcel_screening_mechanism() {
  return {.name = "parcel_screening",
          .add_parameters =
              [](ParameterSet& parameters) {
                parameters.add_map<ParcelScreeningParams>(
                    {"instruments", "screening of parcels by their advance data", "parcel_screening"});
              },
          .validate_names = refuse_idle_screenings,
          .steps = {{"screen_parcels", Phase::direct, screen_all, {"reset_controls"}}}};
}

}  // namespace waterbed
