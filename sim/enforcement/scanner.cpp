// SPDX-License-Identifier: Apache-2.0
#include "sim/enforcement/scanner.hpp"

#include "sim/enforcement/agencies.hpp"
#include "sim/enforcement/budgets.hpp"
#include "sim/enforcement/cooperation.hpp"
#include "sim/enforcement/deployment.hpp"
#include "sim/enforcement/reach.hpp"

namespace waterbed {
namespace {

std::vector<double> units_examined(std::size_t number, double capacity,
                                   const std::vector<std::size_t>& strata, const World& world, State& state,
                                   Week week) {
  const auto& scanners = state.effective.named<ScannerParams>();
  const ScannerParams& scanner = scanners.values[number];
  if (scanner.queue.demanded_share.value() > 0.0)
    return examine_demanded({number, scanners.names[number], scanner.queue, capacity}, strata, state, week);
  release_queue(number, strata, state);
  return deploy({scanners.names[number], scanner.agency, capacity}, strata, world, state, week);
}

void scan(std::size_t number, double capacity, const World& world, State& state, Week week) {
  const auto& scanners = state.effective.named<ScannerParams>();
  const ScannerParams& scanner = scanners.values[number];
  const std::vector<std::size_t> strata = covered_strata(scanner.places, scanner.stream, world, state);
  const Examination examination{strata, units_examined(number, capacity, strata, world, state, week)};
  examine(examination, selection_of(scanners.names[number], scanner, examination.all_units(), state),
          index_of(state.effective.named<AgencyParams>().find(scanner.agency)), world, state);
}

// What it would find of examining everything.
double promise_of(const ScannerParams& scanner, const World& world, const State& state) {
  const std::vector<std::size_t> strata = covered_strata(scanner.places, scanner.stream, world, state);
  return expected_worth(scanner.agency, strata, world, state);
}

std::vector<double> capacities_of(const Named<ScannerParams>& scanners, const World& world,
                                  const State& state) {
  const auto& cooperations = state.effective.named<CooperationParams>();
  std::vector<BudgetPart> parts;
  for (const ScannerParams& scanner : scanners.values) {
    const double promise = cooperations.size() > 0 ? promise_of(scanner, world, state) : 0.0;
    const double capacity = scanner.capacity.value() * budget_factor(scanner.agency, state);
    parts.push_back({scanner.agency, scanner.stream, capacity, promise});
  }
  return share_budgets(parts, cooperations);
}

void scan_all(const World& world, State& state, Week week) {
  const auto& scanners = state.effective.named<ScannerParams>();
  const std::vector<double> capacities = capacities_of(scanners, world, state);
  for (std::size_t number = 0; number < scanners.size(); ++number)
    scan(number, capacities[number], world, state, week);
}

// The first week is directed once before the arms begin and once in each of them.
void empty_queues(const World&, State& state, Week) {
  state.queues.clear();
}

void refuse_wrong_names(const ParameterSet& parameters, std::vector<std::string>& problems) {
  refuse_shared_luck(parameters, problems);  // of all kinds: every scenario comes by here
  const auto& scanners = parameters.named<ScannerParams>();
  for (std::size_t number = 0; number < scanners.size(); ++number) {
    const ScannerParams& scanner = scanners.values[number];
    refuse_idle_examiner("instruments." + scanners.names[number], {scanner.places, scanner.stream},
                         parameters, problems);
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
          .validate = refuse_wrong_names,
          .purposes = {"queue.arrival", "queue.service"},
          .start = empty_queues,
          .steps = {{"scan", Phase::direct, scan_all, {"reset_controls"}}}};
}

}  // namespace waterbed
