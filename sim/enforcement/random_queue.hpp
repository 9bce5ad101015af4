// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/week/step.hpp"

// A line in continuous time: units arrive as a Poisson process and are examined by `servers` at once, each in
// an exponential time of mean servers / capacity weeks, first come, first served; who has waited for
// `patience` weeks leaves. Without end of patience this is the queue M/M/c (Erlang 1917), with patience 0 his
// loss system. The week is only a frame: who waits or is being examined at its end goes on in the next.
//
// Draws: "queue.arrival" by line (hash of the instrument's name), week, arrival; "queue.service" by line,
// week, beginning of service (those that go on from the week before: 2^31 + their number).
namespace waterbed {

struct RandomLine {
  double arrivals;  // a week
  double capacity;  // units a week when all servers are busy
  std::size_t servers;
  double patience;  // weeks
};

struct LineKey {
  std::uint32_t who;
  Week week;
};

// What happened in a week, in whole units.
struct RandomWeek {
  std::int64_t arrived = 0;
  std::int64_t begun = 0;
  std::int64_t examined = 0;  // service ended
  std::int64_t released = 0;
  std::int64_t held = 0;        // in line when the week ends, without those being examined
  double mean_in_line = 0.0;    // over the week
  double waits_of_begun = 0.0;  // sum, weeks
};

[[nodiscard]] RandomWeek pass_random_week(const RandomLine& line, const Luck& luck, LineKey key,
                                          Queue& queue);

}  // namespace waterbed
