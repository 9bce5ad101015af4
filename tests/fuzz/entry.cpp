// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>

#include "tests/fuzz/targets.hpp"

// Where libFuzzer enters; the build says which target this program is.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  waterbed::fuzz::WATERBED_FUZZ_TARGET({reinterpret_cast<const char*>(data), size});
  return 0;
}
