// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "sim/base/parameter_set.hpp"

// The printed reference of all parameters, made from the descriptions that the reader itself works from.
namespace waterbed {

struct ParameterDoc {
  std::string path;        // "instruments.<name>.sensitivity"
  std::string entry_kind;  // "scanner" where an entry of this path has a `kind:`, else empty
  std::string kind;        // "number", "whole number", "choice", "text", "name", "names"
  std::string unit;        // as printed: "EUR/kg"; empty where there is none
  std::string default_value;
  std::string range;  // "[0, 1]"; empty for other than numbers
  std::vector<std::string> options;
  std::string refers_to;  // path of the block whose names it takes
  std::string doc;
  bool is_required = false;
  bool may_change = false;  // by a measure or between arms
};

// One row a parameter, in the order of the blocks and of their descriptions.
[[nodiscard]] std::vector<ParameterDoc> describe_parameters(const ParameterSet& blocks);

}  // namespace waterbed
