// SPDX-License-Identifier: Apache-2.0
#include "sim/enforcement/scanner.hpp"

#include <algorithm>

#include "sim/base/math.hpp"
#include "sim/enforcement/agencies.hpp"
#include "sim/enforcement/directing.hpp"

namespace waterbed {
namespace {

// Units directed to each of `strata`, by the agency's rule.
std::vector<double> direct(const ScannerParams& scanner, const std::vector<std::size_t>& strata,
                           const State& state) {
  const auto& agencies = state.effective.named<AgencyParams>();
  const AgencyParams& agency = agencies.values[agencies.find(scanner.agency)];
  const auto& traffic = state.effective.named<StratumParams>();
  std::vector<double> legal_units;
  std::vector<double> weight;
  for (const std::size_t stratum : strata) {
    const double units = traffic.values[stratum].legal_units.value();
    const double hit_rate =
        believed_hit_rate(agency, state.hit_rates.hits[stratum], state.hit_rates.examined[stratum]);
    legal_units.push_back(units);
    weight.push_back(agency.rule == DirectingRule::fixed ? units : units * hit_rate);
  }
  return direct_by_weight(scanner.capacity.value(), legal_units, weight);
}

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

// By stratum of the world; those that the scanner does not cover are not examined.
std::vector<Examined> examine(const ScannerParams& scanner, const World& world, State& state) {
  const std::vector<std::size_t> strata = strata_of(scanner, world, state);
  const std::vector<double> directed = direct(scanner, strata, state);
  std::vector<Examined> examined(world.strata.size());
  for (std::size_t index = 0; index < strata.size(); ++index) {
    const double units = state.effective.named<StratumParams>().values[strata[index]].legal_units.value();
    if (units > 0.0) examined[strata[index]] = examined_of(std::min(1.0, directed[index] / units));
    state.controls.examined_units[strata[index]] += directed[index];
  }
  return examined;
}

void scan(const ScannerParams& scanner, const World& world, State& state) {
  const std::vector<Examined> examined = examine(scanner, world, state);
  const auto& methods = state.effective.named<MethodParams>();
  for (std::size_t number = 0; number < world.crossings.size(); ++number) {
    const Crossing& crossing = world.crossings[number];
    if (crossing.stratum == none || examined[at(crossing.stratum)].share <= 0.0) continue;
    const MethodParams& method = methods.values[at(world.place_methods[at(crossing.place_method)].method)];
    const double quality = scanner.targeting_quality.value() + method.targeting_offset.value();
    const double share = share_of_lots(examined[at(crossing.stratum)], quality, scanner.random_share.value());
    const double pass = 1.0 - share * method.sensitivity.value();
    state.controls.entry_pass[number] *= pass;
    state.controls.scan_pass[number] *= pass;
  }
}

void scan_all(const World& world, State& state, Week) {
  for (const ScannerParams& scanner : state.effective.named<ScannerParams>().values)
    scan(scanner, world, state);
}

}  // namespace

void ScannerParams::describe(FieldVisitor& fields) {
  fields.reference("agency", agency, "agencies", "who directs it");
  fields.references("places", places, "places", "entry places where it stands");
  fields.reference("stream", stream, "streams", "the legal traffic it examines");
  fields.quantity("capacity", capacity, {0, 1e9}, "legal units it can examine");
  fields.quantity("targeting_quality", targeting_quality, {0, 10},
                  "how well loaded units stand out within a stratum, in standard deviations; 0: not at all");
  fields.quantity("random_share", random_share, {0, 1},
                  "share of the capacity spent at random, to keep learning");
}

double examined_share_of_lots(double x, double d, double eps) {
  return share_of_lots(examined_of(x), d, eps);
}

std::vector<std::size_t> strata_of(const ScannerParams& scanner, const World& world, const State& state) {
  const auto stream = index_of(state.effective.named<StreamParams>().find(scanner.stream));
  std::vector<std::size_t> strata;
  for (std::size_t number = 0; number < world.strata.size(); ++number) {
    const Stratum& stratum = world.strata[number];
    const std::string& place = world.place_names[at(stratum.place)];
    const bool covered =
        std::find(scanner.places.begin(), scanner.places.end(), place) != scanner.places.end();
    if (covered && stratum.stream == stream) strata.push_back(number);
  }
  return strata;
}

namespace {

bool has_stratum(const Named<StratumParams>& strata, const std::string& place, const std::string& stream) {
  const std::string ending = "/" + place + "/" + stream;
  return std::any_of(strata.names.begin(), strata.names.end(),
                     [&](const std::string& name) { return name.ends_with(ending); });
}

void refuse_idle_scanners(const ParameterSet& parameters, std::vector<std::string>& problems) {
  const auto& scanners = parameters.named<ScannerParams>();
  for (std::size_t number = 0; number < scanners.size(); ++number) {
    const ScannerParams& scanner = scanners.values[number];
    const std::string name = "instruments." + scanners.names[number];
    if (scanner.places.empty()) problems.push_back(name + ".places names no place");
    for (const std::string& place : scanner.places)
      if (!has_stratum(parameters.named<StratumParams>(), place, scanner.stream))
        problems.push_back(name + ": there is no stratum of stream " + scanner.stream + " at " + place);
  }
}

}  // namespace

Mechanism scanner_mechanism() {
  return {.name = "scanner",
          .add_parameters =
              [](ParameterSet& parameters) {
                parameters.add_map<ScannerParams>(
                    {"instruments", "scanners: examine legal units chosen by risk targeting", "scanner"});
              },
          .validate = refuse_idle_scanners,
          .steps = {{"scan", Phase::direct, scan_all, {"reset_controls"}}}};
}

}  // namespace waterbed
