// SPDX-License-Identifier: Apache-2.0
#define WATERBED_LANES 4
#include "sim/smuggling/key_bounds_body.hpp"

namespace waterbed {

Leader key_bounds_plain(const BoundRoutes& routes, const BoundQuery& query, float* bounds) {
  return key_bounds(routes, query, bounds);
}

}  // namespace waterbed
