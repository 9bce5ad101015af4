// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/week/step.hpp"

// What authorities write down: a seizure is recorded or not, with weighing noise; what is not found is not
// recorded. Source: MODEL section 8.
//
// Phase Settle. Reads endings, effective; writes endings.recorded, recorded_lots.
// Draws: "recording" by organisation, week of the plan, consignment and lot: one word for whether, two for
// noise.
namespace waterbed {

struct RecordingParams {
  Share weighing_noise{0.02};

  void describe(FieldVisitor& fields) {
    fields.quantity("weighing_noise", weighing_noise, {0, 0.3},
                    "relative standard deviation of the recorded weight");
  }
};

[[nodiscard]] Mechanism recording_mechanism();

}  // namespace waterbed
