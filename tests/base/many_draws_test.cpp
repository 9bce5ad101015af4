// SPDX-License-Identifier: Apache-2.0
#include "sim/base/many_draws.hpp"

#include <gtest/gtest.h>

namespace waterbed {
namespace {

std::vector<InstructionSet> all_instruction_sets() {
  std::vector<InstructionSet> all{InstructionSet::plain};
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2")) all.push_back(InstructionSet::avx2);
#endif
  return all;
}

// Numbers that fill vectors and that do not.
TEST(ManyDraws, AreThoseOfLuckOnEveryInstructionSet) {
  const Luck luck(0x123456789abcdefU, 7);
  constexpr Purpose purpose("sample");
  for (const InstructionSet instruction_set : all_instruction_sets()) {
    ManyDraws draws(instruction_set);
    for (const std::uint32_t count : {0U, 1U, 8U, 33U, 64U}) {
      draws.resize(count);
      for (std::uint32_t number = 0; number < count; ++number)
        draws.key(number, 0xfffffff0U + 3 * number, Week{2500 - static_cast<int>(number)}, number << 20U);
      draws.draw(luck, purpose);
      for (std::uint32_t number = 0; number < count; ++number)
        for (std::size_t word = 0; word < 4; ++word)
          EXPECT_EQ(draws.word(number, word),
                    luck.draw(purpose, 0xfffffff0U + 3 * number, Week{2500 - static_cast<int>(number)},
                              number << 20U)[word])
              << count << " draws, number " << number;
    }
  }
}

}  // namespace
}  // namespace waterbed
