// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace waterbed {

// The name that the machine has for itself; "unknown" if it does not say.
[[nodiscard]] std::string host_name();

}  // namespace waterbed
