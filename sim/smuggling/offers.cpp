// SPDX-License-Identifier: Apache-2.0
#include "sim/smuggling/offers.hpp"

#include <cmath>  // sqrt is exact

#include "sim/smuggling/choice.hpp"

namespace waterbed {
ValueCoefficients coefficients_of(const State& state) {
  const auto& params = state.effective.get<ChoiceParams>();
  const double s_ref = state.beliefs.reference_loss;
  const bool splits = params.splitting == SplittingRule::risk && s_ref > 0.0 && s_ref < 1.0;
  return {.theta = static_cast<float>(params.theta.value()),
          .arrest_loss = static_cast<float>(params.arrest_loss.value()),
          .size_effect = static_cast<float>(state.effective.get<DetectionParams>().size_effect.value()),
          .split_scale = splits ? static_cast<float>(1.0 / std::sqrt(s_ref * (1.0 - s_ref))) : 0.0F,
          .nest_scale = params.nu.value(),
          .premium = {params.premium, static_cast<float>(params.premium_threshold_cost.value()),
                      static_cast<float>(params.premium_threshold_loss.value()),
                      static_cast<float>(params.premium_salience_discount.value())}};
}

RouteValue value_with_premium(const RouteOffer& offer, const ValueCoefficients& coefficients,
                              const Load& load) {
  return with_premium(coefficients.premium.kind, [&]<PremiumKind kind>() {
    return route_value<kind>(offer, coefficients, load.kilograms, load.split_uniform);
  });
}

}  // namespace waterbed
