// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

// Fits UTF-8 text into columns of a terminal; every letter counts as one column wide.
namespace waterbed {

[[nodiscard]] std::size_t width_of(const std::string& text);

// Cut to `width` letters, with a mark at the end.
[[nodiscard]] std::string cut(const std::string& text, std::size_t width);

// In lines of at most `width` letters, broken at spaces; a longer word is broken where it must be. One line
// at least.
[[nodiscard]] std::vector<std::string> wrapped(const std::string& text, std::size_t width);

}  // namespace waterbed
