// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>

#include "sim/jobs/prepare.hpp"

// Kernel K1 (scenarios/lab/k1.yaml) in other sizes, for timing.
namespace waterbed::bench {

struct K1Size {
  std::int64_t organisations = 10000;
  std::int64_t lanes = 64;
  std::int64_t weeks = 520;
  std::int64_t replicates = 1;
  std::int64_t arms = 1;
  std::int64_t differ_from = 0;  // week in which a measure of each further arm comes into force

  // What is timed: choices of an organisation among all lanes are counted by lane.
  [[nodiscard]] double evaluations() const {
    return static_cast<double>(organisations * lanes * weeks) * static_cast<double>(replicates * arms);
  }
};

// The scenario extended to this size, read and checked. Values of lanes are those of the kernel's table:
// revenue 1 + 0.5 h(104729), cost 0.1 + 0.2 h(1299709), detection 0.05 + 0.25 h(7919), with
// h(m) = (lane * m mod lanes) / lanes; every eighth lane is tightened in the middle of the run. Files are
// written to a folder of their own that is removed again. Throws std::invalid_argument with the mistakes.
[[nodiscard]] Prepared prepare_k1(const std::filesystem::path& k1_yaml, const K1Size& size);

}  // namespace waterbed::bench
