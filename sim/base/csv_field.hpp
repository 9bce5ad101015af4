// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace waterbed {

// A text as a field of comma-separated values (RFC 4180): in quotes where it needs them.
[[nodiscard]] std::string csv_field(const std::string& text);

}  // namespace waterbed
