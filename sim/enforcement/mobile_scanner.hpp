// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "sim/enforcement/examining.hpp"
#include "sim/week/step.hpp"

// A scanner on wheels: stands at one of its places for some weeks, examines there like a fixed one, and moves
// on. Moving costs a part of the first week's capacity. Source: MODEL, "Entry" for what it finds; that some
// scanners move is the point of buying them so, stay 4 weeks (1 to 26) and capacity_lost_moving .2 (0 to .5)
// are assumptions.
//
// Phase Direct. Reads effective, hit_rates, budgets; writes stands_at, controls.scan_pass,
// examined_units, hit_rates.agency. Draws: "mobile_scanner.place" by
// instrument (hash of its name) and turn; its agency's rule may draw (deployment.hpp).
namespace waterbed {

enum class Moves {
  in_turn,  // its places in the order listed, and again
  random,   // any of its places, drawn for each turn
  best      // where its agency expects most finds
};

struct MobileScannerParams : ExaminerParams {
  Weeks stay{4};
  Moves moves = Moves::in_turn;
  Share capacity_lost_moving{0.2};

  void describe(FieldVisitor& fields);
};

// The place, as position in `places`, where the instrument of this name stands in the turn that begins in
// `week`. Turns are counted from week 0, so that arms and starts do not matter.
[[nodiscard]] std::size_t place_of_turn(std::string_view name, const MobileScannerParams& scanner,
                                        const World& world, const State& state, Week week);

[[nodiscard]] Mechanism mobile_scanner_mechanism();

}  // namespace waterbed
