// SPDX-License-Identifier: Apache-2.0
// Compiled with AVX-512 F, DQ, BW and VL on x86-64 (see CMakeLists.txt).
#define WATERBED_LANES 16
#include "sim/smuggling/choice_loops_body.hpp"

namespace waterbed {

const ChoiceLoops choice_loops_avx512{bound_keys, lead, believe, scale};

}  // namespace waterbed
