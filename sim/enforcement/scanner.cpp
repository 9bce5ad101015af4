// SPDX-License-Identifier: Apache-2.0
#include "sim/enforcement/scanner.hpp"

#include "sim/enforcement/agencies.hpp"
#include "sim/enforcement/cooperation.hpp"
#include "sim/enforcement/deployment.hpp"

namespace waterbed {
namespace {

void scan(const std::string& name, const ScannerParams& scanner, double capacity, const World& world,
          State& state, Week week) {
  const std::vector<std::size_t> strata = covered_strata(scanner.places, scanner.stream, world, state);
  const Deployment deployment{name, scanner.agency, capacity};
  const Examination examination{strata, deploy(deployment, strata, world, state, week)};
  const Selection selection{scanner.targeting_quality.value() + targeting_gain(scanner.agency, state),
                            scanner.random_share.value()};
  examine(examination, selection, index_of(state.effective.named<AgencyParams>().find(scanner.agency)), world,
          state);
}

// Finds that the scanner would expect of examining everything.
double promise_of(const ScannerParams& scanner, const World& world, const State& state) {
  const std::vector<std::size_t> strata = covered_strata(scanner.places, scanner.stream, world, state);
  const std::vector<double> hit_rates = believed_hit_rates(scanner.agency, strata, world, state);
  const auto& traffic = state.effective.named<StratumParams>().values;
  double promise = 0.0;
  for (std::size_t index = 0; index < strata.size(); ++index)
    promise += traffic[strata[index]].legal_units.value() * hit_rates[index];
  return promise;
}

std::vector<double> capacities_of(const Named<ScannerParams>& scanners, const World& world,
                                  const State& state) {
  const auto& cooperations = state.effective.named<CooperationParams>();
  std::vector<BudgetPart> parts;
  for (const ScannerParams& scanner : scanners.values) {
    const double promise = cooperations.size() > 0 ? promise_of(scanner, world, state) : 0.0;
    parts.push_back({scanner.agency, scanner.stream, scanner.capacity.value(), promise});
  }
  return share_budgets(parts, cooperations);
}

void scan_all(const World& world, State& state, Week week) {
  const auto& scanners = state.effective.named<ScannerParams>();
  const std::vector<double> capacities = capacities_of(scanners, world, state);
  for (std::size_t number = 0; number < scanners.size(); ++number)
    scan(scanners.names[number], scanners.values[number], capacities[number], world, state, week);
}

void refuse_idle_scanners(const ParameterSet& parameters, std::vector<std::string>& problems) {
  const auto& scanners = parameters.named<ScannerParams>();
  for (std::size_t number = 0; number < scanners.size(); ++number)
    refuse_idle_examiner("instruments." + scanners.names[number], scanners.values[number], parameters,
                         problems);
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
