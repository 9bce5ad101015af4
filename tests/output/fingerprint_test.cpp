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

TEST(Fingerprint, LooksAtNamesOfPairsAndNotAtWhatTheyTouch) {
  const auto with_pair = [](const char* name, Touch touch) {
    ResultRecord record = sample::record();
    record.layout.pairs.push_back({name, 0, 1, {}, {}, {touch}});
    return fingerprint(record);
  };
  EXPECT_EQ(with_pair("a/b", Touch::no_route), with_pair("a/b", Touch::all_routes));
  EXPECT_NE(with_pair("a/b", Touch::no_route), with_pair("a/c", Touch::no_route));
}

TEST(Fingerprint, MindsTheOrderOfParameters) {
  EXPECT_NE(told([](ResultRecord& record) {
              std::swap(record.scenario.parameters[0], record.scenario.parameters[1]);
            }),
            "");
}

TEST(Fingerprint, OfAReplacedValueIsThatOfTheRecordWithIt) {
  const ResultRecord before = sample::record();
  ResultRecord after = before;
  after.scenario.parameters[0].value = "0.003";
  after.scenario.parameters[1].value = "another";
  const Fingerprint replaced = Fingerprint(before)
                                   .replaced(before.scenario.parameters[0], "0.003")
                                   .replaced(before.scenario.parameters[1], "another");
  EXPECT_EQ(replaced.value(), fingerprint(after));
  EXPECT_NE(replaced.value(), fingerprint(before));
}

// Values that change places leave their sum alone, were they not added with their paths.
TEST(Fingerprint, TellsValuesOfTwoParametersApart) {
  EXPECT_NE(told([](ResultRecord& record) {
              std::swap(record.scenario.parameters[0].value, record.scenario.parameters[1].value);
            }),
            "");
}

}  // namespace
}  // namespace waterbed
