// SPDX-License-Identifier: Apache-2.0
#include "output/wrap.hpp"

#include <gtest/gtest.h>

namespace waterbed {
namespace {

using Lines = std::vector<std::string>;

TEST(Wrap, BreaksAtSpacesAndLongWordsWhereItMust) {
  EXPECT_EQ(wrapped("one two three", 7), (Lines{"one two", "three"}));
  EXPECT_EQ(wrapped("abcdefgh ij", 4), (Lines{"abcd", "efgh", "ij"}));
  EXPECT_EQ(wrapped("", 4), Lines{""});
}

TEST(Wrap, CountsLettersNotBytes) {
  EXPECT_EQ(wrapped("ääää öö", 4), (Lines{"ääää", "öö"}));
  EXPECT_EQ(cut("äöüäöü", 4), "äö..");
  EXPECT_EQ(width_of("äö"), 2U);
}

}  // namespace
}  // namespace waterbed
