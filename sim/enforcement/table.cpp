// SPDX-License-Identifier: Apache-2.0
#include "sim/enforcement/table.hpp"

namespace waterbed {

#define MECHANISM(name) Mechanism name##_mechanism();
#include "sim/enforcement/mechanisms.def"
#undef MECHANISM

std::vector<Mechanism> enforcement_mechanisms() {
  return {
#define MECHANISM(name) name##_mechanism(),
#include "sim/enforcement/mechanisms.def"
#undef MECHANISM
  };
}

}  // namespace waterbed
