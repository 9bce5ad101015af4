// SPDX-License-Identifier: Apache-2.0
#include "output/touched_text.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

#include <fmt/format.h>

#include "output/flows.hpp"
#include "output/pair_accounts.hpp"

namespace waterbed {
namespace {

constexpr std::size_t most_places = 4;
constexpr std::size_t most_ways = 3;

// The lanes in R at one place.
struct TouchedPlace {
  std::string title;
  std::vector<std::string> ways;
  bool is_whole = true;  // every route through it is in R
};

std::string way_of(const ResultLayout& layout, const PairLabel& pair, std::size_t lane) {
  const LaneLabel& label = layout.lanes[lane];
  const std::string way = has_one_commodity(layout) ? label.method : label.commodity + " by " + label.method;
  return pair.touched[lane] == Touch::all_routes ? way : "part of " + way;
}

std::vector<TouchedPlace> touched_places(const ResultLayout& layout, const PairLabel& pair) {
  std::vector<TouchedPlace> places;
  for (const PlaceLabel& place : layout.places) {
    TouchedPlace touched{place.title, {}};
    for (std::size_t lane = 0; lane < layout.lanes.size(); ++lane) {
      if (layout.lanes[lane].place != place.name) continue;
      if (is_touched(pair, lane)) touched.ways.push_back(way_of(layout, pair, lane));
      touched.is_whole = touched.is_whole && pair.touched[lane] == Touch::all_routes;
    }
    if (!touched.ways.empty()) places.push_back(std::move(touched));
  }
  return places;
}

std::string text_of(const TouchedPlace& place) {
  if (place.is_whole) return place.title;
  return place.title + " (" + (place.ways.size() > most_ways ? "some routes" : listed(place.ways)) + ")";
}

}  // namespace

std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t index = 0; index < names.size(); ++index) {
    const bool is_last = index + 1 == names.size();
    text += (index == 0 ? "" : is_last ? " and " : ", ") + names[index];
  }
  return text;
}

std::string text_of_touched(const ResultLayout& layout, const PairLabel& pair) {
  if (touches_all_routes(pair)) return "all routes";
  const std::vector<TouchedPlace> places = touched_places(layout, pair);
  if (places.empty()) return "no route";
  const bool are_whole =
      std::all_of(places.begin(), places.end(), [](const TouchedPlace& place) { return place.is_whole; });
  if (places.size() > most_places)
    return fmt::format("{}{} entry places", are_whole ? "" : "some routes of ", places.size());
  std::vector<std::string> texts;
  for (const TouchedPlace& place : places) texts.push_back(text_of(place));
  return listed(texts);
}

}  // namespace waterbed
