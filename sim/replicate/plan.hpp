// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "sim/base/fields.hpp"
#include "sim/base/units.hpp"

namespace waterbed {

enum class ReportEvery { week, four_weeks, quarter, year };

// What is run of a scenario: when, how long, how often.
struct RunPlan {
  std::int64_t seed = 1;
  std::int64_t replicates = 16;
  Week start;  // first week reported; the warm-up lies before it
  std::int64_t weeks = 520;
  std::int64_t warm_up_weeks = 104;
  ReportEvery report_every = ReportEvery::quarter;

  // The start date is read by the scenario reader itself.
  void describe(FieldVisitor& fields) {
    fields.count("seed", seed, {0, 9.0e15},
                 "seed of all luck; replicate r of two scenarios with one seed share it");
    fields.count("replicates", replicates, {1, 1e7}, "number of replicates: draws of all luck");
    fields.count("weeks", weeks, {1, 10000}, "weeks reported, counted from the start");
    fields.count("warm_up_weeks", warm_up_weeks, {0, 5000},
                 "weeks before the start, simulated and not reported");
    fields.choice("report_every", report_every,
                  {{"week", ReportEvery::week},
                   {"4_weeks", ReportEvery::four_weeks},
                   {"quarter", ReportEvery::quarter},
                   {"year", ReportEvery::year}},
                  "length of a reporting period; quarters and years are of the calendar");
  }
};

}  // namespace waterbed
