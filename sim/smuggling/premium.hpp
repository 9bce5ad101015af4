// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "sim/base/math.hpp"

// What a sender asks for bearing risk, in EUR per kg shipped, beyond the expected loss. Source: MODEL, "Value
// of a route". Part of the value of a route (phase Plan); no draws. s is the believed loss of a lot as it
// would go, with its size and the inland risk.
//
//   cara       rho / 2 x variance of the proceeds: a lot of q kg lands with chance 1 - s and then brings
//              (1 - phi) V q, so per kg rho / 2 x s (1 - s) ((1 - phi) V)^2 q.
//              rho = 2 f / (s_ref (1 - s_ref) (V q_i)^2): with it one lot of the usual size q_i, the median
//              consignment, is the best split at the usual loss s_ref. f and V are this week's of the route's
//              method and market: the attitude is relative to the trade, so dearer goods do not make senders
//              more timid.
//   threshold  c0 max(0, (s / s_p)^2 - 1): nothing up to a loss of s_p, then steeply more.
//   salience   Bordalo, Gennaioli & Shleifer (2012), QJE 127(3), doi:10.1093/qje/qjs018. A lot brings x_g
//   when it
//              lands and -x_l when it is lost, against 0 for not shipping. The outcome with the greater
//              salience |x| / (|x| + theta), which for any theta > 0 is the greater |x|, keeps its weight;
//              the other's is multiplied by delta, and weights are made to add up to 1: s' instead of s. The
//              premium is (s' - s) (x_g + x_l), below 0 where the gain stands out.
namespace waterbed {

enum class PremiumKind : std::int8_t { neutral, cara, threshold, salience };

struct PremiumTerms {
  PremiumKind kind = PremiumKind::neutral;
  float threshold_cost = 0.0F;     // c0, EUR/kg
  float threshold_loss = 1.0F;     // s_p
  float salience_discount = 1.0F;  // delta
};

// One lot by one route.
struct LotAtRisk {
  float loss;        // s
  float kilograms;   // q
  float risk_price;  // rho / 2 x ((1 - phi) V)^2, EUR/kg per kg of lot; used by cara alone
  float gain;        // x_g, EUR/kg
  float cost;        // x_l, EUR/kg, positive
};

// s' of salience.
WATERBED_INLINE float distorted_loss(const LotAtRisk& lot, float discount) {
  const float gain = lot.gain < 0.0F ? -lot.gain : lot.gain;
  const float loss_weight = (gain > lot.cost ? discount : 1.0F) * lot.loss;
  const float gain_weight = (gain < lot.cost ? discount : 1.0F) * (1.0F - lot.loss);
  return loss_weight / (loss_weight + gain_weight);
}

template <PremiumKind kind>
WATERBED_INLINE float premium(const LotAtRisk& lot, const PremiumTerms& terms) {
  if constexpr (kind == PremiumKind::cara) {
    return lot.risk_price * (lot.loss * (1.0F - lot.loss)) * lot.kilograms;
  } else if constexpr (kind == PremiumKind::threshold) {
    const float times = lot.loss / terms.threshold_loss;
    const float excess = times * times - 1.0F;
    return terms.threshold_cost * (excess > 0.0F ? excess : 0.0F);
  } else {
    static_assert(kind == PremiumKind::salience);
    return (distorted_loss(lot, terms.salience_discount) - lot.loss) * (lot.gain + lot.cost);
  }
}

}  // namespace waterbed
