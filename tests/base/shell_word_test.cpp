// SPDX-License-Identifier: Apache-2.0
#include "sim/base/shell_word.hpp"

#include <gtest/gtest.h>

namespace waterbed {
namespace {

TEST(ShellWord, OfPlainLettersStaysAsItIs) {
  EXPECT_EQ(shell_word("/scratch/me/unknowns.sweep"), "/scratch/me/unknowns.sweep");
  EXPECT_EQ(shell_word("--qos=short"), "--qos=short");
}

TEST(ShellWord, OfOtherLettersIsQuoted) {
  EXPECT_EQ(shell_word(""), "''");
  EXPECT_EQ(shell_word("a b"), "'a b'");
  EXPECT_EQ(shell_word("$(rm x)"), "'$(rm x)'");
  EXPECT_EQ(shell_word("it's"), "'it'\\''s'");
}

}  // namespace
}  // namespace waterbed
