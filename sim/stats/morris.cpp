// SPDX-License-Identifier: Apache-2.0
#include "sim/stats/morris.hpp"

#include <cmath>
#include <numeric>
#include <utility>

#include "sim/base/check.hpp"
#include "sim/base/luck.hpp"

namespace waterbed::stats {
namespace {

constexpr Purpose start_purpose("stats.morris_start");
constexpr Purpose order_purpose("stats.morris_order");

}  // namespace

Trajectory morris_trajectory(std::size_t dimensions, std::uint32_t levels, std::uint64_t seed,
                             std::uint32_t number) {
  WATERBED_CHECK(dimensions > 0 && levels >= 2 && levels % 2 == 0);
  const Luck luck(seed, 0);
  const auto uniform_of = [&](Purpose purpose, std::size_t which) {
    return unit_interval(luck.draw_once(purpose, number, static_cast<std::uint32_t>(which))[0]);
  };
  const double last = levels - 1;
  const std::uint32_t jump = levels / 2;
  Trajectory trajectory;
  // Of 2 jump levels, the lower half can go up and the upper half down.
  std::vector<std::uint32_t> level(dimensions);
  for (std::size_t dimension = 0; dimension < dimensions; ++dimension)
    level[dimension] = static_cast<std::uint32_t>(uniform_of(start_purpose, dimension) * levels);
  trajectory.moved.resize(dimensions);
  std::iota(trajectory.moved.begin(), trajectory.moved.end(), std::size_t{0});
  for (std::size_t left = dimensions; left > 1; --left) {
    const double uniform = uniform_of(order_purpose, left);
    std::swap(trajectory.moved[left - 1],
              trajectory.moved[static_cast<std::size_t>(uniform * static_cast<double>(left))]);
  }
  const auto add_point = [&] {
    std::vector<double>& point = trajectory.points.emplace_back();
    for (const std::uint32_t number_of_level : level) point.push_back(number_of_level / last);
  };
  add_point();
  for (const std::size_t dimension : trajectory.moved) {
    if (level[dimension] < jump)
      level[dimension] += jump;
    else
      level[dimension] -= jump;
    add_point();
  }
  return trajectory;
}

std::vector<MorrisEffect> morris_effects(std::span<const Trajectory> trajectories,
                                         std::span<const std::vector<std::optional<double>>> outputs) {
  WATERBED_CHECK(trajectories.size() == outputs.size());
  if (trajectories.empty()) return {};
  std::vector<std::vector<double>> effects(trajectories.front().moved.size());
  for (std::size_t walk = 0; walk < trajectories.size(); ++walk) {
    const Trajectory& trajectory = trajectories[walk];
    WATERBED_CHECK(outputs[walk].size() == trajectory.points.size());
    for (std::size_t step = 0; step < trajectory.moved.size(); ++step) {
      const std::optional<double>& before = outputs[walk][step];
      const std::optional<double>& after = outputs[walk][step + 1];
      if (!before || !after) continue;
      const std::size_t moved = trajectory.moved[step];
      const double change = trajectory.points[step + 1][moved] - trajectory.points[step][moved];
      effects[moved].push_back((*after - *before) / change);
    }
  }
  std::vector<MorrisEffect> found;
  for (const std::vector<double>& of_dimension : effects) {
    std::vector<double> sizes;
    for (const double effect : of_dimension) sizes.push_back(std::abs(effect));
    found.push_back({mean_interval(sizes), mean_of(of_dimension), std::sqrt(sample_variance(of_dimension))});
  }
  return found;
}

}  // namespace waterbed::stats
