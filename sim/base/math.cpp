// SPDX-License-Identifier: Apache-2.0
#include "sim/base/math.hpp"

#include <array>
#include <cmath>  // sqrt only: IEEE 754 rounds it correctly everywhere

namespace waterbed {
namespace {

constexpr double inverse_sqrt_two_pi = 0.39894228040143267794;

double normal_density(double x) {
  return inverse_sqrt_two_pi * exp(-0.5 * (x * x));
}

// Mills' ratio R(x) = (1 - Phi(x)) / phi(x) at 0, 1, ... 7 (computed with 40 digits).
constexpr std::array<double, 8> mills_at_integer{
    1.2533141373155002512,  0.65567954241879847154, 0.42136922928805447322, 0.30459029871010329573,
    0.23665238291356067062, 0.19280810471531576488, 0.16237766089686746182, 0.1401041834530502416};

// Taylor series about the nearest integer; R' = x R - 1 and R^(n+1) = x R^(n) + n R^(n-1).
double mills_ratio_near(double x) {
  const int nearest = static_cast<int>(x + 0.5);
  const double centre = nearest;
  const double step = x - centre;
  double previous = mills_at_integer[static_cast<std::size_t>(nearest)];
  double derivative = centre * previous - 1.0;
  double sum = previous;
  double power = 1.0;  // step^n / n!
  for (int order = 1; order <= 24; ++order) {
    power = power * step / order;
    sum = sum + derivative * power;
    const double next = centre * derivative + order * previous;
    previous = derivative;
    derivative = next;
  }
  return sum;
}

// Laplace's continued fraction 1 / (x + 1 / (x + 2 / (x + ...))), for large x.
double mills_ratio_far(double x) {
  double tail = x;
  for (int level = 40; level >= 1; --level) tail = x + level / tail;
  return 1.0 / tail;
}

double upper_tail(double x) {  // 1 - Phi(x) for x >= 0
  if (x > 38.0) return 0.0;
  return normal_density(x) * (x < 7.5 ? mills_ratio_near(x) : mills_ratio_far(x));
}

// Abramowitz and Stegun 26.2.23: error below 4.5e-4; for the lower tail p <= 1/2 the result is negative.
double quantile_start(double p) {
  const double t = std::sqrt(-2.0 * log(p));
  const double numerator = 2.515517 + t * (0.802853 + t * 0.010328);
  const double denominator = 1.0 + t * (1.432788 + t * (0.189269 + t * 0.001308));
  return numerator / denominator - t;
}

}  // namespace

double normal_cdf(double x) {
  return x < 0.0 ? upper_tail(-x) : 1.0 - upper_tail(x);
}

double normal_quantile(double p) {
  const double lower = p > 0.5 ? 1.0 - p : p;
  double x = quantile_start(lower);
  for (int round = 0; round < 2; ++round) {  // Halley's method on Phi(x) - p
    const double ratio = (upper_tail(-x) - lower) / normal_density(x);
    x = x - ratio / (1.0 + 0.5 * x * ratio);
  }
  return p > 0.5 ? -x : x;
}

double arctan(double x) {
  const bool inverted = x > 1.0;
  double t = inverted ? 1.0 / x : x;
  // Halving the angle three times brings t below 0.1.
  for (int halving = 0; halving < 3; ++halving) t = t / (1.0 + std::sqrt(1.0 + t * t));
  const double t2 = t * t;
  double series = 0.0;
  for (int term = 8; term >= 1; --term)
    series = ((term % 2 == 1 ? -1.0 : 1.0) / (2 * term + 1) + series) * t2;
  const double angle = 8.0 * (t + t * series);
  return inverted ? 0.5 * pi - angle : angle;
}

}  // namespace waterbed
