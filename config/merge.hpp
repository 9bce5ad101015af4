// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "config/mistakes.hpp"
#include "config/node.hpp"

// Lays one tree of a scenario over another: a case over the file it extends, --set over both.
namespace waterbed {

// Maps merge key by key; everything else is replaced. A number with its range ({value, low, high, source})
// and the amount of a measure's change ({multiply, low, high}) are replaced whole, so that no range or source
// outlives the number it speaks of. `key: ~` removes a key of `below` (`*` stands for one whole part of a
// name); where `below` or `above` has tables the removal stays in the tree for their rows. Every part keeps
// its position.
void merge(Node& below, Node above, Mistakes& mistakes);

// Lays the value of one key over another: {low: 1} over a number changes its range, all else replaces it.
[[nodiscard]] Node laid_over(const Node& below, Node above, Mistakes& mistakes);

}  // namespace waterbed
