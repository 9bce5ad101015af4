// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/enforcement/examining.hpp"
#include "sim/week/step.hpp"

// Control of exports where goods come from or change ship. Of the legal units of a stream that leave its
// places an instrument examines x = min(1, capacity / units), the same share everywhere, and finds
//   g = ((1 - eps) Phi(d + d_method + Phi^-1(x)) + eps x) sensitivity(method)
// of the loads of methods that use the stream, beside what the place intercepts anyway: 1 - (1 - f)(1 - g).
// Source: MODEL, "Entry" applied to "source"; that export controls see like import controls is an assumption.
//
// Capacity goes over places by legal units, whatever the agency's rule: no memory of finds is kept by source.
// Only traffic from a place to entry places is described (`strata`); a load that leaves a source for a
// transit place is met as if it were among that.
//
// Phase Direct. Reads effective, budgets; writes controls.origin_found. No draws.
namespace waterbed {

struct SourceControlParams : ExaminerParams {
  void describe(FieldVisitor& fields) { describe_at(fields, "source or transit places where it stands"); }
};

[[nodiscard]] Mechanism source_control_mechanism();

}  // namespace waterbed
