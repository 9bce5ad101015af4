// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <cstddef>
#include <numbers>
#include <vector>

// Functions of points in the unit cube whose indices are known.
namespace waterbed::stats {

// Ishigami and Homma (1990) with a = 7, b = .1; coordinates stand for angles from -pi to pi.
inline double ishigami(const std::vector<double>& point) {
  const auto angle = [&](std::size_t dimension) { return (2 * point[dimension] - 1) * std::numbers::pi; };
  const double sine = std::sin(angle(1));
  return std::sin(angle(0)) + 7 * sine * sine + 0.1 * std::pow(angle(2), 4) * std::sin(angle(0));
}

// Sobol's g-function with these weights; factor i matters less the larger a_i.
inline const std::vector<double> g_weights{0, 1, 4.5, 9, 99, 99, 99, 99};
inline double g_function(const std::vector<double>& point) {
  double product = 1;
  for (std::size_t dimension = 0; dimension < g_weights.size(); ++dimension)
    product *= (std::abs(4 * point[dimension] - 2) + g_weights[dimension]) / (1 + g_weights[dimension]);
  return product;
}

struct KnownIndices {
  std::vector<double> first;
  std::vector<double> total;
};

// V_i = 1 / (3 (1 + a_i)^2); V = prod (1 + V_i) - 1; S_i = V_i / V, T_i = V_i prod_(j != i) (1 + V_j) / V.
inline KnownIndices g_indices() {
  double all = 1;
  for (const double weight : g_weights) all *= 1 + 1 / (3 * (1 + weight) * (1 + weight));
  KnownIndices known;
  for (const double weight : g_weights) {
    const double own = 1 / (3 * (1 + weight) * (1 + weight));
    known.first.push_back(own / (all - 1));
    known.total.push_back(own * all / (1 + own) / (all - 1));
  }
  return known;
}

}  // namespace waterbed::stats
