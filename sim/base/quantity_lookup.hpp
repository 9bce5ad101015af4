// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>

#include "sim/base/parameter_set.hpp"

// A few quantities among thousands.
namespace waterbed {

struct FoundQuantity {
  std::size_t position;  // in the order of for_each_quantity
  double value;
};

// Those of `paths` that there are, by path.
[[nodiscard]] std::map<std::string, FoundQuantity> find_quantities(ParameterSet parameters,
                                                                   const std::set<std::string>& paths);

}  // namespace waterbed
