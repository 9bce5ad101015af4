// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

// Random designs in the unit cube.
namespace waterbed::stats {

// One point of plain random sampling, coordinates in (0, 1); depends on seed, number and dimension alone, so
// more points can be added.
[[nodiscard]] std::vector<double> random_point(std::size_t dimensions, std::uint64_t seed,
                                               std::uint32_t number);

// A Latin hypercube (McKay, Beckman and Conover 1979, Technometrics 21, 239), [point][dimension]: of each
// dimension, every one of `count` equal parts holds one point, at random within it. All points belong
// together: another count is another design.
[[nodiscard]] std::vector<std::vector<double>> latin_hypercube(std::size_t dimensions, std::uint32_t count,
                                                               std::uint64_t seed);

}  // namespace waterbed::stats
