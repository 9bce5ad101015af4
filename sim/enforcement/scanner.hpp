// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/enforcement/examining.hpp"
#include "sim/enforcement/queue.hpp"
#include "sim/week/step.hpp"

// A scanner: examines legal units of one stream at its places, chosen by risk targeting. Its agency directs
// the capacity, or demands a share of the traffic, which then waits (queue.hpp). Source: MODEL, "Entry".
//
// Phase Direct. Reads effective, hit_rates, budgets; writes controls.scan_pass, examined_units,
// hit_rates.agency, and what queue.hpp says. Draws: those of queue.hpp; its agency's rule may draw
// (deployment.hpp).
namespace waterbed {

struct ScannerParams : ExaminerParams {
  QueueParams queue;

  void describe(FieldVisitor& fields) {
    ExaminerParams::describe(fields);
    queue.describe(fields);
  }
};

[[nodiscard]] Mechanism scanner_mechanism();

}  // namespace waterbed
