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

// Whether a map has nothing but remarks, or nothing at all.
[[nodiscard]] bool has_only_remarks(const Node& map);

// The source that each file gives for a map. It speaks of what the same file says in the map, not of what an
// extending file puts over it.
class Sources {
 public:
  void add(std::string_view file, std::string_view key, std::string_view text);
  // "source, url" as `file` has them, or "".
  [[nodiscard]] std::string in(std::string_view file) const;

 private:
  struct OfFile {
    std::string_view file;
    std::string_view source;
    std::string_view url;
  };
  std::vector<OfFile> files_;
};

// Checks that the remarks of a map are text, and returns its sources, which live as long as the map. A remark
// whose name is one of `keys` is an ordinary field (a route has a `source`, too).
[[nodiscard]] Sources read_remarks(const Node& map, const std::string& path,
                                   const std::vector<FieldKey>& keys, Mistakes& mistakes);

// Refuses keys that are neither one of `keys` nor a remark; false when there were any.
bool refuse_other_keys(const Node& map, const std::string& path, const std::vector<std::string>& keys,
                       Mistakes& mistakes);

// The fields that a map gives; those without a source in this map have one of `outer_sources`.
[[nodiscard]] std::vector<GivenField> fields_in(const Node& map, const std::string& path,
                                                const std::vector<FieldKey>& keys,
                                                const Sources& outer_sources, Mistakes& mistakes);

// Takes the field `key` out.
[[nodiscard]] std::optional<GivenField> take_field(std::vector<GivenField>& fields, std::string_view key);

}  // namespace waterbed
