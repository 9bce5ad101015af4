// SPDX-License-Identifier: Apache-2.0
#include "sim/enforcement/random_queue.hpp"

#include <algorithm>
#include <functional>
#include <limits>

namespace waterbed {
namespace {

constexpr Purpose arrival_purpose("queue.arrival");
constexpr Purpose service_purpose("queue.service");
constexpr std::uint32_t kept_services =
    0x80000000U;  // numbers of draws for services begun in an earlier week
constexpr double never = std::numeric_limits<double>::infinity();

// One week of the line, event by event. Moments are in weeks since the week began.
class LineWeek {
 public:
  LineWeek(const RandomLine& line, const Luck& luck, LineKey key, Queue& queue)
      : line_(line), luck_(luck), key_(key), queue_(queue) {}

  [[nodiscard]] RandomWeek pass() {
    draw_services_anew();
    begin_services(0.0);
    double arrival = after(0.0);
    for (;;) {
      const double service_end = queue_.busy_until.empty() ? never : queue_.busy_until.front();
      const double event = std::min(arrival, service_end);
      if (event >= 1.0) break;
      advance_to(event);
      if (arrival <= service_end) {
        queue_.waiting_since.push_back(arrival);
        ++passed_.arrived;
        arrival = after(arrival);
      } else {
        end_service();
      }
      begin_services(event);
    }
    advance_to(1.0);
    close();
    return passed_;
  }

 private:
  // Poisson arrivals have no memory: the first of a week may be drawn anew.
  [[nodiscard]] double after(double moment) const {
    if (line_.arrivals <= 0.0) return never;
    const PhiloxBlock words =
        luck_.draw(arrival_purpose, key_.who, key_.week, static_cast<std::uint32_t>(passed_.arrived));
    return moment + exponential(unit_interval(words[0], words[1])) / line_.arrivals;
  }

  // Nor have exponential services: what is left of each is drawn anew, at this week's speed.
  void draw_services_anew() {
    for (std::size_t server = 0; server < queue_.busy_until.size(); ++server)
      queue_.busy_until[server] =
          line_.capacity > 0.0 ? service(kept_services + static_cast<std::uint32_t>(server)) : never;
    std::make_heap(queue_.busy_until.begin(), queue_.busy_until.end(), std::greater<>());
  }

  [[nodiscard]] double service(std::uint32_t which) const {
    const PhiloxBlock words = luck_.draw(service_purpose, key_.who, key_.week, which);
    const double mean_weeks = static_cast<double>(line_.servers) / line_.capacity;
    return mean_weeks * exponential(unit_interval(words[0], words[1]));
  }

  [[nodiscard]] std::size_t in_line() const { return queue_.waiting_since.size() - gone_; }

  void stand_until(double moment) {
    passed_.mean_in_line += (moment - now_) * static_cast<double>(in_line());
    now_ = moment;
  }

  // All have the same patience, so that they leave in the order in which they came.
  void advance_to(double moment) {
    while (in_line() > 0 && queue_.waiting_since[gone_] + line_.patience <= moment) {
      stand_until(std::max(now_, queue_.waiting_since[gone_] + line_.patience));
      ++gone_;
      ++passed_.released;
    }
    stand_until(moment);
  }

  void begin_services(double moment) {
    while (in_line() > 0 && queue_.busy_until.size() < line_.servers && line_.capacity > 0.0) {
      queue_.busy_until.push_back(moment + service(static_cast<std::uint32_t>(passed_.begun)));
      std::push_heap(queue_.busy_until.begin(), queue_.busy_until.end(), std::greater<>());
      passed_.waits_of_begun += moment - queue_.waiting_since[gone_];
      ++gone_;
      ++passed_.begun;
    }
  }

  void end_service() {
    std::pop_heap(queue_.busy_until.begin(), queue_.busy_until.end(), std::greater<>());
    queue_.busy_until.pop_back();
    ++passed_.examined;
  }

  // Moments are then counted from the beginning of the next week.
  void close() {
    passed_.held = static_cast<std::int64_t>(in_line());
    queue_.waiting_since.erase(queue_.waiting_since.begin(),
                               queue_.waiting_since.begin() + static_cast<std::ptrdiff_t>(gone_));
    for (double& moment : queue_.waiting_since) moment -= 1.0;
    for (double& moment : queue_.busy_until) moment -= 1.0;
  }

  const RandomLine& line_;
  const Luck& luck_;
  LineKey key_;
  Queue& queue_;
  std::size_t gone_ = 0;  // how many at the head of the line are there no more
  double now_ = 0.0;
  RandomWeek passed_;
};

}  // namespace

RandomWeek pass_random_week(const RandomLine& line, const Luck& luck, LineKey key, Queue& queue) {
  return LineWeek(line, luck, key, queue).pass();
}

}  // namespace waterbed
