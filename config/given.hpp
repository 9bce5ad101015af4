// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/field_keys.hpp"
#include "config/node.hpp"
#include "config/reading.hpp"

// What a scenario gives for one struct of parameters, from YAML, a table, or both.
namespace waterbed {

struct GivenField {
  std::string key;
  Position at;  // of the key
  Node value;
  std::string source;  // of the entry or block around it; a source of the number's own goes before it
};

struct GivenEntry {
  std::string name;
  Position at;
  std::vector<GivenField> fields;  // keys differ
};

// Keys that every map may carry for its readers: because, note, source, url.
[[nodiscard]] bool is_remark(std::string_view key);

// "source, url", or the one of them that is given.
[[nodiscard]] std::string joined_source(std::string_view source, std::string_view url);

// Checks that the remarks of a map are text, and returns its source. A remark whose name is one of `keys` is
// an ordinary field (a route has a `source`, too).
[[nodiscard]] std::string read_remarks(const Node& map, const std::string& path,
                                       const std::vector<FieldKey>& keys, Mistakes& mistakes);

// Refuses keys that are neither one of `keys` nor a remark; false when there were any.
bool refuse_other_keys(const Node& map, const std::string& path, const std::vector<std::string>& keys,
                       Mistakes& mistakes);

// The fields that a map gives; those without a source in this map have `outer_source`.
[[nodiscard]] std::vector<GivenField> fields_in(const Node& map, const std::string& path,
                                                const std::vector<FieldKey>& keys,
                                                const std::string& outer_source, Mistakes& mistakes);

// Puts `later` over `earlier`, key by key.
void merge_fields(std::vector<GivenField>& earlier, std::vector<GivenField> later);

// Takes the field `key` out.
[[nodiscard]] std::optional<GivenField> take_field(std::vector<GivenField>& fields, std::string_view key);

}  // namespace waterbed
