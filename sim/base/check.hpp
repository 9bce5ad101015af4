// SPDX-License-Identifier: Apache-2.0
#pragma once

// Checks of our own mistakes, on in every build: cheap, on entry or exit, never reachable from user input.
// A failed check throws Broken, so that the replicate is recorded as failed and the others finish.
#include <stdexcept>

namespace waterbed {

class Broken : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

[[noreturn]] void check_failed(const char* what, const char* file, int line);

}  // namespace waterbed

#define WATERBED_CHECK(condition) \
  (static_cast<bool>(condition) ? void(0) : ::waterbed::check_failed(#condition, __FILE__, __LINE__))
