// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>  // abs
#include <vector>

#include "sim/smuggling/choice_loops.hpp"
#include "sim/smuggling/route_value.hpp"
#include "sim/world/state.hpp"

namespace waterbed {

// The terms of a week's routes in the form in which their keys are bounded, with the padding that bound_keys
// reads behind the last. By route.
struct BoundTable {
  // `hash` by route.
  BoundTable(const RouteTerms& terms, const std::vector<std::uint32_t>& hash,
             const ValueCoefficients& coefficients);

  // The routes from `begin` to `end`, at most most_bounds; `base` by route, as in this table or with more
  // routes closed; `survival` and `hired_survival` by route, with the padding.
  [[nodiscard]] BoundRoutes routes(std::size_t begin, std::size_t end, const std::vector<float>& base,
                                   const std::vector<float>& survival,
                                   const std::vector<float>& hired_survival) const;

  // How far rounding can bring an exact key above its bound, for a consignment of 1 / inverse_kilograms
  // before a nest that adds `shift` to keys, without what is packed into the bound. Value and bound together
  // are made of less than 64 operations, each off by at most 2^-24 of its result; more lots than needed cost
  // more than they add to that.
  [[nodiscard]] float margin(float inverse_kilograms, float shift) const {
    constexpr float largest_noise = 128.0F;
    const float per_kilogram =
        largest_price_ + largest_lot_cost_ * std::max(inverse_kilograms, largest_inverse_cap_);
    return 1e-5F + 4e-6F * per_kilogram + 1e-6F * (noise_scale * largest_noise + std::abs(shift));
  }

  std::vector<float> base;
  std::vector<float> stake;
  std::vector<float> lot_cost;
  std::vector<float> inverse_cap;
  std::vector<float> hired_cost;  // empty where nobody can be hired
  std::vector<std::uint32_t> hash;
  float arrest_cost;
  float noise_scale;

 private:
  // The largest of what rounding is relative to: utility per kg, utility per lot, 1/kg.
  float largest_price_ = 0.0F;
  float largest_lot_cost_ = 0.0F;
  float largest_inverse_cap_ = 0.0F;
};

}  // namespace waterbed
