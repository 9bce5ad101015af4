// SPDX-License-Identifier: Apache-2.0
#include "sim/smuggling/choice_loops.hpp"

namespace waterbed {

const ChoiceLoops& choice_loops(InstructionSet instruction_set) {
  switch (instruction_set) {
    case InstructionSet::avx512:
      return choice_loops_avx512;
    case InstructionSet::avx2:
      return choice_loops_avx2;
    case InstructionSet::plain:
      break;
  }
  return choice_loops_plain;
}

}  // namespace waterbed
