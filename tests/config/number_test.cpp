// SPDX-License-Identifier: Apache-2.0
#include "config/number.hpp"

#include <gtest/gtest.h>

namespace waterbed {
namespace {

TEST(Number, IsReadFromTheWholeText) {
  EXPECT_EQ(read_number("1.5"), 1.5);
  EXPECT_EQ(read_number("-2e-3"), -0.002);
  for (const char* wrong : {"", " 1", "1 ", "1,5", "1_000", "0x10", "+1", "5%", "abc"})
    EXPECT_FALSE(read_number(wrong)) << wrong;
}

TEST(Number, IsRefusedWhenItIsNotFinite) {
  for (const char* wrong : {"nan", "inf", "-inf", "infinity", "1e999", ".nan", ".inf"})
    EXPECT_FALSE(read_number(wrong)) << wrong;
}

TEST(WholeNumber, IsMadeOfDigitsOnly) {
  EXPECT_EQ(read_whole("-42"), -42);
  EXPECT_EQ(read_whole("9223372036854775807"), INT64_MAX);
  for (const char* wrong : {"", "1e4", "4.0", "9223372036854775808", "0x1", "+1"})
    EXPECT_FALSE(read_whole(wrong)) << wrong;
}

TEST(Number, IsPrintedSoThatItReadsBackTheSame) {
  for (const double value : {0.1, 1.0 / 3, 28000.0, 1e300, 5e-324, -0.25}) {
    EXPECT_EQ(read_number(print_number(value)), value);
  }
  EXPECT_EQ(print_number(0.1), "0.1");
  EXPECT_EQ(print_number(28000), "28000");
}

}  // namespace
}  // namespace waterbed
