// SPDX-License-Identifier: Apache-2.0
#include "sim/base/philox.hpp"

#include <Random123/philox.h>
#include <gtest/gtest.h>

namespace waterbed {
namespace {

// The oracle is Random123, by the authors of the generator.
TEST(Philox, AgreesWithRandom123) {
  r123::Philox4x32 oracle;
  std::uint32_t word = 1;
  for (int trial = 0; trial < 1000; ++trial) {
    PhiloxBlock counter;
    PhiloxKey key;
    for (auto& part : counter) part = word = word * 1664525U + 1013904223U;
    for (auto& part : key) part = word = word * 1664525U + 1013904223U;
    const auto expected = oracle({{counter[0], counter[1], counter[2], counter[3]}},
                                 r123::Philox4x32::key_type{{key[0], key[1]}});
    const PhiloxBlock ours = philox(counter, key);
    for (std::size_t part = 0; part < 4; ++part) EXPECT_EQ(ours[part], expected[part]);
  }
}

}  // namespace
}  // namespace waterbed
