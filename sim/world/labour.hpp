// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "sim/world/world.hpp"

namespace waterbed {

// Labour at a place that all organisations share. Crews take lots out of a port, skippers pick them up at
// sea: no lot goes without. Insiders, who move boxes on a terminal or release them in an office, are hired
// where they are worth their wage.
enum class LabourKind : std::int8_t { terminal_insider, release_insider, crew, skipper };

struct Pool {
  LabourKind kind;
  Index place;
  std::uint32_t hash;            // of its name: keys its draws
  std::int64_t number;           // people who take jobs
  double wage;                   // EUR per job, this week's
  double jobs_per_person;        // a week
  double wage_response;          // by how much of a relative excess of demand the wage moves; this week's
  double lowest_wage;            // EUR per job, this week's
  double entry_help = 0.0;       // share of what examining would find that an insider averts
  double extraction_help = 0.0;  // share of failures of extraction that an insider averts
  std::int64_t demand = 0;       // jobs that organisations want this week at its wage (step `hire`)
  std::int64_t capacity = 0;     // jobs that they can do this week (step `hire`)
  std::int64_t jobs = 0;         // jobs given (step `hire`)
  std::int64_t served = 0;       // lots of its methods that came to extraction this week
  std::int64_t arrested = 0;     // people, this week
  std::int64_t minors_arrested = 0;
  std::int64_t first_timers_arrested = 0;
  std::int64_t left = 0;       // people who stopped of their own accord or were screened out, this week
  std::int64_t recruited = 0;  // people, this week
  std::int64_t minors_recruited = 0;
  // Of `number` in a crew's pool; the rest have done it before.
  std::int64_t first_timers = 0;  // minors among them included
  std::int64_t minors = 0;
  std::vector<double>
      missing_people;  // of past weeks, newest first: what recruiting, which takes time, makes up for
};

// Insiders first, then crews, then skippers, each in the order of its parameter block.
struct Labour {
  std::vector<Pool> pools;
  std::vector<Index> insiders;  // by place-method: pool that can help, or none
  std::vector<Index> hands;     // by place-method: pool of the crews or skippers that it needs, or none
};

}  // namespace waterbed
