// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "config/block_reader.hpp"
#include "config/node.hpp"
#include "config/reading.hpp"

// What --set says: "key.path=value", over everything that files say.
namespace waterbed {

// The name under which the texts of --set, one a line, stand among the files of a scenario.
constexpr std::string_view sets_file = "--set";

// Lays the texts over the scenario, one after the other. A value is text as it stands, or YAML where it
// begins with
// [, {, ' or "; ~ removes. A path goes from the top of the scenario by dots, into arms, too, and reaches
// single keys of entries that exist: a whole new entry is a map, name={...}.
void apply_sets(const std::vector<std::string>& sets, const std::vector<BlockGroup>& groups, Node& scenario,
                Reading& reading);

}  // namespace waterbed
