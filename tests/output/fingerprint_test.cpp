// SPDX-License-Identifier: Apache-2.0
#include "output/fingerprint.hpp"

#include <gtest/gtest.h>

#include "tests/output/sample.hpp"

namespace waterbed {
namespace {

// What `change` does to the sample, in the words that tell it.
template <class Change>
std::string told(Change change) {
  const ResultRecord before = sample::record();
  ResultRecord after = before;
  change(after);
  const std::string difference = first_difference(before, after);
  EXPECT_EQ(difference.empty(), fingerprint(before) == fingerprint(after)) << difference;
  return difference;
}

TEST(Fingerprint, TellsWhatKeepsRunsApart) {
  EXPECT_EQ(told([](ResultRecord& record) { record.scenario.parameters[0].value = "0.003"; }),
            "choice.theta_kg_per_eur is 0.002 there and 0.003 here");
  EXPECT_EQ(told([](ResultRecord& record) { record.scenario.parameters.pop_back(); }),
            "splitting.rule stands only there");
  EXPECT_EQ(told([](ResultRecord& record) {
              record.scenario.parameters.push_back({"new", "1", "", "", "", "", ""});
            }),
            "new does not stand there");
  EXPECT_EQ(told([](ResultRecord& record) { record.layout.arms.pop_back(); }),
            "the list of arms is free,scanners there and free here");
  EXPECT_EQ(told([](ResultRecord& record) { record.program.results_version = 2; }),
            "results_version is 1 there and 2 here");
  EXPECT_NE(told([](ResultRecord& record) { record.layout.seed = 1; }), "");
  EXPECT_NE(told([](ResultRecord& record) { std::swap(record.layout.lanes[0], record.layout.lanes[1]); }),
            "");
  EXPECT_NE(told([](ResultRecord& record) { record.layout.series.pop_back(); }), "");
  EXPECT_NE(told([](ResultRecord& record) { record.layout.source_places[0] = "BRSSZ"; }), "");
  EXPECT_NE(told([](ResultRecord& record) { record.layout.lot_size_classes.pop_back(); }), "");
  EXPECT_NE(told([](ResultRecord& record) { record.layout.accounts.pop_back(); }), "");
  EXPECT_NE(told([](ResultRecord& record) { record.layout.parts.push_back({"quay", "", "NLRTM"}); }), "");
  EXPECT_NE(told([](ResultRecord& record) { record.layout.pools.pop_back(); }), "");
}

TEST(Fingerprint, DoesNotMindWhatChangesNoNumber) {
  EXPECT_EQ(told([](ResultRecord& record) { record.layout.replicates = 100; }), "");
  EXPECT_EQ(told([](ResultRecord& record) { record.scenario.parameters[0].source = "a book"; }), "");
  EXPECT_EQ(told([](ResultRecord& record) { record.scenario.title = "Another title"; }), "");
  EXPECT_EQ(told([](ResultRecord& record) { record.program.commit = "another"; }), "");
  const auto replicates = [](const char* number) {
    ResultRecord record = sample::record();
    record.scenario.parameters.push_back({"replicates", number, "", "", "", "", "option"});
    return fingerprint(record);
  };
  EXPECT_EQ(replicates("4"), replicates("8"));
}

}  // namespace
}  // namespace waterbed
