// SPDX-License-Identifier: Apache-2.0
#include "sim/base/math.hpp"

#include <algorithm>
#include <array>
#include <cmath>  // sqrt only: IEEE 754 rounds it correctly everywhere
#include <cstddef>

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

// Values that are computed side by side, by the same operations as one alone.
template <std::size_t lanes>
using Lanes = std::array<double, lanes>;
constexpr std::size_t many_lanes = 4;

// Taylor series about the nearest integer; R' = x R - 1 and R^(n+1) = x R^(n) + n R^(n-1).
constexpr double largest_near = 7.5;
template <std::size_t lanes>
Lanes<lanes> mills_ratio_near(const Lanes<lanes>& x) {
  Lanes<lanes> centre;
  Lanes<lanes> step;
  Lanes<lanes> previous;
  Lanes<lanes> derivative;
  Lanes<lanes> power;  // step^n / n!
  for (std::size_t lane = 0; lane < lanes; ++lane) {
    const int nearest = static_cast<int>(x[lane] + 0.5);
    centre[lane] = nearest;
    step[lane] = x[lane] - centre[lane];
    previous[lane] = mills_at_integer[static_cast<std::size_t>(nearest)];
    derivative[lane] = centre[lane] * previous[lane] - 1.0;
    power[lane] = 1.0;
  }
  Lanes<lanes> sum = previous;
  for (int order = 1; order <= 24; ++order)
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      power[lane] = power[lane] * step[lane] / order;
      sum[lane] = sum[lane] + derivative[lane] * power[lane];
      const double next = centre[lane] * derivative[lane] + order * previous[lane];
      previous[lane] = derivative[lane];
      derivative[lane] = next;
    }
  return sum;
}

// Laplace's continued fraction 1 / (x + 1 / (x + 2 / (x + ...))), for large x.
double mills_ratio_far(double x) {
  double tail = x;
  for (int level = 40; level >= 1; --level) tail = x + level / tail;
  return 1.0 / tail;
}

// 1 - Phi(x) for x >= 0, given the density there.
template <std::size_t lanes>
Lanes<lanes> upper_tail(const Lanes<lanes>& x, const Lanes<lanes>& density) {
  Lanes<lanes> near;
  for (std::size_t lane = 0; lane < lanes; ++lane) near[lane] = x[lane] < largest_near ? x[lane] : 0.0;
  const Lanes<lanes> ratio = mills_ratio_near(near);
  Lanes<lanes> tail;
  for (std::size_t lane = 0; lane < lanes; ++lane)
    tail[lane] = x[lane] > 38.0
                     ? 0.0
                     : density[lane] * (x[lane] < largest_near ? ratio[lane] : mills_ratio_far(x[lane]));
  return tail;
}

// Abramowitz and Stegun 26.2.23: error below 4.5e-4; for the lower tail p <= 1/2 the result is negative.
double quantile_start(double p) {
  const double t = std::sqrt(-2.0 * log(p));
  const double numerator = 2.515517 + t * (0.802853 + t * 0.010328);
  const double denominator = 1.0 + t * (1.432788 + t * (0.189269 + t * 0.001308));
  return numerator / denominator - t;
}

template <std::size_t lanes>
Lanes<lanes> cdf_of(const Lanes<lanes>& x) {
  Lanes<lanes> distance;
  Lanes<lanes> density;
  for (std::size_t lane = 0; lane < lanes; ++lane) {
    distance[lane] = x[lane] < 0.0 ? -x[lane] : x[lane];
    density[lane] = normal_density(x[lane]);
  }
  Lanes<lanes> result = upper_tail(distance, density);
  for (std::size_t lane = 0; lane < lanes; ++lane)
    result[lane] = x[lane] < 0.0 ? result[lane] : 1.0 - result[lane];
  return result;
}

template <std::size_t lanes>
Lanes<lanes> quantile_of(const Lanes<lanes>& p) {
  Lanes<lanes> lower;
  Lanes<lanes> x;
  for (std::size_t lane = 0; lane < lanes; ++lane) {
    lower[lane] = p[lane] > 0.5 ? 1.0 - p[lane] : p[lane];
    x[lane] = quantile_start(lower[lane]);
  }
  for (int round = 0; round < 2; ++round) {  // Halley's method on Phi(x) - p
    Lanes<lanes> distance;
    Lanes<lanes> density;
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      distance[lane] = -x[lane];
      density[lane] = normal_density(x[lane]);
    }
    const Lanes<lanes> tail = upper_tail(distance, density);
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      const double ratio = (tail[lane] - lower[lane]) / density[lane];
      x[lane] = x[lane] - ratio / (1.0 + 0.5 * x[lane] * ratio);
    }
  }
  for (std::size_t lane = 0; lane < lanes; ++lane) x[lane] = p[lane] > 0.5 ? -x[lane] : x[lane];
  return x;
}

// What does not fill the lanes is filled up with its last value.
template <class Function>
void replace_each(std::span<double> values, Function function) {
  for (std::size_t begin = 0; begin < values.size(); begin += many_lanes) {
    const std::size_t count = std::min(many_lanes, values.size() - begin);
    Lanes<many_lanes> block;
    for (std::size_t lane = 0; lane < many_lanes; ++lane)
      block[lane] = values[begin + std::min(lane, count - 1)];
    block = function(block);
    for (std::size_t lane = 0; lane < count; ++lane) values[begin + lane] = block[lane];
  }
}

}  // namespace

double normal_cdf(double x) {
  return cdf_of(Lanes<1>{x})[0];
}

double normal_quantile(double p) {
  return quantile_of(Lanes<1>{p})[0];
}

void normal_cdf(std::span<double> values) {
  replace_each(values, cdf_of<many_lanes>);
}

void normal_quantile(std::span<double> values) {
  replace_each(values, quantile_of<many_lanes>);
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
