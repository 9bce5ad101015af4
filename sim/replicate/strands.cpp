// SPDX-License-Identifier: Apache-2.0
#include "sim/replicate/strands.hpp"

#include <numeric>
#include <set>
#include <string>

#include "sim/base/check.hpp"
#include "sim/base/parameter_content.hpp"

namespace waterbed {
namespace {

// The arms of an experiment while their calendars are gone through.
class Divider {
 public:
  Divider(const std::vector<Arm>& arms, const std::vector<Calendar>& calendars) : calendars_(calendars) {
    for (const Arm& arm : arms) effective_.emplace_back(arm.parameters);
    std::set<std::size_t> touched;
    for (const Calendar& calendar : calendars)
      for (const std::size_t position : calendar.touched_positions()) touched.insert(position);
    touched_.assign(touched.begin(), touched.end());
  }

  // Whether any parameter of any arm is another than in the week before.
  bool go_to(Week week) {
    bool differs = false;
    for (std::size_t arm = 0; arm < effective_.size(); ++arm)
      differs = calendars_[arm].apply(week, effective_[arm]) || differs;
    return differs;
  }

  // Divides strands of the week before into those of this week; `is_same` tells of two arms of one of them.
  template <class Same>
  [[nodiscard]] static std::vector<std::size_t> divided(const std::vector<std::size_t>& before,
                                                        const Same& is_same) {
    std::vector<std::size_t> now(before.size());
    for (std::size_t arm = 0; arm < before.size(); ++arm) {
      std::size_t strand = 0;
      const auto is_strand_of_arm = [&] {
        return now[strand] == strand && before[strand] == before[arm] && is_same(strand, arm);
      };
      while (strand < arm && !is_strand_of_arm()) ++strand;
      now[arm] = strand;
    }
    return now;
  }

  // Of all arms in the first week, by everything that their parameters hold.
  [[nodiscard]] std::vector<std::size_t> first_strands() const {
    std::vector<std::string> contents;
    for (const EffectiveParameters& effective : effective_) contents.push_back(content_of(effective.all()));
    return divided(std::vector<std::size_t>(effective_.size(), 0),
                   [&](std::size_t left, std::size_t right) { return contents[left] == contents[right]; });
  }

  // Of a later week, by the quantities that a calendar changes.
  [[nodiscard]] std::vector<std::size_t> next_strands(const std::vector<std::size_t>& before) const {
    return divided(before, [&](std::size_t left, std::size_t right) {
      return effective_[left].is_same_at(touched_, effective_[right]);
    });
  }

 private:
  const std::vector<Calendar>& calendars_;
  std::vector<EffectiveParameters> effective_;
  std::vector<std::size_t> touched_;  // by any calendar
};

std::vector<std::size_t> each_by_itself(std::size_t arms) {
  std::vector<std::size_t> strands(arms);
  std::iota(strands.begin(), strands.end(), std::size_t{0});
  return strands;
}

std::int64_t number_of(const Strands& strands) {
  std::int64_t number = 0;
  for (std::size_t arm = 0; arm < strands.of_arm.size(); ++arm) number += strands.of_arm[arm] == arm ? 1 : 0;
  return number;
}

}  // namespace

std::vector<Strands> strands_of(const std::vector<Arm>& arms, const std::vector<Calendar>& calendars,
                                Week first, Week end, Forking forking) {
  WATERBED_CHECK(calendars.size() == arms.size() && first < end);
  if (forking == Forking::no) return {{first, end, each_by_itself(arms.size())}};
  Divider divider(arms, calendars);
  divider.go_to(first);
  std::vector<Strands> strands{{first, end, divider.first_strands()}};
  for (Week week = first + 1; week < end; week = week + 1) {
    if (!divider.go_to(week)) continue;
    std::vector<std::size_t> now = divider.next_strands(strands.back().of_arm);
    if (now == strands.back().of_arm) continue;
    strands.back().until = week;
    strands.push_back({week, end, std::move(now)});
  }
  return strands;
}

std::int64_t weeks_computed(const std::vector<Strands>& strands) {
  std::int64_t weeks = 0;
  for (const Strands& part : strands) weeks += number_of(part) * (part.until - part.from);
  return weeks;
}

}  // namespace waterbed
