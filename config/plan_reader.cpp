// SPDX-License-Identifier: Apache-2.0
#include "config/plan_reader.hpp"

#include <optional>
#include <string>
#include <utility>

#include "config/date.hpp"
#include "config/field_reader.hpp"
#include "config/given.hpp"
#include "config/measures.hpp"
#include "config/written_number.hpp"
#include "sim/base/parameter_set.hpp"

namespace waterbed {

namespace {

// Replaces numbers of the plan by those of the command line. Where both say the same, the file stays the
// origin: the result file must not show how a run was called.
class OptionVisitor final : public FieldVisitorBase {
 public:
  OptionVisitor(const ScenarioOptions& options, std::vector<ParameterRecord>& records, Reading& reading)
      : options_(options), records_(records), reading_(reading) {}

  using FieldVisitorBase::visit;
  void visit(const CountField& field) override {
    const std::optional<std::int64_t> option = option_for(field.name);
    if (!option || *option == *field.value) return;
    const std::string name(field.name);
    if (!field.range.holds(static_cast<double>(*option)))
      return reading_.refuse({}, name + " = " + std::to_string(*option) + is_outside(field.range, field.doc));
    *field.value = *option;
    for (ParameterRecord& record : records_)
      if (record.path == name)
        record = {name, std::to_string(*option), record.unit, {}, {}, {}, "option", true};
  }

 private:
  [[nodiscard]] std::optional<std::int64_t> option_for(std::string_view name) const {
    if (name == "seed") return options_.seed;
    if (name == "replicates") return options_.replicates;
    if (name == "weeks") return options_.weeks;
    return std::nullopt;
  }

  const ScenarioOptions& options_;
  std::vector<ParameterRecord>& records_;
  Reading& reading_;
};

void read_start(const Node& top, RunPlan& plan, std::vector<ParameterRecord>& records, Reading& reading) {
  const Node* start = find(top, "start");
  if (start == nullptr) {
    const RemovedAt* removed = reading.removals.of("start");
    return reading.refuse(removed == nullptr ? Position{top.at.file, 0, 0} : removed->at,
                          "start must be given: date of the first week reported");
  }
  const auto week = read_week_at(*start, "start", reading.mistakes);
  if (!week) return;
  plan.start = *week;
  records.push_back({"start", date_of(*week), {}, {}, {}, {}, origin_of(start->at)});
}

}  // namespace

ParameterSet plan_parameters() {
  ParameterSet set;
  set.add_block<RunPlan>({"", "When, how long and how often is run, beside start: DATE"});
  return set;
}

std::vector<FieldKey> plan_keys() {
  return keys_of(plan_parameters().block(0));
}

RunPlan read_plan(const Node& top, const ScenarioOptions& options, std::vector<ParameterRecord>& records,
                  Reading& reading) {
  ParameterSet set = plan_parameters();
  GivenEntry given{{}, {top.at.file, 0, 0}, {}};
  const std::vector<FieldKey> keys = keys_of(set.block(0));
  for (const NodeEntry& entry : top.entries)
    if (has_key(keys, entry.key)) given.fields.push_back({entry.key, entry.at, entry.value, {}});
  FieldReader reader({given, {}, FieldReading::whole, records}, reading);
  set.block(0).describe(0, reader);
  OptionVisitor visitor(options, records, reading);
  set.block(0).describe(0, visitor);
  RunPlan plan = set.get<RunPlan>();
  read_start(top, plan, records, reading);
  return plan;
}

}  // namespace waterbed
