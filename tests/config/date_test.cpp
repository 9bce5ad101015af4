// SPDX-License-Identifier: Apache-2.0
#include "config/date.hpp"

#include <gtest/gtest.h>

namespace waterbed {
namespace {

TEST(Date, MeansTheWeekThatHoldsIt) {
  EXPECT_EQ(read_week("1970-01-05"), Week{0});
  EXPECT_EQ(read_week("1970-01-11"), Week{0});
  EXPECT_EQ(read_week("1970-01-12"), Week{1});
  EXPECT_EQ(read_week("1970-01-04"), Week{-1});
}

TEST(Date, MustBeOfTheCalendar) {
  EXPECT_TRUE(read_week("2024-02-29"));
  for (const char* wrong :
       {"2023-02-29", "2022-13-01", "2022-00-01", "2022-1-1", "2022/01/01", "31-01-2022", ""})
    EXPECT_FALSE(read_week(wrong)) << wrong;
}

TEST(Date, IsOfTheYears1900To2999) {
  for (const char* right : {"1900-01-01", "1900-W01", "2999-12-31", "2999-W52"})
    EXPECT_TRUE(read_week(right)) << right;
  for (const char* wrong : {"1899-12-31", "1899-W52", "3000-01-01", "3000-W01", "0000-01-01", "0203-06-01"})
    EXPECT_FALSE(read_week(wrong)) << wrong;
}

TEST(IsoWeek, CountsFromTheWeekOfTheFourthOfJanuary) {
  EXPECT_EQ(read_week("2022-W05"), read_week("2022-01-31"));
  EXPECT_EQ(read_week("2021-W01"), read_week("2021-01-04"));
  EXPECT_EQ(read_week("2020-W53"), read_week("2021-01-03"));  // 2020 begins and ends around a Thursday
}

TEST(IsoWeek, MustBelongToItsYear) {
  for (const char* wrong : {"2021-W53", "2022-W00", "2022-W54", "2022-w05", "2022W05"})
    EXPECT_FALSE(read_week(wrong)) << wrong;
}

TEST(Week, IsPrintedAsItsMonday) {
  EXPECT_EQ(date_of(Week{0}), "1970-01-05");
  EXPECT_EQ(date_of(*read_week("2022-02-03")), "2022-01-31");
  EXPECT_EQ(date_of(Week{-1}), "1969-12-29");
}

}  // namespace
}  // namespace waterbed
