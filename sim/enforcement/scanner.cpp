// SPDX-License-Identifier: Apache-2.0
#include "sim/enforcement/scanner.hpp"

#include <algorithm>

#include "sim/enforcement/agencies.hpp"
#include "sim/enforcement/budgets.hpp"
#include "sim/enforcement/cooperation.hpp"
#include "sim/enforcement/deployment.hpp"

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
  Examination examination{strata, units_examined(number, capacity, strata, world, state, week)};
  // What comes this week is examined with chance y at most, whatever a backlog adds to the units examined.
  const double demanded = scanner.queue.demanded_share.value();
  if (demanded > 0.0) examination.largest_share = demanded;
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
  const bool any_joint = std::any_of(
      cooperations.values.begin(), cooperations.values.end(),
      [](const CooperationParams& cooperation) { return cooperation.joint_budget.value() > 0.0; });
  std::vector<BudgetPart> parts;
  for (const ScannerParams& scanner : scanners.values) {
    const double promise = any_joint ? promise_of(scanner, world, state) : 0.0;
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

// Random arrivals are simulated one by one, and all that wait are kept.
void refuse_long_line(const std::string& name, const ScannerParams& scanner, const ParameterSet& parameters,
                      std::vector<std::string>& problems) {
  constexpr double most_arrivals =
      20000;                            // a week; all boxes from Latin America into Europe are about as many
  constexpr double longest_hold = 520;  // weeks
  const auto& strata = parameters.named<StratumParams>();
  double arrivals = 0.0;
  for (std::size_t number = 0; number < strata.size(); ++number)
    for (const std::string& place : scanner.places)
      if (strata.names[number].ends_with("/" + place + "/" + scanner.stream))
        arrivals += scanner.queue.demanded_share.value() * strata.values[number].legal_units.value();
  if (arrivals > most_arrivals || scanner.queue.hold.value() > longest_hold)
    problems.push_back(name + ": random arrivals are for up to 20000 units a week that wait up to 520 weeks");
}

void refuse_long_lines(const ParameterSet& parameters, std::vector<std::string>& problems) {
  const auto& scanners = parameters.named<ScannerParams>();
  for (std::size_t number = 0; number < scanners.size(); ++number)
    if (scanners.values[number].queue.arrivals == Arrivals::random)
      refuse_long_line("instruments." + scanners.names[number], scanners.values[number], parameters,
                       problems);
}

void refuse_idle_scanners(const ParameterSet& parameters, std::vector<std::string>& problems) {
  const auto& scanners = parameters.named<ScannerParams>();
  for (std::size_t number = 0; number < scanners.size(); ++number) {
    const ScannerParams& scanner = scanners.values[number];
    const std::string name = "instruments." + scanners.names[number];
    refuse_idle_examiner(name, {scanner.places, scanner.stream}, parameters, problems);
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
          .validate = refuse_long_lines,
          .validate_names = refuse_idle_scanners,
          .purposes = {"queue.arrival", "queue.service"},
          .start = empty_queues,
          .steps = {{"scan", Phase::direct, scan_all, {"reset_controls"}}}};
}

}  // namespace waterbed
