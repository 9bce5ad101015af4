// SPDX-License-Identifier: Apache-2.0
#define WATERBED_LANES 4
#include "sim/smuggling/choice_loops_body.hpp"

namespace waterbed {

const ChoiceLoops choice_loops_plain{bound_keys, lead, believe, scale};

}  // namespace waterbed
