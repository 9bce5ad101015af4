// SPDX-License-Identifier: Apache-2.0
#include "sim/smuggling/table.hpp"

#include "sim/smuggling/announcements.hpp"
#include "sim/smuggling/beliefs.hpp"
#include "sim/smuggling/choice.hpp"
#include "sim/smuggling/consignments.hpp"
#include "sim/smuggling/departure.hpp"
#include "sim/smuggling/prices.hpp"

namespace waterbed {

std::vector<Mechanism> smuggling_mechanisms() {
  return {consignments_mechanism(),  prices_mechanism(), beliefs_mechanism(),
          announcements_mechanism(), choice_mechanism(), departure_mechanism()};
}

}  // namespace waterbed
