// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/enforcement/examining.hpp"
#include "sim/week/step.hpp"

// A scanner: examines legal units of one stream at its places, chosen by risk targeting.
// Source: MODEL, "Entry".
//
// Phase Direct. Reads effective, hit_rates; writes controls.entry_pass, scan_pass, examined_units,
// hit_rates.agency. No draws of its own; its agency's rule may draw (deployment.hpp).
namespace waterbed {

struct ScannerParams : ExaminerParams {
  void describe(FieldVisitor& fields) { ExaminerParams::describe(fields); }
};

[[nodiscard]] Mechanism scanner_mechanism();

}  // namespace waterbed
