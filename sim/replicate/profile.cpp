// SPDX-License-Identifier: Apache-2.0
#include "sim/replicate/profile.hpp"

#include "sim/base/check.hpp"
#include "sim/replicate/mechanisms.hpp"

namespace waterbed {
namespace {

// Those of the parts, with the order of a week in the place of calendar and count.
std::vector<std::string> names_of(const std::vector<Mechanism>& mechanisms) {
  const std::vector<std::string> week = order_of_a_week(mechanisms);
  const auto name = [](RunPart part) { return run_part_names[static_cast<std::size_t>(part)]; };
  WATERBED_CHECK(week.front() == name(RunPart::calendar) && week.back() == name(RunPart::count));
  std::vector<std::string> names{name(RunPart::start), name(RunPart::fork)};
  names.insert(names.end(), week.begin(), week.end());
  for (const RunPart part : {RunPart::accounts, RunPart::finish, RunPart::pack, RunPart::write})
    names.emplace_back(name(part));
  return names;
}

}  // namespace

Profile::Profile(const std::vector<Mechanism>& mechanisms)
    : names_(names_of(mechanisms)), times_(names_.size()) {}

std::size_t Profile::row_of(RunPart part) const {
  return static_cast<std::size_t>(part) + (part > RunPart::calendar ? steps() : 0);
}

void Profile::add(const RunCounts& counts) {
  replicates_ += counts.replicates;
  weeks_ += counts.weeks;
  weeks_saved_ += counts.weeks_saved;
  consignments_ += counts.consignments;
  routes_valued_ += counts.routes_valued;
}

std::vector<double> Profile::seconds() const {
  std::vector<double> seconds;
  for (const auto& time : times_) seconds.push_back(1e-9 * static_cast<double>(time.load()));
  return seconds;
}

RunCounts Profile::counts() const {
  return {replicates_, weeks_, weeks_saved_, consignments_, routes_valued_};
}

Stopwatch::~Stopwatch() {
  if (profile_ == nullptr) return;
  for (std::size_t row = 0; row < times_.size(); ++row) profile_->add(row, times_[row]);
  profile_->add(counts);
}

void Stopwatch::add(std::size_t row) {
  const Clock::time_point now = Clock::now();
  times_[row] += now - last_;
  last_ = now;
}

}  // namespace waterbed
