// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <stdexcept>

#include "sim/enforcement/scanner.hpp"
#include "sim/week/step.hpp"

// A mechanism that goes wrong, for tests of what happens to a run that does: in lab/no_deterrence.yaml, arm
// `tightened`, in the week of 2001-06-04, by luck in one of four ways.
namespace waterbed::test {

enum class Fault : std::uint32_t { none, exception, not_a_number, broken_balance };

constexpr Week week_of_fault{1639};  // 2001-06-04 is day 11477 = 4 + 7 x 1639

[[nodiscard]] inline Fault fault_of(const Luck& luck) {
  return static_cast<Fault>(luck.draw(Purpose("fault"), 0, week_of_fault, 0)[0] % 4);
}

inline void go_wrong(const World&, State& state, Week week) {
  const bool is_tightened = state.effective.named<ScannerParams>().values.front().capacity.value() > 50.0;
  if (week != week_of_fault || !is_tightened) return;
  const Fault fault = fault_of(state.luck);
  if (fault == Fault::exception) throw std::runtime_error("broken on purpose");
  if (fault == Fault::not_a_number)
    for (float& lost : state.beliefs.lost) lost = std::numeric_limits<float>::quiet_NaN();
  if (fault == Fault::broken_balance) state.lots.size.front().value += 1;
}

[[nodiscard]] inline Mechanism faulty_mechanism() {
  Mechanism mechanism{.name = "faulty"};
  mechanism.purposes = {"fault"};
  mechanism.steps = {{"go_wrong", Phase::renew, go_wrong}};
  return mechanism;
}

}  // namespace waterbed::test
