// SPDX-License-Identifier: Apache-2.0
#include "sim/enforcement/mobile_scanner.hpp"

#include <algorithm>

#include "sim/enforcement/agencies.hpp"
#include "sim/enforcement/budgets.hpp"
#include "sim/enforcement/deployment.hpp"

namespace waterbed {
namespace {

constexpr Purpose place_purpose("mobile_scanner.place");

std::int32_t weeks_of_stay(const MobileScannerParams& scanner) {
  return std::max(1, static_cast<std::int32_t>(scanner.stay.value()));
}

// Rounded down, also before 1970.
std::int32_t turn_of(Week week, std::int32_t stay) {
  const std::int32_t turn = week.number / stay;
  return week.number % stay < 0 ? turn - 1 : turn;
}

double expected_finds(const MobileScannerParams& scanner, std::size_t place, const World& world,
                      const State& state) {
  const std::vector<std::size_t> strata =
      covered_strata({scanner.places[place]}, scanner.stream, world, state);
  return expected_worth(scanner.agency, strata, world, state);
}

std::size_t best_place(const MobileScannerParams& scanner, const World& world, const State& state) {
  std::size_t best = 0;
  double most = expected_finds(scanner, best, world, state);
  for (std::size_t place = 1; place < scanner.places.size(); ++place) {
    const double finds = expected_finds(scanner, place, world, state);
    if (finds <= most) continue;
    most = finds;
    best = place;
  }
  return best;
}

// Sends the scanner on where a turn begins; whether it came to another place this week.
bool has_moved(std::size_t number, const World& world, State& state, Week week) {
  const auto& scanners = state.effective.named<MobileScannerParams>();
  const MobileScannerParams& scanner = scanners.values[number];
  Index& stands_at = state.stands_at[number];
  const std::int32_t stay = weeks_of_stay(scanner);
  const bool is_turn = turn_of(week, stay) != turn_of(week - 1, stay);
  if (stands_at != none && !is_turn) return false;
  const std::size_t chosen = place_of_turn(scanners.names[number], scanner, world, state, week);
  const Index before = stands_at;
  stands_at = index_of(state.effective.named<PlaceParams>().find(scanner.places[chosen]));
  return before != none && before != stands_at;
}

void scan_here(const World& world, State& state, Week week) {
  const auto& scanners = state.effective.named<MobileScannerParams>();
  state.stands_at.resize(scanners.size(), none);
  for (std::size_t number = 0; number < scanners.size(); ++number) {
    const std::string& name = scanners.names[number];
    const MobileScannerParams& scanner = scanners.values[number];
    const double lost = has_moved(number, world, state, week) ? scanner.capacity_lost_moving.value() : 0.0;
    const std::string& place = world.place_names[at(state.stands_at[number])];
    const std::vector<std::size_t> strata = covered_strata({place}, scanner.stream, world, state);
    const Deployment deployment{
        name, scanner.agency, scanner.capacity.value() * budget_factor(scanner.agency, state) * (1.0 - lost)};
    const Examination examination{strata, deploy(deployment, strata, world, state, week)};
    const std::size_t agency = state.effective.named<AgencyParams>().find(scanner.agency);
    examine(examination, selection_of(name, scanner, examination.all_units(), state), index_of(agency), world,
            state);
  }
}

// The first week is directed once before the arms begin and once in each of them.
void forget_stands(const World&, State& state, Week) {
  state.stands_at.clear();
}

void refuse_idle_mobile_scanners(const ParameterSet& parameters, std::vector<std::string>& problems) {
  const auto& scanners = parameters.named<MobileScannerParams>();
  for (std::size_t number = 0; number < scanners.size(); ++number) {
    const MobileScannerParams& scanner = scanners.values[number];
    refuse_idle_examiner("instruments." + scanners.names[number], {scanner.places, scanner.stream},
                         parameters, problems);
  }
}

}  // namespace

void MobileScannerParams::describe(FieldVisitor& fields) {
  describe_at(fields, "entry places between which it moves");
  fields.quantity("stay", stay, {1, 5200}, "how long it stands at one place; whole weeks, rounded down");
  fields.choice("moves", moves,
                {{"in_turn", Moves::in_turn}, {"random", Moves::random}, {"best", Moves::best}},
                "to the next place listed, to one drawn, or to where its agency expects most finds");
  fields.quantity("capacity_lost_moving", capacity_lost_moving, {0, 1},
                  "share of a week's capacity that coming to another place costs");
}

std::size_t place_of_turn(std::string_view name, const MobileScannerParams& scanner, const World& world,
                          const State& state, Week week) {
  const auto places = static_cast<std::int32_t>(scanner.places.size());
  const std::int32_t turn = turn_of(week, weeks_of_stay(scanner));
  switch (scanner.moves) {
    case Moves::in_turn:
      return static_cast<std::size_t>((turn % places + places) % places);
    case Moves::random: {
      const PhiloxBlock words = state.luck.draw(place_purpose, name_hash(name), Week{turn}, 0);
      return static_cast<std::size_t>(unit_interval(words[0]) * places);
    }
    case Moves::best:
      return best_place(scanner, world, state);
  }
  return 0;
}

Mechanism mobile_scanner_mechanism() {
  return {.name = "mobile_scanner",
          .add_parameters =
              [](ParameterSet& parameters) {
                parameters.add_map<MobileScannerParams>(
                    {"instruments", "scanners that move between places", "mobile_scanner"});
              },
          .validate_names = refuse_idle_mobile_scanners,
          .purposes = {"mobile_scanner.place"},
          .start = forget_stands,
          .steps = {{"scan_here", Phase::direct, scan_here, {"reset_controls"}}}};
}

}  // namespace waterbed
