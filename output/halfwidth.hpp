// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "output/result_reader.hpp"

// How well the replicates of a result tell a statistic.
namespace waterbed {

// Terms of the displacement accounts of a pair as `compare` prints them, drawn; or what lands in an arm.
enum class Statistic { kept_out, displaced, deterred, intercepted, really_gone, displaced_share, landed };

// In the order of Statistic.
inline constexpr std::array<std::string_view, 7> statistic_names{
    "kept_out", "displaced", "deterred", "intercepted", "really_gone", "displaced_share", "landed"};

// One estimate, and half its 95 % interval: in t/year with Student's t over replicates, or for a share as a
// ratio of means with half the width of the bootstrap interval.
struct Precision {
  std::string subject;          // "as_it_is - tightened", a pair, or an arm
  std::size_t replicates = 0;   // that count
  std::optional<double> value;  // missing for a share in nothing
  std::optional<double> half_width;

  // Half the interval by the size of the value; missing where one of them is, and for a value of 0 that is
  // not exact.
  [[nodiscard]] std::optional<double> relative() const;
};

// Of every pair that was tallied, over the time that compare covers unless told otherwise; `landed` of every
// arm, over all periods. Throws OutputError as compare does.
[[nodiscard]] std::vector<Precision> precisions(const ResultReader& reader, Statistic statistic);

// The one known least: first what is not known at all. `all` is not empty.
[[nodiscard]] const Precision& least_precise(const std::vector<Precision>& all);

}  // namespace waterbed
