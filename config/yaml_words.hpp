// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "config/mistakes.hpp"
#include "config/node.hpp"

namespace waterbed {

// An error of syntax as yaml-cpp tells it.
struct YamlError {
  std::string message;
  Position at;                             // where the parser gave up, which is often behind the mistake
  std::optional<Position> innermost_open;  // where the innermost open list or map begins
  std::string_view text;                   // of the file
};

// The same in the words of someone who writes a scenario, and at the place to mend.
[[nodiscard]] Mistake in_plain_words(const YamlError& error);

}  // namespace waterbed
