// SPDX-License-Identifier: Apache-2.0
#include "sim/enforcement/examining.hpp"

#include <algorithm>

#include "sim/base/math.hpp"
#include "sim/enforcement/budgets.hpp"
#include "sim/enforcement/cooperation.hpp"
#include "sim/enforcement/notice.hpp"
#include "sim/enforcement/search.hpp"

namespace waterbed {
namespace {

// The share x of legal units examined in a stratum, with Phi^-1(x), which all its crossings need.
struct Examined {
  double share = 0.0;
  double quantile = 0.0;  // of a share strictly between 0 and 1
};

Examined examined_of(double share) {
  return {share, share > 0.0 && share < 1.0 ? normal_quantile(share) : 0.0};
}

double share_of_lots(const Examined& examined, double d, double eps) {
  if (examined.share <= 0.0) return 0.0;
  if (examined.share >= 1.0) return 1.0;
  return (1.0 - eps) * normal_cdf(d + examined.quantile) + eps * examined.share;
}

// By stratum of the world; what the instrument does not cover is not examined.
std::vector<Examined> shares_of(const Examination& examination, const World& world, const State& state) {
  std::vector<Examined> examined(world.strata.size());
  const auto& strata = state.effective.named<StratumParams>().values;
  for (std::size_t index = 0; index < examination.strata.size(); ++index) {
    const std::size_t stratum = examination.strata[index];
    const double legal_units = strata[stratum].legal_units.value();
    if (legal_units > 0.0)
      examined[stratum] =
          examined_of(std::min(examination.largest_share, examination.units[index] / legal_units));
  }
  return examined;
}

bool has_stratum(const Named<StratumParams>& strata, const std::string& place, const std::string& stream) {
  const std::string ending = "/" + place + "/" + stream;
  return std::any_of(strata.names.begin(), strata.names.end(),
                     [&](const std::string& name) { return name.ends_with(ending); });
}

}  // namespace

void ExaminerParams::describe_at(FieldVisitor& fields, std::string_view places_doc) {
  fields.reference("agency", agency, "agencies", "who directs it");
  fields.references("places", places, "places", places_doc);
  fields.reference("stream", stream, "streams", "the legal traffic it examines");
  fields.quantity("capacity", capacity, {0, 1e9}, "legal units it can examine");
  fields.quantity("targeting_quality", targeting_quality, {0, 10},
                  "how well loaded units stand out within a stratum, in standard deviations; 0: not at all");
  fields.quantity("random_share", random_share, {0, 1},
                  "share of the capacity spent at random, to keep learning");
  fields.quantity("notice", notice, {0, 365},
                  "time between the announcement to the operator and the control");
}

double Examination::all_units() const {
  double sum = 0.0;
  for (const double directed : units) sum += directed;
  return sum;
}

Selection selection_of(std::string_view name, const ExaminerParams& examiner, double examined_units,
                       const State& state) {
  return {examiner.targeting_quality.value() + targeting_gain(examiner.agency, state),
          examiner.random_share.value(),
          found_after_scan(name, examined_units, state) * still_there(examiner.notice.value(), state)};
}

double examined_share_of_lots(double x, double d, double eps) {
  return share_of_lots(examined_of(x), d, eps);
}

std::vector<std::size_t> covered_strata(const std::vector<std::string>& places, const std::string& stream,
                                        const World& world, const State& state) {
  const auto& streams = state.effective.named<StreamParams>();
  const auto& all_places = state.effective.named<PlaceParams>();
  const std::size_t stream_number = streams.find(stream);
  std::vector<std::size_t> strata;
  for (const std::string& place : places) {
    const std::vector<std::size_t>& here =
        world.strata_at[all_places.find(place) * streams.size() + stream_number];
    strata.insert(strata.end(), here.begin(), here.end());
  }
  std::sort(strata.begin(), strata.end());
  return strata;
}

void examine(const Examination& examination, const Selection& selection, Index agency, const World& world,
             State& state) {
  const std::vector<Examined> examined = shares_of(examination, world, state);
  for (std::size_t index = 0; index < examination.strata.size(); ++index) {
    const std::size_t stratum = examination.strata[index];
    if (examination.units[index] <= 0.0) continue;
    state.controls.examined_units[stratum] += examination.units[index];
    state.controls.agency_examined[at(agency) * world.strata.size() + stratum] += examination.units[index];
    note_work(agency, world.strata[stratum].place, world, state);
  }
  const auto& methods = state.effective.named<MethodParams>();
  for (std::size_t number = 0; number < world.crossings.size(); ++number) {
    const Crossing& crossing = world.crossings[number];
    if (crossing.stratum == none || examined[at(crossing.stratum)].share <= 0.0) continue;
    const MethodParams& method = methods.values[at(world.place_methods[at(crossing.place_method)].method)];
    const double quality = selection.targeting_quality + method.targeting_offset.value();
    const double share = share_of_lots(examined[at(crossing.stratum)], quality, selection.random_share);
    const double pass = 1.0 - share * method.sensitivity.value() * selection.found_if_recognised;
    state.controls.scan_pass[number] *= pass;
    state.controls.agency_pass[at(agency) * world.crossings.size() + number] *= pass;
  }
}

void refuse_idle_examiner(const std::string& name, const Stand& stand, const ParameterSet& parameters,
                          std::vector<std::string>& problems) {
  if (stand.places.empty()) problems.push_back(name + ".places names no place");
  for (const std::string& place : stand.places)
    if (!has_stratum(parameters.named<StratumParams>(), place, stand.stream))
      problems.push_back(name + ": there is no stratum of stream " + stand.stream + " at " + place);
}

}  // namespace waterbed
