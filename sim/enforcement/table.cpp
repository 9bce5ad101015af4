// SPDX-License-Identifier: Apache-2.0
#include "sim/enforcement/table.hpp"

#include "sim/enforcement/agencies.hpp"
#include "sim/enforcement/control.hpp"
#include "sim/enforcement/extraction.hpp"
#include "sim/enforcement/rate.hpp"
#include "sim/enforcement/recording.hpp"
#include "sim/enforcement/scanner.hpp"

namespace waterbed {

std::vector<Mechanism> enforcement_mechanisms() {
  return {control_mechanism(),    scanner_mechanism(),   rate_mechanism(),
          extraction_mechanism(), recording_mechanism(), agencies_mechanism()};
}

}  // namespace waterbed
