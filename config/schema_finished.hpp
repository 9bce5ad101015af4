// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "config/reference.hpp"
#include "config/schema_fields.hpp"

namespace waterbed::schema {

// Adds the definition `finished`, and those it needs: what a scenario that extends no other must give, and
// that it may not say `key: ~`. `plan` holds the keys at the top of a scenario.
void define_finished(const std::vector<BlockGroupDoc>& groups, const BlockDoc& plan, Json& definitions);

// Holds for maps that say `kind: NAME`.
[[nodiscard]] Json has_kind(const std::string& kind);

}  // namespace waterbed::schema
