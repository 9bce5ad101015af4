// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

// Guesses what a user meant.
namespace waterbed {

// Fewest insertions, deletions, replacements and swaps of neighbours between two texts, no part changed twice
// (optimal string alignment form of the Damerau-Levenshtein distance). Upper and lower case count as equal.
// A distance above `most` may be told too short, but still above `most`.
[[nodiscard]] std::size_t edit_distance(std::string_view left, std::string_view right,
                                        std::size_t most = static_cast<std::size_t>(-1));

// The nearest candidate, the first of equals; empty if none is within a third of the longer text's length.
[[nodiscard]] std::string_view nearest(std::string_view written, const std::vector<std::string>& candidates);

// Behind "... is not one of places": ": did you mean NLRTM?", or the candidates when there are few, or "".
[[nodiscard]] std::string advice(std::string_view written, const std::vector<std::string>& candidates);

}  // namespace waterbed
