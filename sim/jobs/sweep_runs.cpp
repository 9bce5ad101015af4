// SPDX-License-Identifier: Apache-2.0
#include "sim/jobs/sweep_runs.hpp"

#include <algorithm>
#include <utility>

#include "output/error.hpp"
#include "output/fingerprint.hpp"
#include "output/seal.hpp"
#include "sim/base/parallel.hpp"
#include "sim/jobs/factor_groups.hpp"
#include "sim/jobs/run_job.hpp"

namespace waterbed {
namespace {

std::string unit_of(const ScenarioRecord& scenario, const std::string& path) {
  const ParameterRecord* parameter = parameter_named(scenario, path);
  return parameter == nullptr ? "1" : parameter->unit;
}

ResultRecord record_of_sweep(const SweepPlan& plan, const DesignPoints& points) {
  ResultRecord record = record_of(plan.base, experiment_of(plan.base, InstructionSet::plain));
  record.layout.points = static_cast<std::int64_t>(points.count());
  SweepRecord& sweep = record.sweep.emplace();
  sweep.kind = name_of(plan.design.kind);
  sweep.title = plan.design.title;
  for (const Factor& factor : plan.design.factors)
    sweep.factors.push_back({factor.path, factor.role == FactorRole::lever ? "lever" : "uncertainty",
                             unit_of(record.scenario, factor.path)});
  sweep.values = [&points](std::uint64_t point) { return points.values(point); };
  sweep.files = plan.design.files;
  return record;
}

std::vector<std::uint64_t> questions_of(const DesignPoints& points, const std::vector<std::uint64_t>& part,
                                        const PointScenarios& scenarios, const RunWatch& watch) {
  constexpr std::size_t piece = 64;
  std::vector<std::uint64_t> questions(part.empty() ? points.count() : part.size());
  for_each_range(questions.size(), piece, [&](std::size_t begin, std::size_t end) {
    for (std::size_t point = begin; point < end; ++point) {
      stop_if_asked(watch);
      questions[point] = scenarios.question(points.values(part.empty() ? point : part[point]));
    }
  });
  return questions;
}

}  // namespace

SweepRuns::SweepRuns(const SweepPlan& plan, const RunWatch& watch, std::vector<std::uint64_t> part)
    : points_(plan.design),
      scenarios_(plan),
      part_(std::move(part)),
      record_(record_of_sweep(plan, points_)),
      shape_(shape_fingerprint(record_)),
      made_(record_.layout, questions_of(points_, part_, scenarios_, watch)) {}

void SweepRuns::take_up(const std::vector<std::filesystem::path>& blocks, const RunWatch& watch) {
  for (const std::filesystem::path& block : blocks) {
    stop_if_asked(watch);
    try {
      check_seal(block);
    } catch (const OutputError& problem) {
      if (watch.remark) watch.remark(std::string(problem.what()) + ": what it held counts as not run");
      continue;
    }
    made_.add_checked(block);
  }
}

}  // namespace waterbed
