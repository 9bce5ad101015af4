// SPDX-License-Identifier: Apache-2.0
#include "sim/enforcement/examining.hpp"

#include <algorithm>
#include <utility>

#include "sim/base/math.hpp"
#include "sim/enforcement/budgets.hpp"
#include "sim/enforcement/cooperation.hpp"
#include "sim/enforcement/notice.hpp"
#include "sim/enforcement/search.hpp"

namespace waterbed {
namespace {

// Shares of legal units examined, by stratum covered.
std::vector<double> shares_of(const Examination& examination, const State& state) {
  std::vector<double> shares(examination.strata.size(), 0.0);
  const auto& strata = state.effective.named<StratumParams>().values;
  for (std::size_t index = 0; index < shares.size(); ++index) {
    const double legal_units = strata[examination.strata[index]].legal_units.value();
    if (legal_units > 0.0)
      shares[index] = std::min(examination.largest_share, examination.units[index] / legal_units);
  }
  return shares;
}

// Shares of lots examined, by stratum covered. Methods mostly stand out alike: each quality is worked out
// once, for all strata.
class LotShares {
 public:
  LotShares(const std::vector<double>& shares, double random_share)
      : shares_(shares), random_share_(random_share) {
    for (std::size_t index = 0; index < shares.size(); ++index) {
      if (shares[index] <= 0.0 || shares[index] >= 1.0) continue;
      partly_.push_back(index);
      quantiles_.push_back(shares[index]);
    }
    normal_quantile(quantiles_);
  }

  const std::vector<double>& of(double quality) {
    for (const auto& [known, lots] : of_qualities_)
      if (known == quality) return lots;
    std::vector<double> targeted = quantiles_;
    for (double& one : targeted) one = quality + one;
    normal_cdf(targeted);
    std::vector<double> lots = shares_;
    for (double& share : lots) share = std::clamp(share, 0.0, 1.0);
    for (std::size_t number = 0; number < partly_.size(); ++number)
      lots[partly_[number]] =
          (1.0 - random_share_) * targeted[number] + random_share_ * shares_[partly_[number]];
    return of_qualities_.emplace_back(quality, std::move(lots)).second;
  }

 private:
  const std::vector<double>& shares_;  // of legal units
  double random_share_;
  std::vector<std::size_t> partly_;  // strata of which some units are examined and some are not
  std::vector<double> quantiles_;    // Phi^-1 of their shares
  std::vector<std::pair<double, std::vector<double>>> of_qualities_;
};

void note_units(const Examination& examination, Index agency, const World& world, State& state) {
  for (std::size_t index = 0; index < examination.strata.size(); ++index) {
    const std::size_t stratum = examination.strata[index];
    if (examination.units[index] <= 0.0) continue;
    state.controls.examined_units[stratum] += examination.units[index];
    state.controls.agency_examined[at(agency) * world.strata.size() + stratum] += examination.units[index];
    note_work(agency, world.strata[stratum].place, world, state);
  }
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
  return LotShares({x}, eps).of(d).front();
}

std::vector<std::size_t> covered_strata(const std::vector<std::string>& places, const std::string& stream,
                                        const World& world, const State& state) {
  const auto& streams = state.effective.named<StreamParams>();
  const std::size_t stream_number = streams.find(stream);
  std::vector<std::size_t> strata;
  for (const std::string& place : places) {
    const std::vector<std::size_t>& here =
        world.strata_at[at(world.place_numbers.at(place)) * streams.size() + stream_number];
    strata.insert(strata.end(), here.begin(), here.end());
  }
  std::sort(strata.begin(), strata.end());
  return strata;
}

void examine(const Examination& examination, const Selection& selection, Index agency, const World& world,
             State& state) {
  note_units(examination, agency, world, state);
  const std::vector<double> shares = shares_of(examination, state);
  LotShares lot_shares(shares, selection.random_share);
  const auto& methods = state.effective.named<MethodParams>();
  for (std::size_t index = 0; index < shares.size(); ++index) {
    if (shares[index] <= 0.0) continue;
    for (const std::size_t number : world.crossings_in[examination.strata[index]]) {
      const Crossing& crossing = world.crossings[number];
      const MethodParams& method = methods.values[at(world.place_methods[at(crossing.place_method)].method)];
      const double quality = selection.targeting_quality + method.targeting_offset.value();
      const double share = lot_shares.of(quality)[index];
      const double pass = 1.0 - share * method.sensitivity.value() * selection.found_if_recognised;
      state.controls.scan_pass[number] *= pass;
      state.controls.agency_pass[at(agency) * world.crossings.size() + number] *= pass;
    }
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
