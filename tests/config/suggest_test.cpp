// SPDX-License-Identifier: Apache-2.0
#include "config/suggest.hpp"

#include <algorithm>

#include <gtest/gtest.h>

namespace waterbed {
namespace {

TEST(EditDistance, CountsASwapOfNeighboursAsOne) {
  EXPECT_EQ(edit_distance("scanner", "scanenr"), 1U);
  EXPECT_EQ(edit_distance("abc", "abc"), 0U);
  EXPECT_EQ(edit_distance("", "abc"), 3U);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3U);  // two replaced, one added
}

TEST(EditDistance, TreatsUpperAndLowerCaseAsEqual) {
  EXPECT_EQ(edit_distance("nlrtm", "NLRTM"), 0U);
}

TEST(Nearest, IsEmptyWhenNothingIsNear) {
  EXPECT_EQ(nearest("sensitivty", {"capacity", "sensitivity"}), "sensitivity");
  EXPECT_EQ(nearest("colour", {"capacity", "sensitivity"}), "");
  EXPECT_EQ(nearest("ab", {"xy"}), "");
}

// The distance to every candidate, none left out for its letters.
std::string_view nearest_of_all(std::string_view written, const std::vector<std::string>& candidates) {
  std::string_view best;
  std::size_t shortest = 1000;
  for (const std::string& candidate : candidates) {
    const std::size_t distance = edit_distance(written, candidate);
    const std::size_t allowed = std::max<std::size_t>(1, std::max(written.size(), candidate.size()) / 3);
    if (distance > allowed || distance >= shortest) continue;
    best = candidate;
    shortest = distance;
  }
  return best;
}

TEST(Nearest, LeavesNoneOutThatTheWholeSearchWouldFind) {
  const std::vector<std::string> names{"sensitivity", "capacity", "probability", "place", "places", "Palce",
                                       "origins",     "NLRTM",    "ZA",          "za0",   "x-1/2",  ""};
  for (const char* written : {"sensitivty", "capcaity", "ytilibaborp", "plac", "palces", "orgin", "nlrtn",
                              "az", "ZA1", "x_1_2", "pqrstuvwxyz01", "a"})
    EXPECT_EQ(nearest(written, names), nearest_of_all(written, names)) << written;
}

TEST(Advice, ListsTheCandidatesWhenThereAreFew) {
  EXPECT_EQ(advice("NLRTN", {"NLRTM", "BEANR"}), ": did you mean NLRTM?");
  EXPECT_EQ(advice("mars", {"NLRTM", "BEANR"}), ": known are NLRTM, BEANR");
  EXPECT_EQ(advice("mars", {}), ": there are none");
}

TEST(EditDistance, EndsAboveTheMostThatIsAskedFor) {
  for (const char* other : {"abcd", "abdc", "badc", "xxxx", "abcdefgh", ""})
    for (std::size_t most = 0; most < 5; ++most) {
      const std::size_t whole = edit_distance("abcd", other);
      const std::size_t bounded = edit_distance("abcd", other, most);
      EXPECT_EQ(whole <= most ? whole : most + 1, whole <= most ? bounded : std::min(bounded, most + 1))
          << other;
    }
}

}  // namespace
}  // namespace waterbed
