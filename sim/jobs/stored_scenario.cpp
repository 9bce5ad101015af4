// SPDX-License-Identifier: Apache-2.0
#include "sim/jobs/stored_scenario.hpp"

#include <algorithm>
#include <map>
#include <sstream>
#include <string_view>

#include "config/set_option.hpp"

namespace waterbed {
namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

// What the command line had put in place of the scenario's own settings.
ScenarioOptions options_of(const ResultRecord& record) {
  ScenarioOptions options;
  options.seed = static_cast<std::int64_t>(record.layout.seed);
  options.replicates = record.layout.replicates;
  std::int64_t weeks = 0;
  for (const PeriodLabel& period : record.layout.periods) weeks += period.weeks;
  options.weeks = weeks;
  options.arms = record.layout.arms;
  options.kept.emplace();
  for (const SourceFileRecord& file : record.scenario.files) {
    if (file.name == sets_file)
      options.sets = lines_of(file.text);
    else
      options.kept->push_back(file);
  }
  return options;
}

std::string told(const std::string& what, const std::string& stored, const std::string& read) {
  return what + " is '" + stored + "' in the file and '" + read + "' in its scenario";
}

// The first column in which two records of one parameter differ.
std::string difference(const ParameterRecord& stored, const ParameterRecord& read) {
  const auto differs = [&](const char* column, const std::string& left, const std::string& right) {
    return left == right ? std::string() : told(stored.path + " (" + column + ")", left, right);
  };
  for (const std::string& text :
       {differs("value", stored.value, read.value), differs("unit", stored.unit, read.unit),
        differs("low", stored.low, read.low), differs("high", stored.high, read.high),
        differs("source", stored.source, read.source), differs("origin", stored.origin, read.origin)})
    if (!text.empty()) return text;
  return {};
}

using ParametersByPath = std::map<std::string_view, const ParameterRecord*>;

ParametersByPath by_path(const std::vector<ParameterRecord>& parameters) {
  ParametersByPath found;
  for (const ParameterRecord& parameter : parameters) found.emplace(parameter.path, &parameter);
  return found;
}

// Told by path: a program with one parameter more must not find all that follow it different.
void compare_parameters(const std::vector<ParameterRecord>& stored, const std::vector<ParameterRecord>& read,
                        std::vector<std::string>& differences) {
  const ParametersByPath of_file = by_path(stored);
  const ParametersByPath of_scenario = by_path(read);
  bool is_same_list = stored.size() == read.size();
  for (const ParameterRecord& parameter : stored) {
    const auto found = of_scenario.find(parameter.path);
    const std::string text = found == of_scenario.end() ? parameter.path + " stands only in the file"
                                                        : difference(parameter, *found->second);
    if (!text.empty()) differences.push_back(text);
    is_same_list = is_same_list && found != of_scenario.end();
  }
  for (const ParameterRecord& parameter : read) {
    if (of_file.contains(parameter.path)) continue;
    differences.push_back(parameter.path + " stands only in its scenario");
    is_same_list = false;
  }
  const auto has_path = [](const ParameterRecord& left, const ParameterRecord& right) {
    return left.path == right.path;
  };
  if (is_same_list && !std::equal(stored.begin(), stored.end(), read.begin(), has_path))
    differences.emplace_back("the parameters of the file stand in another order than in its scenario");
}

bool is_same(const SourceFileRecord& left, const SourceFileRecord& right) {
  return left.name == right.name && left.text == right.text;
}

bool is_same(const LaneLabel& left, const LaneLabel& right) {
  return left.name == right.name && left.commodity == right.commodity && left.place == right.place &&
         left.method == right.method;
}

bool is_same(const PlaceLabel& left, const PlaceLabel& right) {
  return left.name == right.name && left.title == right.title && left.kind == right.kind &&
         left.latitude_deg == right.latitude_deg && left.longitude_deg == right.longitude_deg;
}

bool is_same(const PeriodLabel& left, const PeriodLabel& right) {
  return left.start_day == right.start_day && left.weeks == right.weeks;
}

bool is_same(const LotSizeLabel& left, const LotSizeLabel& right) {
  return left.name == right.name && left.low_kg == right.low_kg;
}

bool is_same(const PartLabel& left, const PartLabel& right) {
  return left.name == right.name && left.title == right.title && left.place == right.place;
}

bool is_same(const PoolLabel& left, const PoolLabel& right) {
  return left.name == right.name && left.kind == right.kind && left.place == right.place;
}

bool is_same(const PairLabel& left, const PairLabel& right) {
  return left.name == right.name && left.reference == right.reference && left.arm == right.arm &&
         left.from_day == right.from_day && left.until_day == right.until_day &&
         left.touched == right.touched;
}

bool is_same(const SeriesSpec& left, const SeriesSpec& right) {
  return left.name == right.name && left.units == right.units && left.long_name == right.long_name &&
         left.axes == right.axes && left.is_count == right.is_count;
}

template <class Item>
bool are_same(const std::vector<Item>& left, const std::vector<Item>& right) {
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [](const Item& one, const Item& other) { return is_same(one, other); });
}

void compare_layouts(const ResultLayout& stored, const ResultLayout& made,
                     std::vector<std::string>& differences) {
  const auto require = [&](bool holds, const char* what) {
    if (!holds) differences.push_back(std::string(what) + " are not those of its scenario");
  };
  require(stored.arms == made.arms, "the arms of the file");
  require(are_same(stored.periods, made.periods), "the periods of the file");
  require(stored.stages == made.stages, "the stages of the file");
  require(are_same(stored.places, made.places), "the places of the file");
  require(are_same(stored.lanes, made.lanes), "the lanes of the file");
  require(stored.source_places == made.source_places, "the sources of the file");
  require(are_same(stored.lot_size_classes, made.lot_size_classes), "the classes of lot sizes in the file");
  require(stored.accounts == made.accounts, "the accounts of the file");
  require(are_same(stored.parts, made.parts), "the parts of places in the file");
  require(are_same(stored.pools, made.pools), "the pools of labour in the file");
  require(are_same(stored.series, made.series), "the series of the file");
  require(stored.steps == made.steps, "the steps of a week in the file");
  require(are_same(stored.pairs, made.pairs), "the pairs of arms in the file");
  require(are_same(stored.years, made.years), "the years of the file");
  require(stored.week_days == made.week_days, "the weeks of the file");
  require(are_same(stored.pair_series, made.pair_series), "the series of pairs in the file");
}

}  // namespace

Prepared prepare_stored(const ResultRecord& record) {
  const std::vector<SourceFileRecord>& files = record.scenario.files;
  return prepare(files.empty() ? "the stored scenario" : files.front().name, options_of(record));
}

std::vector<std::string> differences_from(const ResultRecord& record, const Prepared& prepared) {
  std::vector<std::string> differences;
  const ScenarioRecord& stored = record.scenario;
  const ScenarioRecord& read = prepared.scenario.record;
  if (stored.title != read.title) differences.push_back(told("the title", stored.title, read.title));
  if (!are_same(stored.files, read.files))
    differences.emplace_back("the texts of the scenario in the file are not those that it reads");
  compare_parameters(stored.parameters, read.parameters, differences);
  compare_layouts(record.layout, experiment_of(prepared, InstructionSet::plain).layout(), differences);
  return differences;
}

}  // namespace waterbed
