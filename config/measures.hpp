// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "config/node.hpp"
#include "config/number_index.hpp"
#include "config/reading.hpp"
#include "sim/base/parameter_record.hpp"
#include "sim/week/measure.hpp"

// Reads `measures:` and `shocks:` of a scenario: dated changes of numbers.
namespace waterbed {

// Of numbers by all measures and shocks together; what `*` means counts one by one.
constexpr std::size_t most_changes = 100'000;

struct ReadMeasure {
  Measure measure;
  std::vector<Position> change_at;   // where each change of the measure stands
  std::vector<std::size_t> numbers;  // what each change changes, in the NumberIndex
};

// The block that holds measures of a kind.
[[nodiscard]] std::string_view block_of(MeasureKind kind);

struct MeasuresTask {
  const Node& measures;
  MeasureKind kind;
  const NumberIndex& index;
  std::size_t& changes_left;  // how many changes may still be made; counted down
};

// All measures that could be read, and (appended) their records "measures.NAME....".
[[nodiscard]] std::vector<ReadMeasure> read_measures(const MeasuresTask& task,
                                                     std::vector<ParameterRecord>& records, Reading& reading);

// The week a text means; a mistake if it is none.
[[nodiscard]] std::optional<Week> read_week_at(const Node& node, const std::string& path, Mistakes& mistakes);

}  // namespace waterbed
