// SPDX-License-Identifier: Apache-2.0
#include "config/design_language.hpp"

#include <algorithm>

namespace waterbed {

std::string_view name_of(DesignKind kind) {
  switch (kind) {
    case DesignKind::grid:
      return "grid";
    case DesignKind::list:
      return "list";
    case DesignKind::random:
      return "random";
    case DesignKind::latin_hypercube:
      return "latin_hypercube";
    case DesignKind::sobol:
      return "sobol";
    case DesignKind::saltelli:
      return "saltelli";
    case DesignKind::morris:
      return "morris";
  }
  return {};
}

std::optional<DesignKind> design_kind_named(std::string_view name) {
  const auto found = std::find_if(all_design_kinds.begin(), all_design_kinds.end(),
                                  [&](DesignKind kind) { return name_of(kind) == name; });
  return found == all_design_kinds.end() ? std::nullopt : std::optional(*found);
}

std::string_view size_key(DesignKind kind) {
  switch (kind) {
    case DesignKind::grid:
    case DesignKind::list:
      return {};
    case DesignKind::saltelli:
      return "blocks";
    case DesignKind::morris:
      return "trajectories";
    default:
      return "points";
  }
}

}  // namespace waterbed
