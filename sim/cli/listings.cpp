// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/listings.hpp"

#include <map>
#include <utility>

namespace waterbed {
namespace {

std::string default_of(const ParameterDoc& doc) {
  return doc.is_required ? "required" : doc.default_value;
}

std::string joined(const std::vector<std::string>& words, const char* between) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : between) + word;
  return text;
}

// How the entries of a block are named: "origin/place/stream".
std::string names_in_words(const BlockDoc& block) {
  if (!block.is_map) return "";
  if (block.key_parts.empty()) return " Entries by a name of their own.";
  std::vector<std::string> parts;
  for (const KeyPart& part : block.key_parts) parts.emplace_back(part.column);
  return " Entries are named " + joined(parts, "/") + ".";
}

Table block_table(const BlockDoc& block) {
  const std::string path = block.path.empty() ? "top of the file" : block.path;
  const std::string title = block.kind.empty() ? path : path + ", kind " + block.kind;
  Table table{path + (block.kind.empty() ? "" : "_" + block.kind),
              title,
              {{"key", "key", Align::left, Overflow::keep},
               {"unit", "unit"},
               {"default", "default"},
               {"allowed", "allowed", Align::left, Overflow::wrap},
               {"changes", "may_change"},
               {"meaning", "meaning", Align::left, Overflow::wrap}},
              {},
              block.doc + "." + names_in_words(block)};
  for (const ParameterDoc& doc : block.parameters)
    table.rows.push_back({{doc.key},
                          {doc.unit == "1" ? "" : doc.unit},
                          {default_of(doc)},
                          {allowed_values(doc)},
                          {doc.may_change ? "any week" : ""},
                          {doc.doc}});
  return table;
}

// A row of the record as the table of its entry has it.
std::vector<Cell> entry_row(const ParameterRecord& record, std::size_t prefix) {
  const std::string range =
      record.low.empty() && record.high.empty() ? "" : record.low + " to " + record.high;
  return {{record.path.substr(prefix)},
          {record.value},
          {record.unit == "1" ? "" : record.unit},
          {range},
          {record.origin}};
}

struct WrittenMeasure {
  std::string from, until, ramp_weeks;
  std::vector<std::string> changes;
};

void add_to(WrittenMeasure& measure, std::string_view key, const ParameterRecord& record) {
  if (key == "from")
    measure.from = record.value;
  else if (key == "until")
    measure.until = record.value;
  else if (key == "ramp_weeks")
    measure.ramp_weeks = record.value;
  else
    measure.changes.push_back(std::string(key) + " " + record.value);
}

// The arms that name a measure, by the rows "arms.NAME.measures".
std::map<std::string, std::vector<std::string>> arms_by_measure(const ScenarioRecord& record) {
  constexpr std::string_view begin = "arms.";
  constexpr std::string_view end = ".measures";
  std::map<std::string, std::vector<std::string>> result;
  for (const ParameterRecord& row : record.parameters) {
    if (!row.path.starts_with(begin) || !row.path.ends_with(end)) continue;
    const std::string arm = row.path.substr(begin.size(), row.path.size() - begin.size() - end.size());
    for (std::size_t start = 0; start < row.value.size();) {
      const std::size_t stop = std::min(row.value.find(' ', start), row.value.size());
      result[row.value.substr(start, stop - start)].push_back(arm);
      start = stop + 1;
    }
  }
  return result;
}

}  // namespace

Table parameters_table(const std::vector<BlockGroupDoc>& groups) {
  Table table{"parameters",
              "",
              {{"parameter", "path"},
               {"kind", "entry_kind"},
               {"unit", "unit"},
               {"default", "default"},
               {"allowed", "allowed"},
               {"meaning", "meaning"}},
              {}};
  for (const BlockGroupDoc& group : groups)
    for (const BlockDoc& block : group)
      for (const ParameterDoc& doc : block.parameters)
        table.rows.push_back(
            {{doc.path}, {doc.entry_kind}, {doc.unit}, {default_of(doc)}, {allowed_values(doc)}, {doc.doc}});
  return table;
}

std::vector<Table> block_tables(const std::vector<BlockGroupDoc>& groups, std::string_view path) {
  std::vector<Table> tables;
  for (const BlockGroupDoc& group : groups)
    for (const BlockDoc& block : group)
      if (path.empty() || block.path == path) tables.push_back(block_table(block));
  return tables;
}

Table rules_table(const std::vector<BlockGroupDoc>& groups) {
  Table table{"rules",
              "",
              {{"parameter", "path", Align::left, Overflow::keep},
               {"default", "default"},
               {"rules", "options", Align::left, Overflow::wrap},
               {"meaning", "meaning", Align::left, Overflow::wrap}},
              {}};
  for (const BlockGroupDoc& group : groups)
    for (const BlockDoc& block : group)
      for (const ParameterDoc& doc : block.parameters)
        if (doc.kind == ParameterKind::choice)
          table.rows.push_back({{doc.path}, {default_of(doc)}, {allowed_values(doc)}, {doc.doc}});
  return table;
}

Table measure_keys_table(std::string_view block) {
  const bool is_shock = block == "shocks";
  Table table{
      std::string(block),
      std::string(block),
      {{"key", "key"}, {"meaning", "meaning", Align::left, Overflow::wrap}},
      {{{"from"}, {"first week in force: a date or an ISO week, as 2022-01-31 or 2022-W05"}},
       {{"until"}, {"first week no longer in force; left out: in force to the end"}},
       {{"ramp_weeks"}, {"weeks until full strength, in equal steps"}},
       {{"change"},
        {"path: {set: x}, {add: x} or {multiply: x}, with low and high; * stands for a part of a name"}},
       {{"because, source, url, note"}, {"why, and who says so"}}},
      is_shock ? "Dated changes of parameters that are no policy; in force in every arm."
               : "Dated changes of parameters that are policy; in force in the arms that list them, or all "
                 "(in_every_arm)."};
  return table;
}

std::vector<Table> entry_tables(const ScenarioRecord& record, std::string_view block) {
  std::vector<Table> tables;
  const auto arms = arms_by_measure(record);
  const auto note_on = [&](const std::string& entry) -> std::string {
    if (block != "measures") return "";
    const auto named = arms.find(entry.substr(block.size() + 1));
    return named == arms.end() ? "In no arm." : "In the arms " + joined(named->second, ", ") + ".";
  };
  const std::string prefix = std::string(block) + ".";
  for (const ParameterRecord& row : record.parameters) {
    if (!row.path.starts_with(prefix)) continue;
    const std::size_t dot = row.path.find('.', prefix.size());
    const std::string entry = row.path.substr(0, dot);
    if (tables.empty() || tables.back().title != entry)
      tables.push_back({entry,
                        entry,
                        {{"key", "key", Align::left, Overflow::keep},
                         {"value", "value", Align::left, Overflow::wrap},
                         {"unit", "unit"},
                         {"range", "range"},
                         {"from", "origin", Align::left, Overflow::wrap}},
                        {},
                        note_on(entry)});
    tables.back().rows.push_back(entry_row(row, entry.size() + 1));
  }
  return tables;
}

Table measures_table(const ScenarioRecord& record, std::string_view block) {
  std::vector<std::pair<std::string, WrittenMeasure>> measures;
  const std::string prefix = std::string(block) + ".";
  for (const ParameterRecord& row : record.parameters) {
    if (!row.path.starts_with(prefix)) continue;
    const std::size_t dot = row.path.find('.', prefix.size());
    const std::string name = row.path.substr(prefix.size(), dot - prefix.size());
    if (measures.empty() || measures.back().first != name) measures.push_back({name, {}});
    add_to(measures.back().second, std::string_view(row.path).substr(dot + 1), row);
  }
  const auto arms = arms_by_measure(record);
  Table table{std::string(block),
              "",
              {{"name", "name"},
               {"from", "from"},
               {"until", "until"},
               {"ramp", "ramp_weeks", Align::right},
               {"changes", "changes", Align::left, Overflow::wrap},
               {"arms", "arms", Align::left, Overflow::wrap}},
              {}};
  for (const auto& [name, measure] : measures) {
    const auto named = arms.find(name);
    std::string in_arms = named == arms.end() ? "" : joined(named->second, ", ");
    if (block == "shocks") in_arms = "all";
    table.rows.push_back({{name},
                          {measure.from},
                          {measure.until},
                          {measure.ramp_weeks},
                          {joined(measure.changes, "; ")},
                          {in_arms}});
  }
  return table;
}

}  // namespace waterbed
