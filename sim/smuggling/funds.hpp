// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/week/step.hpp"

// Whether an organisation can pay for what it wants to send: before jobs are given out, each of its
// consignments, in their order, sets money aside for goods, freight, lots and labour, with or without the
// insider that it asks for, whichever costs more. One that the rest of the capital does not cover is not
// shipped; a smaller one behind it may be. Nothing is bought in part, on credit or against what is under way.
// Source: MODEL, "Money".
//
// Phase Plan, step `check_funds`, only where money is limited: reads consignments, money, labour, controls,
// effective; writes consignments. No draws.
namespace waterbed {

[[nodiscard]] Mechanism funds_mechanism();

}  // namespace waterbed
