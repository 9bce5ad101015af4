// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

// What an evaluator makes of counts before and after a measure, with no simulated world beside the real one:
// in a target area R, where displacement would show D, and in a control area C that neither reaches. _b and
// _a: before, after. Bowers and Johnson, "Measuring the geographical displacement and diffusion of benefit
// effects of crime prevention activity", Journal of Quantitative Criminology 19 (2003) 275-301; in print also
// in Guerette, "Analyzing crime displacement and diffusion", 2009.
namespace waterbed::stats {

// Of equal stretches of time.
struct BeforeAfter {
  double before = 0;
  double after = 0;
};

struct AreaCounts {
  BeforeAfter target;     // R
  BeforeAfter displaced;  // D
  BeforeAfter control;    // C
};

// (after - before) / before.
[[nodiscard]] std::optional<double> relative_change(BeforeAfter counts);

// Weighted displacement quotient, (D_a/C_a - D_b/C_b) / (R_a/C_a - R_b/C_b): negative for displacement, below
// -1 if it outweighs the fall in the target, positive for diffusion of benefits. It means that only after a
// fall.
[[nodiscard]] std::optional<double> weighted_displacement_quotient(const AreaCounts& counts);

// R_b C_a/C_b - R_a + D_b C_a/C_b - D_a: how many fewer there are in both areas together than had they
// followed the control.
[[nodiscard]] std::optional<double> total_net_effect(const AreaCounts& counts);

// (D_a - D_b) / (R_b - R_a): of what left the target, the share that came up in D. With every count divided
// by the control's of its time this is minus the weighted displacement quotient.
[[nodiscard]] std::optional<double> offset_ratio(BeforeAfter target, BeforeAfter displaced);

}  // namespace waterbed::stats
