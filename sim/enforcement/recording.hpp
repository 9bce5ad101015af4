// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/week/step.hpp"

// What authorities write down. A seizure is recorded or not, with weighing noise; its record is written some
// weeks after the find, and may name another method or another origin than the true ones. What is not found
// is not recorded. Source: MODEL section 8.
//
// Modelling decisions:
// - Weeks from find to record are geometric: each week the same chance to be written down at last. Figures of
//   a period are published when it ends, so what is written later is missing from what is published first.
// - A wrong method is one of the others that a route of the same commodity uses at the same entry place; a
//   wrong origin is one of the other sources. Each is equally likely. Weight, place and commodity are not
//   mistaken: they lie on the table. Where there is no other, the true one is written down; so is the origin
//   of what is found on leaving the source.
// - What organisations read in the news is what is written down, when it is and as it is.
//
// Phase Settle. Reads endings, effective; writes endings.recorded, .recorded_lane, .recorded_source,
// .weeks_to_record, pending_records, recorded_lots.
// Draws, each by organisation, week of the plan, consignment and lot: "recording" (one word for whether, two
// for noise); "recording.delay" (two words, one number); "recording.miscoding" (whether the method, whether
// the origin, which method, which origin). What is switched off draws nothing. Numbers: noise of 2 % is an
// assumption (MODEL section 9); delay and wrong codes are off, as nothing published measures them.
namespace waterbed {

struct RecordingParams {
  Share weighing_noise{0.02};
  Weeks delay_mean{0};
  Probability method_miscoded{0};
  Probability origin_miscoded{0};

  void describe(FieldVisitor& fields) {
    fields.quantity("weighing_noise", weighing_noise, {0, 0.3},
                    "relative standard deviation of the recorded weight");
    fields.quantity(
        "delay_mean", delay_mean, {0, 520},
        "mean time from a find until it is written down, geometric in whole weeks; 0: the same week");
    fields.quantity("method_miscoded", method_miscoded, {0, 1},
                    "chance that a record names another method of the same commodity and place");
    fields.quantity("origin_miscoded", origin_miscoded, {0, 1},
                    "chance that a record of a find after departure names another source");
  }
};

// Weeks from find to record, geometric with this mean m: P(at least k) = (m / (1 + m))^k, by inversion of
// `uniform` in the open interval (0, 1).
[[nodiscard]] Index weeks_to_record(double mean_weeks, double uniform);

[[nodiscard]] Mechanism recording_mechanism();

}  // namespace waterbed
