// SPDX-License-Identifier: Apache-2.0
#include "sim/stats/sobol_points.hpp"

#include <bit>

#include <boost/random/sobol.hpp>

#include "sim/base/check.hpp"
#include "sim/base/luck.hpp"

namespace waterbed::stats {
namespace {

constexpr Purpose scramble_purpose("stats.sobol_scramble");

using Engine = boost::random::sobol_engine<std::uint32_t, 32>;

// The engine leaves out point 0, the origin, and gives points in the order of Gray codes, in which point n
// and the one before it differ by the direction of the lowest bit that is set in n.
std::vector<std::array<std::uint32_t, 32>> directions_of(std::size_t dimensions) {
  std::vector<std::array<std::uint32_t, 32>> directions(dimensions);
  Engine engine(dimensions);
  for (std::size_t bit = 0; bit < 32; ++bit) {
    const std::uint32_t number = 1U << bit;
    if (bit > 0) {
      engine.seed(number - 2);
      for (std::size_t dimension = 0; dimension < dimensions; ++dimension)
        directions[dimension][bit] = engine();
    }
    engine.seed(number - 1);
    for (std::size_t dimension = 0; dimension < dimensions; ++dimension)
      directions[dimension][bit] ^= engine();
  }
  return directions;
}

std::uint32_t reversed(std::uint32_t bits) {
  bits = ((bits >> 1U) & 0x55555555U) | ((bits & 0x55555555U) << 1U);
  bits = ((bits >> 2U) & 0x33333333U) | ((bits & 0x33333333U) << 2U);
  bits = ((bits >> 4U) & 0x0f0f0f0fU) | ((bits & 0x0f0f0f0fU) << 4U);
  bits = ((bits >> 8U) & 0x00ff00ffU) | ((bits & 0x00ff00ffU) << 8U);
  return (bits >> 16U) | (bits << 16U);
}

// A bit is flipped or not by a hash of those above it: in reversed order, lower bits alone decide over a bit
// (Laine and Karras 2011, with the constants that Vegdahl found in 2021:
// psychopath.io/post/2021_01_30_building_a_better_lk_hash).
std::uint32_t scrambled(std::uint32_t bits, std::uint32_t seed) {
  bits = reversed(bits);
  bits ^= bits * 0x3d20adeaU;
  bits += seed;
  bits *= (seed >> 16U) | 1U;
  bits ^= bits * 0x05526c56U;
  bits ^= bits * 0x53a22864U;
  return reversed(bits);
}

}  // namespace

SobolPoints::SobolPoints(std::size_t dimensions, std::uint64_t seed) {
  WATERBED_CHECK(dimensions > 0 && dimensions <= most_dimensions);
  directions_ = directions_of(dimensions);
  const Luck luck(seed, 0);
  for (std::size_t dimension = 0; dimension < dimensions; ++dimension)
    scrambles_.push_back(luck.draw_once(scramble_purpose, static_cast<std::uint32_t>(dimension), 0)[0]);
}

std::vector<double> SobolPoints::point(std::uint32_t number) const {
  std::vector<double> coordinates;
  coordinates.reserve(dimensions());
  for (std::size_t dimension = 0; dimension < dimensions(); ++dimension) {
    std::uint32_t bits = 0;
    for (std::uint32_t gray = number ^ (number >> 1U); gray != 0; gray &= gray - 1)
      bits ^= directions_[dimension][static_cast<std::size_t>(std::countr_zero(gray))];
    coordinates.push_back(unit_interval(scrambled(bits, scrambles_[dimension])));
  }
  return coordinates;
}

}  // namespace waterbed::stats
