// SPDX-License-Identifier: Apache-2.0
#include "sim/base/luck.hpp"

#include <gtest/gtest.h>

#include "sim/base/alternative_noise.hpp"

namespace waterbed {
namespace {

constexpr Purpose purpose("test");

// Fixed for ever: every golden file hangs on the way draws are keyed.
TEST(Luck, KeysAreTheContractOfTheDraws) {
  const PhiloxBlock key = philox({7, 1, 3, 0}, {0, 0});
  const PhiloxBlock expected = philox({purpose.hash, 11, 2500, 5}, {key[0], key[1]});
  EXPECT_EQ(Luck((1ULL << 32U) + 7, 3).draw(purpose, 11, Week{2500}, 5), expected);
}

TEST(Luck, NameHashesAreFixed) {
  EXPECT_EQ(name_hash(""), name_hash(std::string_view{}));
  EXPECT_NE(name_hash("control.entry"), name_hash("control.inland"));
  EXPECT_EQ(name_hash("choice"), 0x199fb526U);
}

TEST(Luck, ReplicatesAndSeedsDiffer) {
  const auto draw = [](std::uint64_t seed, std::uint32_t replicate) {
    return Luck(seed, replicate).draw(purpose, 0, Week{0}, 0);
  };
  EXPECT_NE(draw(1, 0), draw(1, 1));
  EXPECT_NE(draw(1, 0), draw(2, 0));
}

TEST(Luck, UniformsLieInTheOpenInterval) {
  EXPECT_GT(unit_interval(0), 0.0);
  EXPECT_LT(unit_interval(0xffffffffU), 1.0);
  EXPECT_GT(unit_interval(0, 0), 0.0);
  EXPECT_LT(unit_interval(0xffffffffU, 0xffffffffU), 1.0);
}

// Mean of a standard Gumbel variable: Euler's constant .57722, variance pi^2 / 6; 4 standard errors.
TEST(Luck, AlternativeNoiseIsStandardGumbel) {
  const Luck luck(1, 0);
  constexpr int draws = 200000;
  double sum = 0.0;
  double squares = 0.0;
  for (std::uint32_t number = 0; number < draws; ++number) {
    const PhiloxBlock words = luck.draw(purpose, number, Week{0}, 0);
    const std::uint32_t key[2] = {words[0], words[1]};
    const double noise = gumbel_noise(0x12345678U, key);
    sum += noise;
    squares += noise * noise;
  }
  const double mean = sum / draws;
  EXPECT_NEAR(mean, 0.577216, 4.0 * 1.2825 / 447.2);
  EXPECT_NEAR(squares / draws - mean * mean, pi * pi / 6.0, 0.03);
}

}  // namespace
}  // namespace waterbed
