// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

// Kernel K1 as a plain loop in ordinary C++, in double and with the library's exp: the measure of speed that
// the engine is compared with. 10,000 organisations choose one of 64 routes a week for 520 weeks and learn.
namespace waterbed::bench {

struct K1Result {
  double share_before;  // of consignments on tightened routes, 52 weeks before the tightening
  double share_after;   // the same in the last 52 weeks
};

class PlainK1 {
 public:
  static constexpr int organisations = 10000;
  static constexpr int routes = 64;
  static constexpr int weeks = 520;

  explicit PlainK1(std::uint64_t seed) : random_(seed), lost_(cells, 1.0), passed_(cells, 9.0) {
    for (int route = 0; route < routes; ++route) {
      revenue_.push_back(1.0 + 0.5 * part(route, 104729));
      cost_.push_back(0.1 + 0.2 * part(route, 1299709));
      detection_.push_back(0.05 + 0.25 * part(route, 7919));
    }
  }

  [[nodiscard]] K1Result run();

 private:
  static constexpr std::size_t cells = static_cast<std::size_t>(organisations) * routes;

  static double part(int route, std::int64_t factor) {
    return static_cast<double>(route * factor % routes) / routes;
  }

  static double share(const std::vector<std::int64_t>& counts, int from) {
    double sum = 0.0;
    for (int week = from; week < from + 52; ++week)
      sum += static_cast<double>(counts[static_cast<std::size_t>(week)]);
    return sum / (52.0 * organisations);
  }

  // splitmix64 (Steele, Lea and Flood 2014).
  double uniform() {
    std::uint64_t z = (random_ += 0x9e3779b97f4a7c15ULL);
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebULL;
    return static_cast<double>((z ^ (z >> 31U)) >> 11U) * 0x1p-53;
  }

  int step(int organisation);  // one organisation's week; returns the route it chose

  std::uint64_t random_;
  std::vector<double> lost_, passed_, revenue_, cost_, detection_;
};

}  // namespace waterbed::bench
