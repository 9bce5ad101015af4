// SPDX-License-Identifier: Apache-2.0
#include "sim/tally/lot_size.hpp"

#include <gtest/gtest.h>

namespace waterbed {
namespace {

TEST(LotSize, AClassHoldsItsBoundAndNotTheNext) {
  EXPECT_EQ(lot_size_class(Grams{0}), 0U);
  EXPECT_EQ(lot_size_class(Grams{999}), 0U);
  EXPECT_EQ(lot_size_class(Grams{1000}), 1U);
  EXPECT_EQ(lot_size_class(Grams{99999}), 3U);
  EXPECT_EQ(lot_size_class(Grams{100000}), 4U);
  EXPECT_EQ(lot_size_class(Grams{2499999}), 7U);
  EXPECT_EQ(lot_size_class(Grams{100000000}), 8U);
}

TEST(LotSize, LabelsSayTheBounds) {
  const std::vector<LotSizeLabel> labels = lot_size_labels();
  ASSERT_EQ(labels.size(), 9U);
  EXPECT_EQ(labels[0].name, "below 1 kg");
  EXPECT_EQ(labels[4].name, "100 to 250 kg");
  EXPECT_EQ(labels[4].low_kg, 100.0);
  EXPECT_EQ(labels[8].name, "2500 kg and more");
}

}  // namespace
}  // namespace waterbed
