// SPDX-License-Identifier: Apache-2.0
#include "output/touched_text.hpp"

#include <gtest/gtest.h>

#include "tests/output/pair_sample.hpp"

namespace waterbed {
namespace {

// Two methods at each of four ports, all of one commodity unless told otherwise: lane 2 x port + method.
ResultLayout layout_of(const std::string& second_commodity = "cocaine") {
  ResultLayout layout = pair_sample::record().layout;
  layout.lanes.clear();
  for (const PlaceLabel& place : layout.places) {
    layout.lanes.push_back({"", "cocaine", place.name, "rip_off"});
    layout.lanes.push_back({"", second_commodity, place.name, "pin_code"});
  }
  return layout;
}

std::string text_of(const ResultLayout& layout, std::vector<Touch> touched) {
  touched.resize(layout.lanes.size(), Touch::no_route);
  return text_of_touched(layout, {"a/b", 0, 1, {}, {}, std::move(touched)});
}

TEST(TouchedText, NamesAWholePlaceAlone) {
  EXPECT_EQ(text_of(layout_of(), {Touch::all_routes, Touch::all_routes}), "Rotterdam");
}

TEST(TouchedText, NamesTheMethodsWhereNotAllOfAPlaceIsTouched) {
  EXPECT_EQ(text_of(layout_of(), {Touch::all_routes, Touch::no_route, Touch::all_routes, Touch::some_routes}),
            "Rotterdam (rip_off) and Antwerp (rip_off and part of pin_code)");
}

TEST(TouchedText, NamesTheCommodityWhereThereAreSeveral) {
  EXPECT_EQ(text_of(layout_of("heroin"), {Touch::no_route, Touch::all_routes}),
            "Rotterdam (heroin by pin_code)");
}

TEST(TouchedText, TellsAllAndNone) {
  EXPECT_EQ(text_of(layout_of(), std::vector<Touch>(8, Touch::all_routes)), "all routes");
  EXPECT_EQ(text_of(layout_of(), {}), "no route");
}

TEST(TouchedText, CountsMorePlacesThanASentenceHolds) {
  ResultLayout layout = layout_of();
  layout.places.push_back({"BREMEN", "Bremen", "port", 53, 8});
  layout.lanes.push_back({"", "cocaine", "BREMEN", "rip_off"});
  EXPECT_EQ(text_of(layout, std::vector<Touch>(9, Touch::some_routes)), "some routes of 5 entry places");
  layout.lanes.push_back({"", "cocaine", "ESALG", "courier"});
  layout.places.push_back({"OSLO", "Oslo", "port", 60, 11});
  layout.lanes.push_back({"", "cocaine", "OSLO", "rip_off"});
  std::vector<Touch> touched(11, Touch::all_routes);
  touched.back() = Touch::no_route;
  EXPECT_EQ(text_of(layout, touched), "5 entry places");
}

TEST(TouchedText, ListsNamesAsASentenceDoes) {
  EXPECT_EQ(listed({}), "");
  EXPECT_EQ(listed({"a"}), "a");
  EXPECT_EQ(listed({"a", "b", "c"}), "a, b and c");
}

}  // namespace
}  // namespace waterbed
