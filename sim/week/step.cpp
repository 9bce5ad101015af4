// SPDX-License-Identifier: Apache-2.0
#include "sim/week/step.hpp"

#include <algorithm>
#include <set>

namespace waterbed {

std::vector<Step> order_steps(const std::vector<Mechanism>& mechanisms) {
  std::vector<Step> steps;
  for (const Mechanism& mechanism : mechanisms)
    steps.insert(steps.end(), mechanism.steps.begin(), mechanism.steps.end());
  std::stable_sort(steps.begin(), steps.end(),
                   [](const Step& left, const Step& right) { return left.phase < right.phase; });
  return steps;
}

std::vector<std::string> problems_of(const std::vector<Step>& steps) {
  std::vector<std::string> problems;
  std::set<std::string_view> done;
  for (std::size_t position = 0; position < steps.size(); ++position) {
    const Step& step = steps[position];
    const std::string name(step.name);
    if (position > 0 && step.phase < steps[position - 1].phase)
      problems.push_back(name + " is in a later phase");
    for (const std::string_view needed : step.after)
      if (!done.contains(needed)) problems.push_back(name + " must come after " + std::string(needed));
    if (!done.insert(step.name).second) problems.push_back("two steps are called " + name);
  }
  return problems;
}

}  // namespace waterbed
