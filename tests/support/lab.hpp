// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <cstdint>
#include <filesystem>
#include <numeric>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "sim/jobs/run_job.hpp"
#include "sim/replicate/replicate.hpp"
#include "sim/stats/interval.hpp"

// The laboratory's scenarios, as tests use them.
namespace waterbed::test {

// Sanitizers make a run ten times as long: a tenth of the organisations then, and tolerances to match.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr std::size_t times_smaller = 10;
#else
inline constexpr std::size_t times_smaller = 1;
#endif

inline ScenarioOptions with_organisations(std::size_t count) {
  ScenarioOptions options;
  options.sets = {"organisations.count=" + std::to_string(count)};
  return options;
}

inline Prepared prepare_scenario(const std::string& name, const ScenarioOptions& options = {}) {
  const auto path = std::filesystem::path(WATERBED_SOURCE_DIR) / "scenarios" / name;
  Prepared prepared = prepare(path, options);
  EXPECT_TRUE(prepared.mistakes.empty()) << prepared.mistakes.printed();
  return prepared;
}

inline Experiment experiment_of(const std::string& name, const ScenarioOptions& options = {},
                                InstructionSet instruction_set = InstructionSet::plain) {
  return waterbed::experiment_of(prepare_scenario(name, options), instruction_set);
}

// Every arm computed for itself: for tests that arms, or their pasts, are equal, which could not fail where
// equal arms are computed once.
inline Experiment experiment_without_forks(const std::string& name, const ScenarioOptions& options = {}) {
  return waterbed::experiment_of(prepare_scenario(name, options), InstructionSet::plain, Forking::no);
}

// A result with its layout, to look series up by name.
class Results {
 public:
  Results(const Experiment& experiment, std::uint32_t replicate)
      : layout_(experiment.layout()), result_(experiment.run(replicate)) {
    for (const RunResult& run : result_.arms) EXPECT_EQ(run.state, RunState::done) << run.message;
  }

  [[nodiscard]] const std::vector<std::int64_t>& cells(std::size_t arm, const std::string& series) const {
    std::size_t index = 0;
    while (index < layout_.series.size() && layout_.series[index].name != series) ++index;
    EXPECT_LT(index, layout_.series.size()) << series;
    return result_.arms[arm].series[index];
  }

  // Sum over periods and stages, by lane.
  [[nodiscard]] std::vector<double> by_lane(std::size_t arm, const std::string& series) const {
    const std::vector<std::int64_t>& all = cells(arm, series);
    std::vector<double> sums(layout_.lanes.size(), 0.0);
    for (std::size_t cell = 0; cell < all.size(); ++cell)
      sums[cell % sums.size()] += static_cast<double>(all[cell]);
    return sums;
  }

  [[nodiscard]] double total(std::size_t arm, const std::string& series) const {
    const std::vector<std::int64_t>& all = cells(arm, series);
    return static_cast<double>(std::accumulate(all.begin(), all.end(), std::int64_t{0}));
  }

  [[nodiscard]] const ResultLayout& layout() const { return layout_; }
  [[nodiscard]] const ReplicateResult& result() const { return result_; }

 private:
  ResultLayout layout_;
  ReplicateResult result_;
};

// Sets a choice among options, by the names of field and option.
inline void choose(ParameterSet& parameters, std::string_view field, std::string_view option) {
  struct Chooser final : FieldVisitorBase {
    using FieldVisitorBase::visit;
    void visit(const ChoiceField& choice) override {
      for (std::size_t index = 0; index < choice.options.size(); ++index)
        if (choice.name == wanted_field && choice.options[index] == wanted_option) choice.set(index);
    }
    std::string_view wanted_field, wanted_option;
  } chooser;
  chooser.wanted_field = field;
  chooser.wanted_option = option;
  for (std::size_t index = 0; index < parameters.size(); ++index)
    for (std::size_t entry = 0; entry < parameters.block(index).size(); ++entry)
      parameters.block(index).describe(entry, chooser);
}

// Standard error of a share p of n independent trials.
inline double share_error(double p, double n) {
  return std::sqrt(p * (1.0 - p) / n);
}

inline double mean(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

// Interval of the mean of left - right over replicates; a mean of 0 lies outside once in 10,000.
struct Interval {
  double low;
  double high;
};
inline Interval paired_difference(const std::vector<double>& left, const std::vector<double>& right) {
  const stats::Estimate difference = stats::paired_difference(right, left, 0.9999).difference;
  return {difference.mean - *difference.half_width, difference.mean + *difference.half_width};
}

}  // namespace waterbed::test
