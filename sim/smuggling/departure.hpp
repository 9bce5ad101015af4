// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/week/step.hpp"

// Consignments that are shipped leave as lots; whoever ships remembers the entry place.
//
// Phase Move. Reads consignments; writes lots, the number of lots of a consignment
// (no lot is below a gram), organisations.last_place. No draws.
namespace waterbed {

[[nodiscard]] Mechanism departure_mechanism();

}  // namespace waterbed
