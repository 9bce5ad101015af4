// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/resolved.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

namespace waterbed {
namespace {

// Every column but the last is as wide as its widest text: a path or an origin that is cut says nothing.
std::string resolved_text(const ScenarioRecord& record) {
  struct Line {
    std::string path, value, origin;
  };
  std::vector<Line> lines{{"parameter", "value", "from"}};
  for (const ParameterRecord& parameter : record.parameters) {
    std::string value = parameter.value.empty() ? "\"\"" : parameter.value;
    if (!parameter.unit.empty() && parameter.unit != "1") value += " " + parameter.unit;
    if (!parameter.low.empty() || !parameter.high.empty())
      value += fmt::format(" ({} to {})", parameter.low, parameter.high);
    lines.push_back({parameter.path, std::move(value), parameter.origin});
  }
  std::size_t path_width = 0;
  for (const Line& line : lines) path_width = std::max(path_width, line.path.size());
  constexpr std::size_t widest_value = 40;  // lists of names are longer
  std::size_t value_width = 0;
  for (const Line& line : lines)
    value_width = std::max(value_width, std::min(widest_value, line.value.size()));
  std::string text;
  for (const Line& line : lines)
    text += fmt::format("{:<{}}  {:<{}}  {}\n", line.path, path_width, line.value, value_width, line.origin);
  return text;
}

Table resolved_table(const ScenarioRecord& record) {
  Table table{"resolved",
              "",
              {{"parameter", "path"},
               {"value", "value", Align::right},
               {"unit", "unit"},
               {"low", "low", Align::right},
               {"high", "high", Align::right},
               {"from", "origin"},
               {"source", "source"}},
              {}};
  for (const ParameterRecord& parameter : record.parameters)
    table.rows.push_back({{parameter.path},
                          {parameter.value},
                          {parameter.unit},
                          {parameter.low},
                          {parameter.high},
                          {parameter.origin},
                          {parameter.source}});
  return table;
}

}  // namespace

std::string resolved(const ScenarioRecord& record, TableFormat format) {
  return format == TableFormat::text ? resolved_text(record) : printed(resolved_table(record), format);
}

}  // namespace waterbed
