// SPDX-License-Identifier: Apache-2.0
#include "config/mistakes.hpp"

#include <gtest/gtest.h>

namespace waterbed {
namespace {

TEST(Mistakes, AreSortedByFirstMentionOfTheFileThenLineThenColumn) {
  Mistakes mistakes;
  mistakes.add({"b.yaml", 9, 1, "third"});
  mistakes.add({"a.csv", 1, 1, "fourth"});
  mistakes.add({"b.yaml", 2, 7, "second"});
  mistakes.add({"b.yaml", 2, 3, "first"});
  EXPECT_EQ(mistakes.printed(),
            "b.yaml:2:3: first\nb.yaml:2:7: second\nb.yaml:9:1: third\na.csv:1:1: fourth\n");
}

TEST(Mistakes, AreToldOnce) {
  Mistakes mistakes;
  for (int repetition = 0; repetition < 3; ++repetition) mistakes.add({"a.yaml", 1, 1, "same"});
  EXPECT_EQ(mistakes.sorted().size(), 1U);
}

TEST(Mistakes, OfOnePlaceKeepTheirOrderAndAreToldOnce) {
  Mistakes mistakes;
  for (const char* text : {"z", "a", "z", "m", "a"}) mistakes.add({"a.yaml", 1, 1, text});
  EXPECT_EQ(mistakes.printed(), "a.yaml:1:1: z\na.yaml:1:1: a\na.yaml:1:1: m\n");
}

TEST(Mistakes, BeyondTheLimitAreCounted) {
  Mistakes mistakes;
  for (int line = 1; line <= 5; ++line) mistakes.add({"a.yaml", line, 0, "x"});
  EXPECT_EQ(mistakes.printed(2), "a.yaml:1: x\na.yaml:2: x\nand 3 more\n");
}

TEST(Mistakes, EndTheReadingWhenTheyAreTooMany) {
  Mistakes mistakes;
  const int most = static_cast<int>(most_mistakes);
  for (int line = 1; line < most; ++line) mistakes.add({"a.yaml", line, 0, "x"});
  EXPECT_THROW(mistakes.add({"a.yaml", most, 0, "x"}), TooManyMistakes);
  EXPECT_TRUE(mistakes.printed(1).ends_with("and at least 999 more\n"));
}

TEST(Mistakes, WithoutAPlaceAreTextOnly) {
  Mistakes mistakes;
  mistakes.add({"", 0, 0, "weeks = 0"});
  mistakes.add({"a.yaml", 0, 0, "the file is empty"});
  EXPECT_EQ(mistakes.printed(), "weeks = 0\na.yaml: the file is empty\n");
}

// U+009B alone begins a command of a terminal; U+00A0, the space that does not break, is the first that may
// stay.
TEST(Mistakes, NeverSteerTheTerminal) {
  Mistakes mistakes;
  mistakes.add({"a.yaml", 1, 1, "key \xC2\x9B[2J\xC2\xA0\xC3\x9B"});
  EXPECT_EQ(mistakes.printed(), "a.yaml:1:1: key  [2J\xC2\xA0\xC3\x9B\n");
}

TEST(Mistakes, NeverBreakTheLine) {
  Mistakes mistakes;
  mistakes.add({"a.yaml", 1, 1, "key a\nb\x1b[2J"});
  EXPECT_EQ(mistakes.printed(), "a.yaml:1:1: key a b [2J\n");
}

}  // namespace
}  // namespace waterbed
