// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace waterbed {

// The language of designs of sweeps as JSON Schema, draft 7, for editors. It knows neither the paths of a
// scenario nor its ranges. Ends in a new line.
[[nodiscard]] std::string design_schema();

}  // namespace waterbed
