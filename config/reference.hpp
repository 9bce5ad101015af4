// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/base/parameter_set.hpp"

// The printed reference of all parameters, made from the descriptions that the reader itself works from. The
// JSON Schema is made from it, too.
namespace waterbed {

enum class ParameterKind { number, whole_number, choice, text, name, names };

struct ParameterDoc {
  std::string path;        // "instruments.<name>.sensitivity"
  std::string key;         // "sensitivity"
  std::string entry_kind;  // "scanner" where an entry of this path has a `kind:`, else empty
  ParameterKind kind;
  std::string unit;           // as printed: "EUR/kg"; empty where there is none
  std::string default_value;  // of names: apart by spaces
  std::optional<Range> range;
  std::vector<std::string> options;
  std::string refers_to;  // path of the block whose names it takes
  std::string doc;
  bool is_required = false;
  bool may_be_empty = false;  // of a text
  bool may_change = false;    // by a measure or between arms
};

// One block; blocks that share a path are told apart by their kind.
struct BlockDoc {
  std::string path;
  std::string kind;
  std::string doc;
  bool is_map = false;
  std::vector<KeyPart> key_parts;
  std::vector<ParameterDoc> parameters;  // in the order of the description
};

// The blocks of one path.
using BlockGroupDoc = std::vector<BlockDoc>;

// In the order of each path's first block.
[[nodiscard]] std::vector<BlockGroupDoc> describe_blocks(const ParameterSet& blocks);

// One row a parameter, in the order of describe_blocks.
[[nodiscard]] std::vector<ParameterDoc> describe_parameters(const ParameterSet& blocks);

// What may be given: "[0, 1]", "port | coast", "a name in places"; empty for free text.
[[nodiscard]] std::string allowed_values(const ParameterDoc& doc);

}  // namespace waterbed
