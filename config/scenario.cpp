// SPDX-License-Identifier: Apache-2.0
#include "config/scenario.hpp"

#include <algorithm>
#include <utility>

#include "config/arms.hpp"
#include "config/block_reader.hpp"
#include "config/field_keys.hpp"
#include "config/given.hpp"
#include "config/measure_range.hpp"
#include "config/measures.hpp"
#include "config/name_check.hpp"
#include "config/number_index.hpp"
#include "config/plan_reader.hpp"
#include "config/reading.hpp"
#include "config/scenario_records.hpp"
#include "config/suggest.hpp"
#include "config/yaml_tree.hpp"

namespace waterbed {

namespace {

constexpr std::string_view language_version = "1";

class ScenarioReader {
 public:
  ScenarioReader(const ParameterSet& blocks, const ScenarioOptions& options, Reading& reading)
      : base_(blocks), options_(options), reading_(reading) {}

  // The scenario, with arms only if there was no mistake.
  [[nodiscard]] Scenario read(const Node& top) {
    if (top.kind != Node::Kind::map) {
      reading_.refuse(top.at, "a scenario is a map of keys, this is " + shown(top));
      return {};
    }
    read_head(top);
    scenario_.plan = read_plan(top, options_, records_, reading_);
    read_blocks(top, base_, records_, reading_);
    check_names(base_, reading_);
    const NumberIndex index(base_);
    const std::vector<ReadMeasure> measures = read_all_measures(top, index);
    std::vector<ReadArm> arms = read_arms({top, base_, measures, has_all_measures_}, reading_);
    check_ranges_under_measures(arms, measures, index, scenario_.plan, reading_);
    check_arms_asked_for(arms);
    finish(std::move(arms), measures);
    return std::move(scenario_);
  }

 private:
  void read_head(const Node& top) {
    check_version(top);
    refuse_unknown_keys(top);
    for (const char* key : {"title", "question", "because"}) {
      const Node* text = find(top, key);
      if (text == nullptr) continue;
      if (text->kind != Node::Kind::scalar)
        reading_.refuse(text->at, std::string(key) + " must be text, this is " + shown(*text));
      else if (std::string_view(key) == "title")
        scenario_.record.title = text->text;
    }
  }

  void check_version(const Node& top) {
    const bool is_first = !top.entries.empty() && top.entries.front().key == "waterbed";
    if (!is_first)
      return reading_.refuse(top.at,
                             "the first key must be waterbed: 1, the version of the scenario language");
    const Node& version = top.entries.front().value;
    if (version.text != language_version)
      reading_.refuse(version.at,
                      "waterbed = " + shown(version) + " is not a version this program reads: write 1");
  }

  void refuse_unknown_keys(const Node& top) {
    std::vector<std::string> known{"waterbed", "title",    "question",     "because",
                                   "start",    "measures", "in_every_arm", "arms"};
    for (const FieldKey& key : plan_keys()) known.push_back(key.key);
    for (const BlockGroup& group : groups_of(base_)) known.push_back(group.path);
    for (const NodeEntry& entry : top.entries)
      if (std::find(known.begin(), known.end(), entry.key) == known.end())
        reading_.refuse(entry.at, entry.key + " is not a key of a scenario" + advice(entry.key, known));
  }

  std::vector<ReadMeasure> read_all_measures(const Node& top, const NumberIndex& index) {
    const Node* measures = find(top, "measures");
    if (measures == nullptr) return {};
    std::vector<ReadMeasure> result = read_measures(*measures, index, measure_records_, reading_);
    const auto written = std::count_if(measures->entries.begin(), measures->entries.end(),
                                       [](const NodeEntry& entry) { return !is_remark(entry.key); });
    has_all_measures_ =
        measures->kind == Node::Kind::map && result.size() == static_cast<std::size_t>(written);
    return result;
  }

  void check_arms_asked_for(const std::vector<ReadArm>& arms) {
    std::vector<std::string> known;
    for (const ReadArm& arm : arms) known.push_back(arm.name);
    for (const std::string& name : options_.arms)
      if (std::find(known.begin(), known.end(), name) == known.end())
        reading_.refuse({}, "arm " + name + " is not one of arms" + advice(name, known));
  }

  [[nodiscard]] bool is_asked_for(const std::string& arm) const {
    const std::vector<std::string>& asked = options_.arms;
    return asked.empty() || std::find(asked.begin(), asked.end(), arm) != asked.end();
  }

  void finish(std::vector<ReadArm> arms, const std::vector<ReadMeasure>& measures) {
    if (!reading_.mistakes.empty()) return;
    scenario_.record.parameters = records_of_arms(std::move(records_), arms, measures);
    scenario_.record.parameters.insert(scenario_.record.parameters.end(), measure_records_.begin(),
                                       measure_records_.end());
    scenario_.record.files.assign(reading_.files.all().begin(), reading_.files.all().end());
    for (ReadArm& read : arms) {
      Arm arm{std::move(read.name), std::move(read.parameters), {}};
      for (const std::size_t measure : read.measures) arm.measures.push_back(measures[measure].measure);
      if (&read == arms.data()) scenario_.start = arm;
      if (is_asked_for(arm.name)) scenario_.arms.push_back(std::move(arm));
    }
  }

  ParameterSet base_;
  const ScenarioOptions& options_;
  Reading& reading_;
  std::vector<ParameterRecord> records_;
  std::vector<ParameterRecord> measure_records_;
  bool has_all_measures_ = true;
  Scenario scenario_;
};

}  // namespace

ScenarioReading read_scenario(const std::filesystem::path& path, const ParameterSet& blocks,
                              const ScenarioOptions& options) {
  ScenarioReading result;
  Reading reading;
  reading.folder = path.parent_path();
  const SourceFileRecord* file =
      reading.files.read(path, path.filename().string(), yaml_limit_bytes, reading.mistakes);
  const auto top = file == nullptr ? std::nullopt : read_yaml(file->name, file->text, reading.mistakes);
  if (top) result.scenario = ScenarioReader(blocks, options, reading).read(*top);
  result.mistakes = std::move(reading.mistakes);
  return result;
}

}  // namespace waterbed
