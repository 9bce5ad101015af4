// SPDX-License-Identifier: Apache-2.0
// Compiled with -mavx2 on x86-64 (see CMakeLists.txt).
#define WATERBED_LANES 8
#include "sim/smuggling/choice_loops_body.hpp"

namespace waterbed {

const ChoiceLoops choice_loops_avx2{bound_keys, lead, believe, scale};

}  // namespace waterbed
