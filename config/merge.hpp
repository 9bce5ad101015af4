// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>

#include "config/node.hpp"
#include "config/reading.hpp"

// Lays one tree of a scenario over another: YAML over the rows of its tables, a case over the file it
// extends,
// --set over both.
namespace waterbed {

constexpr std::size_t most_patterns = 50;  // `*` in removals of one map

// What lies below. Over rows, a removal that meets nothing is kept, for the files further down.
enum class Below { rows, file };

// Maps merge key by key; everything else is replaced. A number with its range ({value, low, high, source})
// and the amount of a measure's change ({multiply, low, high}) are replaced whole, so that no range or source
// outlives the number it speaks of; {low, high} alone are laid over a number. `key: ~` removes a key of
// `below`
// (`*` stands for one whole part of a name); to give or remove `table` takes the rows of the tables below
// with it. Every part keeps its position. `path` is that of both, empty at the top of a scenario.
void merge(Node& below, Node above, Below kind, const std::string& path, Reading& reading);

// Ends the merging: takes out the removals that are left, and refuses those that found nothing.
void refuse_idle_removals(Node& map, const std::string& path, Reading& reading);

}  // namespace waterbed
