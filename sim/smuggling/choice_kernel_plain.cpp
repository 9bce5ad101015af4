// SPDX-License-Identifier: Apache-2.0
#include "sim/smuggling/choice_kernel_body.hpp"

namespace waterbed {

KernelBest best_route_plain(const KernelRoutes& routes, const KernelCoefficients& coefficients,
                            const KernelConsignment& consignment, KernelBest best) {
  return best_route(routes, coefficients, consignment, best);
}

}  // namespace waterbed
