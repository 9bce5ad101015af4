// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "sim/week/step.hpp"

// The perimeter of a place, or of a terminal or depot in it: what makes it hard to take a lot out. Four kinds
// of control, each with a level that measures change, from 0 (as it is) to 1 (all of it), and an effect: at
// level 1 extraction fails 1 + effect times as often. Kinds, and entries that cover the same ground,
// multiply; a chance stays at most 1. Source: MODEL, "Extraction"; the product is ours.
//
// Phase Direct, behind `set_extraction`. Reads effective; multiplies controls.extraction_failure. No draws.
// Terminals are known to have put all four in place; no published figure says how often a pick-up then fails.
// The effects are assumptions: cameras .5 (0 to 2), fences .3 (0 to 1), gates .5 (0 to 2), risk boxes apart 3
// (1 to 10), the last large because a box that is moved and watched apart is out of reach of most who work
// there.
namespace waterbed {

struct PerimeterParams {
  std::vector<std::string> places, parts, methods, origins;  // empty: all
  Share cameras{0};
  Share fences{0};
  Share gates{0};
  Share risk_boxes_apart{0};
  Number cameras_effect{0.5};
  Number fences_effect{0.3};
  Number gates_effect{0.5};
  Number risk_boxes_apart_effect{3};

  void describe(FieldVisitor& fields);
};

// How many times as often an extraction fails behind it: of a box from one of its `origins`, or of another.
[[nodiscard]] double failure_factor(const PerimeterParams& perimeter, bool is_from_its_origins);

[[nodiscard]] Mechanism perimeter_mechanism();

}  // namespace waterbed
