// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/week/step.hpp"

// Taking a lot out of the place: fails with the method's chance; a lot that fails is found with some chance
// (then it is seized, stage extraction), else it is lost. Source: MODEL, "Extraction".
//
// Phase Direct. Reads effective; writes controls.extraction_failure. No draws (the lots' are in `control`).
namespace waterbed {

struct ExtractionParams {
  Probability found_when_failed{0.7};

  void describe(FieldVisitor& fields) {
    fields.quantity("found_when_failed", found_when_failed, {0, 1},
                    "chance that a lot whose extraction fails is found rather than lost");
  }
};

[[nodiscard]] Mechanism extraction_mechanism();

}  // namespace waterbed
