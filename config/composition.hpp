// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "config/node.hpp"
#include "config/reading.hpp"
#include "sim/base/parameter_set.hpp"

// A scenario as one tree: what its file says, over the file it extends, and what --set says over both.
namespace waterbed {

constexpr std::size_t most_extends = 16;  // levels

// Reads `path` and the files it extends, each of which begins with `waterbed: 1`, with the tables of
// `blocks`, and lays them over one another. The keys `waterbed` and `extends` are taken out, rows of tables
// are entries like others. Nothing when a YAML file could not be read.
[[nodiscard]] std::optional<Node> compose(const std::filesystem::path& path,
                                          const std::vector<std::string>& sets, ParameterSet& blocks,
                                          Reading& reading);

}  // namespace waterbed
