// SPDX-License-Identifier: Apache-2.0
#include "sim/smuggling/choice_kernel.hpp"

#include <algorithm>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

#include "sim/base/alternative_noise.hpp"
#include "sim/base/luck.hpp"
#include "sim/jobs/run_job.hpp"
#include "sim/smuggling/route_value.hpp"

namespace waterbed {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

// A nest of routes with values drawn at random; every seventh is closed.
struct SampleNest {
  explicit SampleNest(std::size_t count) {
    const Luck luck(5, 0);
    for (std::uint32_t route = 0; route < count; ++route) {
      const PhiloxBlock words = luck.draw(Purpose("sample"), route, Week{0}, 0);
      survival.push_back(static_cast<float>(unit_interval(words[0])));
      net_price.push_back(20000.0F + 10000.0F * static_cast<float>(unit_interval(words[1])));
      unit_cost.push_back(5000.0F);
      lot_cost.push_back(50000.0F);
      lot_cap.push_back(route % 3 == 0 ? 200.0F : 8000.0F);
      pull.push_back(route % 7 == 6 ? -std::numeric_limits<float>::infinity() : 1.0F);
      hash.push_back(words[3]);
      risk_price.push_back(0.1F + static_cast<float>(unit_interval(words[2])));
      hired_survival.push_back(0.5F * (1.0F + survival.back()));
      hired_cost.push_back(route % 4 == 3 ? nobody_to_hire
                                          : 400000.0F * static_cast<float>(unit_interval(words[1])));
    }
  }
  [[nodiscard]] KernelRoutes routes() const {
    return {survival.data(), net_price.data(), unit_cost.data(), lot_cost.data(),  lot_cap.data(),
            pull.data(),     hash.data(),      hash.size(),      risk_price.data()};
  }
  [[nodiscard]] KernelRoutes routes_with_insiders() const {
    KernelRoutes all = routes();
    all.hired_survival = hired_survival.data();
    all.hired_cost = hired_cost.data();
    return all;
  }
  std::vector<float> survival, net_price, unit_cost, lot_cost, lot_cap, pull, risk_price, hired_survival,
      hired_cost;
  std::vector<std::uint32_t> hash;
};

// Every key exactly, without bounds: the oracle.
KernelBest exhaustive(const KernelRoutes& routes, const KernelCoefficients& coefficients,
                      const KernelConsignment& consignment, KernelBest best) {
  for (std::size_t route = 0; route < routes.count; ++route) {
    RouteOffer offer{routes.survival[route], routes.net_price[route], routes.unit_cost[route],
                     routes.lot_cost[route], routes.lot_cap[route],   routes.risk_price[route]};
    const auto value_with = [&]<PremiumKind kind>() {
      return route_value<kind>(offer, coefficients, consignment.kilograms, consignment.split_uniform).value;
    };
    float value = with_premium(coefficients.premium.kind, value_with);
    if (routes.hired_cost != nullptr) {
      offer.survival = routes.hired_survival[route];
      offer.lot_cost = routes.hired_cost[route];
      value = std::max(value, with_premium(coefficients.premium.kind, value_with));
    }
    const float utility = coefficients.theta * value + (routes.pull[route] + consignment.nest_utility);
    const double noise = gumbel_noise(routes.hash[route], consignment.key);
    const double key =
        static_cast<double>(utility) + coefficients.nest_scale * (noise + consignment.log_stable);
    if (key > best.key || (key == best.key && routes.hash[route] < best.hash))
      best = {key, routes.hash[route], route};
  }
  return best;
}

KernelConsignment consignment_of(std::uint32_t number) {
  const PhiloxBlock words = Luck(6, 0).draw(Purpose("consignment"), number, Week{0}, 0);
  return {
      static_cast<float>(1.0 + 3000.0 * unit_interval(words[2])), 0.4F, -0.5F, 0.25, {words[0], words[1]}};
}

void expect_agrees_with_the_oracle(ChoiceKernel kernel, PremiumTerms premium = {}) {
  const KernelCoefficients coefficients{1.0F / 3000.0F, 50000.0F, 5e-5F, 2.2F, 0.5, premium};
  for (const std::size_t count : {1U, 7U, 64U, 65U, 200U}) {
    const SampleNest nest(count);
    for (std::uint32_t number = 0; number < 2000; ++number) {
      const KernelConsignment consignment = consignment_of(number);
      for (const KernelRoutes& routes : {nest.routes(), nest.routes_with_insiders()}) {
        const KernelBest expected = exhaustive(routes, coefficients, consignment, {-infinity, 0, 0});
        const KernelBest best = kernel(routes, coefficients, consignment, {-infinity, 0, 0});
        ASSERT_EQ(best.route, expected.route) << count << " routes, consignment " << number;
        ASSERT_EQ(best.key, expected.key);
        ASSERT_EQ(best.hash, expected.hash);
      }
    }
  }
}

TEST(ChoiceKernel, PlainPathAgreesWithAllKeysTakenExactly) {
  expect_agrees_with_the_oracle(best_route_plain);
}

TEST(ChoiceKernel, FastestPathAgreesWithAllKeysTakenExactly) {
  const bool has_avx2 = chosen_instruction_set(nullptr) == InstructionSet::avx2;
  expect_agrees_with_the_oracle(has_avx2 ? best_route_avx2 : best_route_plain);
}

TEST(ChoiceKernel, BothPathsAgreeWithAllKeysTakenExactlyUnderEveryPremium) {
  const bool has_avx2 = chosen_instruction_set(nullptr) == InstructionSet::avx2;
  for (const PremiumKind kind : {PremiumKind::cara, PremiumKind::threshold, PremiumKind::salience}) {
    const PremiumTerms premium{kind, 2000.0F, 0.43F, 0.7F};
    expect_agrees_with_the_oracle(best_route_plain, premium);
    expect_agrees_with_the_oracle(has_avx2 ? best_route_avx2 : best_route_plain, premium);
  }
}

TEST(ChoiceKernel, KeepsABetterBestOfOtherNests) {
  const SampleNest nest(10);
  const KernelBest other{1e6, 77, 3};
  const KernelBest best = best_route_plain(nest.routes(), {1e-4F, 0, 0, 0, 1.0}, consignment_of(0), other);
  EXPECT_EQ(best.hash, 77U);
  EXPECT_EQ(best.key, 1e6);
}

TEST(ChoiceKernel, ClosedRoutesAreNeverTaken) {
  SampleNest nest(64);
  nest.pull.assign(64, -std::numeric_limits<float>::infinity());
  const KernelBest best =
      best_route_plain(nest.routes(), {1e-4F, 0, 0, 0, 1.0}, consignment_of(0), {-infinity, 0, 0});
  EXPECT_EQ(best.key, -infinity);
}

}  // namespace
}  // namespace waterbed
