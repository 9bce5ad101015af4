// SPDX-License-Identifier: Apache-2.0
#include "config/reference.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "tests/config/sample_blocks.hpp"

namespace waterbed {
namespace {

ParameterDoc doc_of(const std::string& path) {
  const auto docs = describe_parameters(sample::blocks());
  const auto found =
      std::find_if(docs.begin(), docs.end(), [&](const ParameterDoc& doc) { return doc.path == path; });
  return found == docs.end() ? ParameterDoc{} : *found;
}

TEST(Reference, ShowsRangeUnitAndDefaultOfANumber) {
  const ParameterDoc doc = doc_of("instruments.<name>.capacity_units_per_week");
  EXPECT_EQ(doc.kind, ParameterKind::number);
  EXPECT_EQ(doc.entry_kind, "scanner");
  EXPECT_EQ(doc.unit, "1/week");
  EXPECT_EQ(doc.default_value, "500");
  EXPECT_EQ(allowed_values(doc), "[0, 1e+06]");
  EXPECT_TRUE(doc.may_change);
}

TEST(Reference, SaysWhatMustBeGiven) {
  EXPECT_TRUE(doc_of("places.<name>.latitude_deg").is_required);
  EXPECT_FALSE(doc_of("places.<name>.latitude_deg").may_change);
  EXPECT_TRUE(doc_of("instruments.<name>.place").is_required);
  EXPECT_EQ(doc_of("instruments.<name>.place").refers_to, "places");
}

TEST(Reference, ListsTheOptionsOfAChoice) {
  const ParameterDoc doc = doc_of("choice.premium");
  EXPECT_EQ(doc.options, (std::vector<std::string>{"none", "cara"}));
  EXPECT_EQ(doc.default_value, "none");
}

TEST(Reference, KeepsBlocksOfOnePathTogether) {
  // places, streams, strata, instruments (scanners and rates) and choice.
  const auto groups = describe_blocks(sample::blocks());
  ASSERT_EQ(groups.size(), 5U);
  ASSERT_EQ(groups[3].size(), 2U);
  EXPECT_EQ(groups[3][1].kind, "rate");
  EXPECT_EQ(groups[2].front().key_parts.size(), 3U);
}

}  // namespace
}  // namespace waterbed
