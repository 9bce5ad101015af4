// SPDX-License-Identifier: Apache-2.0
#include "sim/base/count_draw.hpp"

#include <gtest/gtest.h>

#include "sim/base/luck.hpp"

namespace waterbed {
namespace {

constexpr int draws = 40000;

double uniform(std::uint32_t which) {
  const PhiloxBlock words = Luck(1, 0).draw(Purpose("test"), 0, Week{0}, which);
  return unit_interval(words[0], words[1]);
}

template <class Count>
double mean_of(Count count) {
  double sum = 0.0;
  for (std::uint32_t which = 0; which < draws; ++which) sum += static_cast<double>(count(uniform(which)));
  return sum / draws;
}

// P(0) = e^-2 = .1353, P(at most 1) = 3 e^-2 = .4060, P(at most 2) = 5 e^-2 = .6767.
TEST(CountDraw, OfPoissonInvertsItsDistribution) {
  EXPECT_EQ(poisson_count(2.0, .13), 0);
  EXPECT_EQ(poisson_count(2.0, .14), 1);
  EXPECT_EQ(poisson_count(2.0, .41), 2);
  EXPECT_EQ(poisson_count(2.0, .68), 3);
  EXPECT_EQ(poisson_count(0.0, .999), 0);
  EXPECT_EQ(poisson_count(-1.0, .999), 0);
}

// Of three with chance 1/2: 1/8, 1/2, 7/8.
TEST(CountDraw, OfABinomialInvertsItsDistribution) {
  EXPECT_EQ(binomial_count(3, .5, .12), 0);
  EXPECT_EQ(binomial_count(3, .5, .13), 1);
  EXPECT_EQ(binomial_count(3, .5, .51), 2);
  EXPECT_EQ(binomial_count(3, .5, .88), 3);
  EXPECT_EQ(binomial_count(3, 0.0, .999), 0);
  EXPECT_EQ(binomial_count(3, 1.0, .001), 3);
  EXPECT_EQ(binomial_count(-3, .5, .999), 0);
}

// Two of four are marked and two taken: none with 1/6, one with 4/6, both with 1/6.
TEST(CountDraw, OfAHypergeometricInvertsItsDistribution) {
  EXPECT_EQ(hypergeometric_count(2, 2, 2, .16), 0);
  EXPECT_EQ(hypergeometric_count(2, 2, 2, .17), 1);
  EXPECT_EQ(hypergeometric_count(2, 2, 2, .83), 1);
  EXPECT_EQ(hypergeometric_count(2, 2, 2, .84), 2);
}

// Three of four are taken, of whom one alone is not marked: two marked with 3/4, else three.
TEST(CountDraw, OfAHypergeometricTakesNoMoreThanThereAre) {
  EXPECT_EQ(hypergeometric_count(3, 1, 3, .74), 2);
  EXPECT_EQ(hypergeometric_count(3, 1, 3, .76), 3);
  EXPECT_EQ(hypergeometric_count(3, 2, 5, .5), 3);
  EXPECT_EQ(hypergeometric_count(3, 2, 0, .999), 0);
  EXPECT_EQ(hypergeometric_count(0, 2, 2, .999), 0);
  EXPECT_EQ(hypergeometric_count(0, 0, 0, .999), 0);
}

// Standard errors: sqrt(3 / 40000) = .0087, sqrt(20 x .3 x .7 / 40000) = .0102, and for 6 of 20 marked, 5
// taken (variance 5 x .3 x .7 x 15 / 19 = .829) .0046.
TEST(CountDraw, HasItsMean) {
  EXPECT_NEAR(mean_of([](double u) { return poisson_count(3.0, u); }), 3.0, 4 * .0087);
  EXPECT_NEAR(mean_of([](double u) { return binomial_count(20, .3, u); }), 6.0, 4 * .0102);
  EXPECT_NEAR(mean_of([](double u) { return hypergeometric_count(6, 14, 5, u); }), 1.5, 4 * .0046);
}

// z(.975) = 1.96. Poisson of mean 1000: 1000 + 1.96 x 31.62 = 1061.98. Binomial, 10,000 with .2: 2000 + 1.96
// x 40 = 2078.4. With .9999 the mean and one deviation lie at 10,000, six deviations beyond it.
TEST(CountDraw, IsNormalWhereTheSumWouldUnderflow) {
  EXPECT_EQ(poisson_count(1000.0, .975), 1062);
  EXPECT_EQ(binomial_count(10000, .2, .975), 2078);
  EXPECT_EQ(binomial_count(10000, .9999, .9999999999), 10000);
}

TEST(CountDraw, NeverFallsWhereAChanceOrMeanRises) {
  for (std::uint32_t which = 0; which < 200; ++which)
    for (int step = 0; step < 40; ++step) {
      const double u = uniform(which);
      EXPECT_LE(poisson_count(.5 * step, u), poisson_count(.5 * (step + 1), u));
      EXPECT_LE(binomial_count(30, .02 * step, u), binomial_count(30, .02 * (step + 1), u));
    }
}

}  // namespace
}  // namespace waterbed
