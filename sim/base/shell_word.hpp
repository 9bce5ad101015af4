// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace waterbed {

// A text as one word of a POSIX shell, in quotes where it needs them.
[[nodiscard]] std::string shell_word(std::string_view text);

}  // namespace waterbed
