// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "sim/jobs/run_job.hpp"

namespace waterbed::test {

// Those that this processor has.
inline std::vector<InstructionSet> all_instruction_sets() {
  std::vector<InstructionSet> all{InstructionSet::plain};
  const InstructionSet newest = chosen_instruction_set(nullptr);
  if (newest != InstructionSet::plain) all.push_back(InstructionSet::avx2);
  if (newest == InstructionSet::avx512) all.push_back(InstructionSet::avx512);
  return all;
}

}  // namespace waterbed::test
