// SPDX-License-Identifier: Apache-2.0
#include "config/scenario.hpp"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

#include "config/arms.hpp"
#include "config/block_reader.hpp"
#include "config/composition.hpp"
#include "config/field_keys.hpp"
#include "config/given.hpp"
#include "config/measure_range.hpp"
#include "config/measures.hpp"
#include "config/name_check.hpp"
#include "config/number_index.hpp"
#include "config/pairs.hpp"
#include "config/plan_reader.hpp"
#include "config/reading.hpp"
#include "config/scenario_records.hpp"
#include "config/suggest.hpp"

namespace waterbed {

namespace {

class ScenarioReader {
 public:
  ScenarioReader(const ParameterSet& blocks, const ScenarioOptions& options, Reading& reading)
      : base_(blocks), options_(options), reading_(reading) {}

  // The scenario, with arms only if there was no mistake.
  [[nodiscard]] Scenario read(const Node& top) {
    read_head(top);
    scenario_.plan = read_plan(top, options_, records_, reading_);
    read_blocks(top, base_, records_, reading_);
    check_names(base_, reading_);
    const NumberIndex index(base_);
    const std::vector<ReadMeasure> measures = read_all_measures(top, index);
    std::vector<ReadArm> arms =
        read_arms({top, base_, measures, has_all_measures_, index.numbers().size()}, reading_);
    check_ranges_under_measures(arms, measures, index, scenario_.plan, reading_);
    // Names missing where arms could not be read are no second mistake.
    if (!reading_.broken_blocks.contains("arms")) {
      check_arms_asked_for(arms);
      read_all_pairs(top, arms);
    }
    reading_.removals.tell(reading_.mistakes);
    finish(std::move(arms), measures);
    return std::move(scenario_);
  }

 private:
  void read_head(const Node& top) {
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

  void refuse_unknown_keys(const Node& top) {
    std::vector<std::string> known{"waterbed", "extends",  "title",        "question", "because", "start",
                                   "shocks",   "measures", "in_every_arm", "arms",     "pairs"};
    for (const FieldKey& key : plan_keys()) known.push_back(key.key);
    for (const BlockGroup& group : groups_of(base_)) known.push_back(group.path);
    for (const NodeEntry& entry : top.entries) {
      if (std::find(known.begin(), known.end(), entry.key) != known.end()) continue;
      reading_.refuse(entry.at, entry.key + " is not a key of a scenario" + advice(entry.key, known));
      // What is missing for want of a misspelt block is no second mistake.
      const std::string_view meant = nearest(entry.key, known);
      if (!meant.empty()) reading_.broken_blocks.emplace(meant);
      if (meant == "measures") has_all_measures_ = false;
    }
  }

  std::vector<ReadMeasure> read_all_measures(const Node& top, const NumberIndex& index) {
    std::vector<ReadMeasure> result;
    std::size_t changes_left = most_changes;
    for (const MeasureKind kind : {MeasureKind::shock, MeasureKind::measure}) {
      const Node* map = find(top, block_of(kind));
      if (map == nullptr) continue;
      const std::size_t before = result.size();
      for (ReadMeasure& measure :
           read_measures({*map, kind, index, changes_left}, measure_records_, reading_))
        result.push_back(std::move(measure));
      const auto written = std::count_if(map->entries.begin(), map->entries.end(),
                                         [](const NodeEntry& entry) { return !is_remark(entry.key); });
      const bool is_whole =
          map->kind == Node::Kind::map && result.size() - before == static_cast<std::size_t>(written);
      if (kind == MeasureKind::measure) has_all_measures_ = has_all_measures_ && is_whole;
    }
    refuse_shared_names(top);
    return result;
  }

  // One name in two places would be two things in a file of results, in a list and in a reader's head.
  void refuse_shared_names(const Node& top) {
    const Node* shocks = find(top, "shocks");
    const Node* measures = find(top, "measures");
    if (shocks == nullptr || measures == nullptr) return;
    std::map<std::string_view, Position> names;
    for (const NodeEntry& shock : shocks->entries)
      if (!is_remark(shock.key)) names.emplace(shock.key, shock.at);
    for (const NodeEntry& measure : measures->entries) {
      const auto shock = names.find(measure.key);
      if (shock == names.end()) continue;
      // Told in the file that came later.
      const bool is_shock_later = shock->second.file == top.at.file && measure.at.file != top.at.file;
      if (is_shock_later)
        reading_.refuse(shock->second, "shocks." + measure.key + ": a measure has this name already (" +
                                           origin_of(measure.at) + ")");
      else
        reading_.refuse(measure.at, "measures." + measure.key + ": a shock has this name already (" +
                                        origin_of(shock->second) + ")");
    }
  }

  void check_arms_asked_for(const std::vector<ReadArm>& arms) {
    std::vector<std::string> known;
    for (const ReadArm& arm : arms) known.push_back(arm.name);
    for (auto name = options_.arms.begin(); name != options_.arms.end(); ++name) {
      if (std::find(known.begin(), known.end(), *name) == known.end())
        reading_.refuse({"--arms"}, *name + " is not one of arms" + advice(*name, known));
      if (std::find(options_.arms.begin(), name, *name) != name)
        reading_.refuse({"--arms"}, *name + " is named twice");
    }
  }

  void read_all_pairs(const Node& top, const std::vector<ReadArm>& arms) {
    std::vector<std::string> names;
    std::vector<std::string> run_names;
    for (const ReadArm& arm : arms) {
      names.push_back(arm.name);
      if (is_asked_for(arm.name)) run_names.push_back(arm.name);
    }
    scenario_.pairs = read_pairs(top, names, run_names, records_, reading_);
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
  if (options.kept) reading.files = SourceFiles(*options.kept);
  try {
    ParameterSet described = blocks;  // describing needs a set that may be written to
    const std::optional<Node> top = compose(path, options.sets, described, reading);
    if (top) result.scenario = ScenarioReader(blocks, options, reading).read(*top);
  } catch (const TooManyMistakes&) {  // those so far are told
  }
  result.mistakes = std::move(reading.mistakes);
  return result;
}

}  // namespace waterbed
