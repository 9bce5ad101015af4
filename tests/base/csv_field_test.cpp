// SPDX-License-Identifier: Apache-2.0
#include "sim/base/csv_field.hpp"

#include <gtest/gtest.h>

namespace waterbed {
namespace {

TEST(CsvField, StandsAsItIsWhereNothingInItEndsAField) {
  EXPECT_EQ(csv_field(""), "");
  EXPECT_EQ(csv_field("choice.eta; 0.5"), "choice.eta; 0.5");
}

TEST(CsvField, StandsInQuotesWhereItWouldEnd) {
  EXPECT_EQ(csv_field("a,b"), "\"a,b\"");
  EXPECT_EQ(csv_field("a\nb"), "\"a\nb\"");
  EXPECT_EQ(csv_field("a\rb"), "\"a\rb\"");
}

TEST(CsvField, DoublesItsOwnQuotes) {
  EXPECT_EQ(csv_field("a \"b\""), "\"a \"\"b\"\"\"");
}

}  // namespace
}  // namespace waterbed
