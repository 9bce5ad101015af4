// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>

// What arms gain by sharing their luck ("common random numbers": Law, "Simulation Modeling and Analysis", 5th
// ed., section 11.2): how much narrower the interval of a difference of means becomes.
namespace waterbed::stats {

// As factors on the width; the quantile of Student's t, which differs a little, is left out.
struct PairingGain {
  // Interval of independent arms / interval of arms that share luck: sqrt((Var A + Var B) / Var(B - A)).
  // Below 1 if pairing hurts. Missing if neither sample varies, or the difference does not: the factor then
  // has no bound.
  std::optional<double> narrower;
  // No way to share luck between arms with these spreads gains more: Cov(A, B) <= sd A sd B (Cauchy and
  // Schwarz) gives Var(B - A) >= (sd A - sd B)^2, so sqrt((Var A + Var B) / (sd A - sd B)^2). Missing if
  // neither sample varies, or both vary alike: nothing then bounds the factor.
  std::optional<double> at_most;
};

// Value i of both samples comes from replicate i. A spread below 1e-9 of those of the samples is rounding and
// counts as none.
[[nodiscard]] PairingGain pairing_gain(std::span<const double> sample_a, std::span<const double> sample_b);

}  // namespace waterbed::stats
