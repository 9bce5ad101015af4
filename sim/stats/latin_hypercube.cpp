// SPDX-License-Identifier: Apache-2.0
#include "sim/stats/latin_hypercube.hpp"

#include <numeric>
#include <utility>

#include "sim/base/luck.hpp"

namespace waterbed::stats {
namespace {

constexpr Purpose random_purpose("stats.random_point");
constexpr Purpose order_purpose("stats.latin_order");
constexpr Purpose place_purpose("stats.latin_place");

double uniform_of(const Luck& luck, Purpose purpose, std::uint32_t number, std::size_t dimension) {
  const PhiloxBlock words = luck.draw_once(purpose, number, static_cast<std::uint32_t>(dimension));
  return unit_interval(words[0], words[1]);
}

// 0 ... count - 1 in random order (Fisher and Yates).
std::vector<std::uint32_t> random_order(const Luck& luck, std::uint32_t count, std::size_t dimension) {
  std::vector<std::uint32_t> order(count);
  std::iota(order.begin(), order.end(), 0U);
  for (std::uint32_t left = count; left > 1; --left) {
    const double uniform = uniform_of(luck, order_purpose, left, dimension);
    std::swap(order[left - 1], order[static_cast<std::uint32_t>(uniform * left)]);
  }
  return order;
}

}  // namespace

std::vector<double> random_point(std::size_t dimensions, std::uint64_t seed, std::uint32_t number) {
  const Luck luck(seed, 0);
  std::vector<double> point;
  for (std::size_t dimension = 0; dimension < dimensions; ++dimension)
    point.push_back(uniform_of(luck, random_purpose, number, dimension));
  return point;
}

std::vector<std::vector<double>> latin_hypercube(std::size_t dimensions, std::uint32_t count,
                                                 std::uint64_t seed) {
  const Luck luck(seed, 0);
  std::vector<std::vector<double>> points(count, std::vector<double>(dimensions));
  for (std::size_t dimension = 0; dimension < dimensions; ++dimension) {
    const std::vector<std::uint32_t> order = random_order(luck, count, dimension);
    for (std::uint32_t number = 0; number < count; ++number)
      points[number][dimension] =
          (order[number] + uniform_of(luck, place_purpose, number, dimension)) / count;
  }
  return points;
}

}  // namespace waterbed::stats
