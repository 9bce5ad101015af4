// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/world/state.hpp"

// The value of not shipping that keeps the share p0 at home at the start. Source: MODEL, "Choice".
namespace waterbed {

// v_0 = ln(p0 / (1 - p0)) + ln sum_n I_n^nu, once per organisation, at prior beliefs, the prices of the start
// and a consignment of the median size; over the routes for which it has contacts, where these are needed.
// Under the rule `value` it is given. Start of `choice`: reads effective, beliefs, labour, contacts,
// organisations; writes route_terms and organisations.outside_value. No draws.
void set_outside_value(const World& world, State& state, Week first_week);

}  // namespace waterbed
