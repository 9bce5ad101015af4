// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/week/step.hpp"

// Every lot at a stage this week passes it, is seized, or is lost in extraction; each stage is controlled in
// the week the lot is there, with that week's controls. A lot that comes to a closed stratum (no legal
// traffic, as in a strike) waits outside until it opens. Source: MODEL sections 2 and 4; the waiting is ours.
//
// Phase Direct: clears controls, sets the interception of sources and transit places. Phase Control: reads
// lots, controls, effective; writes lots, endings, experiences. Draws: "control.source", "control.transit",
// "control.entry", "control.extraction" (second word: found or lost), "control.inland", each by organisation,
// week of the plan, consignment and lot.
namespace waterbed {

[[nodiscard]] Mechanism control_mechanism();

}  // namespace waterbed
