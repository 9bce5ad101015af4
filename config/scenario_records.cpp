// SPDX-License-Identifier: Apache-2.0
#include "config/scenario_records.hpp"

#include <map>
#include <string>
#include <utility>

namespace waterbed {

namespace {

using ByPath = std::map<std::string, ParameterRecord>;

// What an arm changes, and what only the reference changes: there the arm keeps the value of the base.
ByPath differences(const ReadArm& arm, const ReadArm& reference, const ByPath& base) {
  ByPath result;
  for (const ParameterRecord& record : reference.overrides) {
    const auto before = base.find(record.path);
    if (before != base.end()) result.insert_or_assign(record.path, before->second);
  }
  for (const ParameterRecord& record : arm.overrides) result.insert_or_assign(record.path, record);
  return result;
}

ParameterRecord measures_of(const ReadArm& arm, const std::vector<ReadMeasure>& measures) {
  ParameterRecord record;
  record.path = "arms." + arm.name + ".measures";
  for (const std::size_t index : arm.measures) {
    const Measure& measure = measures[index].measure;
    if (measure.kind == MeasureKind::measure)
      record.value.append(record.value.empty() ? "" : " ").append(measure.name);
  }
  record.origin = arm.at.line > 0 ? origin_of(arm.at) : "default";
  return record;
}

}  // namespace

std::vector<ParameterRecord> records_of_arms(std::vector<ParameterRecord> base,
                                             const std::vector<ReadArm>& arms,
                                             const std::vector<ReadMeasure>& measures) {
  if (arms.empty()) return base;
  ByPath of_reference;
  for (const ParameterRecord& record : arms.front().overrides) of_reference.emplace(record.path, record);
  ByPath before;  // of what the reference changes
  for (const ParameterRecord& record : base)
    if (of_reference.contains(record.path)) before.emplace(record.path, record);

  std::vector<ParameterRecord> result = std::move(base);
  for (ParameterRecord& record : result) {
    const auto changed = of_reference.find(record.path);
    if (changed != of_reference.end()) record = changed->second;
  }
  for (const ReadArm& arm : arms) {
    result.push_back(measures_of(arm, measures));
    if (&arm == &arms.front()) continue;
    for (auto& [path, record] : differences(arm, arms.front(), before)) {
      ParameterRecord of_arm = record;
      of_arm.path = "arms." + arm.name + "." + path;
      result.push_back(std::move(of_arm));
    }
  }
  return result;
}

}  // namespace waterbed
