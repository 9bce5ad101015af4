// SPDX-License-Identifier: Apache-2.0
// Compiled with -mavx512f and -mavx512dq on x86-64 (see CMakeLists.txt).
#define WATERBED_LANES 16
#include "sim/smuggling/key_bounds_body.hpp"

namespace waterbed {

Leader key_bounds_avx512(const BoundRoutes& routes, const BoundQuery& query, float* bounds) {
  return key_bounds(routes, query, bounds);
}

}  // namespace waterbed
