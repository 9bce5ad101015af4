// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "config/reference.hpp"

// Pieces of the JSON Schema: one value, one map.
namespace waterbed::schema {

using Json = nlohmann::ordered_json;

// One line for what fits into it; ends in a new line.
[[nodiscard]] std::string printed(const Json& schema);

// A subschema that stands in the schema's `definitions`.
[[nodiscard]] Json reference_to(const std::string& definition);

// The definitions that the pieces below refer to.
void define_common(Json& definitions);

// Puts the remarks that every map may carry (because, note, source, url) behind `properties` that lack them.
void add_remarks(Json& properties);

// A map with these keys and remarks, and no others. `properties` may be empty.
[[nodiscard]] Json map_of(Json properties, const std::string& description);

// As map_of, with further keys by pattern.
[[nodiscard]] Json map_by_name(Json properties, Json by_pattern, const std::string& description);

[[nodiscard]] Json text(const std::string& description);

// A date, or an ISO week.
[[nodiscard]] Json week(const std::string& description);

[[nodiscard]] Json list_of_names(const std::string& description);

// A parameter as a scenario writes it: a number plain or as {value, low, high, source}.
[[nodiscard]] Json value_of(const ParameterDoc& doc);

// A change of this parameter by a measure: one of {set: x}, {add: x}, {multiply: x}.
[[nodiscard]] Json change_of(const ParameterDoc& doc);

// Pattern of one part of a name.
inline constexpr std::string_view name_part = "[A-Za-z0-9_-]+";

// Pattern of the names of arms and measures: any but those of remarks.
[[nodiscard]] std::string name_pattern();

// Pattern of the names of a block's entries; `parts` is 1 for a free name.
[[nodiscard]] std::string entry_pattern(std::size_t parts);

// Adds that `*` may stand for whole parts of a name where entries are removed (`"*/NLAMS/*": ~`).
void add_removal(Json& by_pattern, std::size_t parts);

}  // namespace waterbed::schema
