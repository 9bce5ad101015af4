// SPDX-License-Identifier: Apache-2.0
#include "sim/stats/quotients.hpp"

namespace waterbed::stats {
namespace {

std::optional<double> quotient(double numerator, double denominator) {
  if (denominator == 0) return std::nullopt;
  return numerator / denominator;
}

double change(BeforeAfter counts) {
  return counts.after - counts.before;
}

BeforeAfter per_control(BeforeAfter counts, BeforeAfter control) {
  return {counts.before / control.before, counts.after / control.after};
}

}  // namespace

std::optional<double> relative_change(BeforeAfter counts) {
  return quotient(change(counts), counts.before);
}

std::optional<double> weighted_displacement_quotient(const AreaCounts& counts) {
  if (counts.control.before == 0 || counts.control.after == 0) return std::nullopt;
  return quotient(change(per_control(counts.displaced, counts.control)),
                  change(per_control(counts.target, counts.control)));
}

std::optional<double> total_net_effect(const AreaCounts& counts) {
  const std::optional<double> growth = quotient(counts.control.after, counts.control.before);
  if (!growth) return std::nullopt;
  return counts.target.before * *growth - counts.target.after + counts.displaced.before * *growth -
         counts.displaced.after;
}

std::optional<double> offset_ratio(BeforeAfter target, BeforeAfter displaced) {
  return quotient(change(displaced), -change(target));
}

}  // namespace waterbed::stats
