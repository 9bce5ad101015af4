// SPDX-License-Identifier: Apache-2.0
#include <cstdio>

#include "config/schema.hpp"
#include "tests/config/sample_blocks.hpp"

// Prints the schema of the sample blocks, which tests/bad_scenarios are written against.
int main() {
  return std::fputs(waterbed::scenario_schema(waterbed::sample::blocks()).c_str(), stdout) < 0 ? 1 : 0;
}
