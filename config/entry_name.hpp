// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/base/parameter_set.hpp"

// Names of entries: letters, digits, _ and -; composite names have such parts joined by "/".
namespace waterbed {

[[nodiscard]] std::vector<std::string_view> parts_of(std::string_view name);

// Whether `pattern` means `name`: it is the same, or `*` stands for whole parts that may be anything.
[[nodiscard]] bool matches_name(std::string_view pattern, std::string_view name);

// What is wrong with the name of an entry of a block with these parts, or "".
[[nodiscard]] std::string problem_of_name(std::string_view name, const std::vector<KeyPart>& key_parts);

}  // namespace waterbed
