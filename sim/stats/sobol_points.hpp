// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

// Scrambled Sobol' points (Sobol' 1967; direction numbers of Joe and Kuo 2008, doi:10.1137/070709359, as
// Boost.Random holds them): points that fill the unit cube evenly, and go on doing so when more are added.
// Scrambled as Owen (1995) proposes, so that every point is uniform and variances are estimated without
// bias; by hashing (Burley 2020, Journal of Computer Graphics Techniques 9, 1).
namespace waterbed::stats {

class SobolPoints {
 public:
  static constexpr std::size_t most_dimensions = 3667;

  // Throws Broken for no dimension or more than most_dimensions.
  SobolPoints(std::size_t dimensions, std::uint64_t seed);

  [[nodiscard]] std::size_t dimensions() const { return directions_.size(); }
  // Coordinates in (0, 1), by dimension. A point depends on nothing but seed, dimensions before it and
  // number.
  [[nodiscard]] std::vector<double> point(std::uint32_t number) const;

 private:
  std::vector<std::array<std::uint32_t, 32>> directions_;  // by dimension
  std::vector<std::uint32_t> scrambles_;                   // by dimension
};

}  // namespace waterbed::stats
