// SPDX-License-Identifier: Apache-2.0
// Compiled with -mavx2 on x86-64 (see CMakeLists.txt); elsewhere it is the plain path again.
#include "sim/smuggling/choice_kernel_body.hpp"

namespace waterbed {

KernelBest best_route_avx2(const KernelRoutes& routes, const KernelCoefficients& coefficients,
                           const KernelConsignment& consignment, KernelBest best) {
  return best_route(routes, coefficients, consignment, best);
}

}  // namespace waterbed
