// SPDX-License-Identifier: Apache-2.0
#include "sim/world/params.hpp"

namespace waterbed {
namespace {

constexpr auto fixed = Change::at_start_only;

std::vector<std::pair<std::string_view, PlaceKind>> place_kinds() {
  return {{"port", PlaceKind::port},
          {"coast", PlaceKind::coast},
          {"airport", PlaceKind::airport},
          {"post_hub", PlaceKind::post_hub},
          {"land_crossing", PlaceKind::land_crossing}};
}

}  // namespace

void PlaceParams::describe(FieldVisitor& fields) {
  fields.text("title", title, "name in print");
  fields.choice("role", role,
                {{"source", PlaceRole::source}, {"transit", PlaceRole::transit}, {"entry", PlaceRole::entry}},
                "where goods come from, change ship, or enter the destination region");
  fields.choice("kind", kind, place_kinds(), "what it is; methods are tied to a kind");
  fields.quantity("latitude", latitude, {-90, 90}, "position, north positive", fixed);
  fields.quantity("longitude", longitude, {-180, 180}, "position, east positive", fixed);
  fields.quantity(
      "interception", interception, {0, 1},
      "chance that a lot is found on leaving (source) or changing ship (transit); not used at entry");
  fields.quantity("recorded", recorded, {0, 1}, "chance that a seizure here is written down");
}

void PartParams::describe(FieldVisitor& fields) {
  fields.text("title", title, "name in print");
  fields.reference("place", place, "places", "the entry place of which it is a part");
  fields.quantity("weight", weight, {0, 1e9},
                  "traffic that goes through it, relative to the other parts of its place", fixed);
  fields.references("methods", methods, "methods", "methods that can be used there; none named: all");
}

void MethodParams::describe(FieldVisitor& fields) {
  fields.text("title", title, "name in print");
  fields.optional_reference("stream", stream, "streams", "the stream of legal traffic that it uses, if any");
  fields.choice("at", at, place_kinds(), "kind of entry place where it can be used");
  fields.quantity("crew_share", crew_share, {0, 1},
                  "share phi of the landed price paid to crews or for codes");
  fields.quantity("fixed_cost", fixed_cost, {0, 1e8}, "fixed cost f of a lot");
  fields.quantity("freight", freight, {0, 1e6}, "cost per kilogram of moving by this method");
  fields.quantity("largest_lot", largest_lot, {0.001, 1e9}, "largest lot that the method takes", fixed);
  fields.quantity("sensitivity", sensitivity, {0, 1},
                  "chance that an examined unit with a load is recognised");
  fields.quantity("targeting_offset", targeting_offset, {-5, 5},
                  "added to an instrument's targeting quality for this method, in standard deviations");
  fields.quantity("extraction_failure", extraction_failure, {0, 1},
                  "chance f_m that taking the lot out fails");
}

void MarketParams::describe(FieldVisitor& fields) {
  fields.reference("commodity", commodity, "commodities", "what is sold here");
  fields.quantity("latitude", latitude, {-90, 90}, "position, north positive", fixed);
  fields.quantity("longitude", longitude, {-180, 180}, "position, east positive", fixed);
  fields.quantity("landed_price", landed_price, {0, 1e6}, "price V of landed goods");
}

void OrganisationsParams::describe(FieldVisitor& fields) {
  fields.count("count", count, {1, 1e6}, "smuggling organisations");
  fields.quantity("size_sigma", size_sigma, {0, 5},
                  "sigma of the lognormal shares of organisations in the flow", fixed);
  fields.quantity("ties", ties, {0, 100}, "mean number of organisations that one shares its luck with",
                  fixed);
}

void HomeParams::describe(FieldVisitor& fields) {
  fields.quantity("latitude", latitude, {-90, 90}, "position, north positive", fixed);
  fields.quantity("longitude", longitude, {-180, 180}, "position, east positive", fixed);
  fields.quantity("weight", weight, {0, 1e9}, "share of organisations that live here, relative to the others",
                  fixed);
}

void add_world_parameters(ParameterSet& parameters) {
  parameters.add_map<CommodityParams>({"commodities", "goods that are smuggled"});
  parameters.add_map<PlaceParams>(
      {"places", "ports, airports, coasts and crossings: sources, transits and entries"});
  parameters.add_map<PartParams>(
      {"parts", "terminals and depots: parts of an entry place, each with a perimeter of its own"});
  parameters.add_map<StreamParams>({"streams", "kinds of legal traffic"});
  parameters.add_map<MethodParams>({"methods", "modi operandi"});
  parameters.add_map<MarketParams>({"markets", "where landed goods are sold"});
  parameters.add_map<StratumParams>(
      {"strata",
       "legal traffic by origin, entry place and stream: what an agency can see",
       {},
       {{"origin", "places"}, {"place", "places"}, {"stream", "streams"}}});
  parameters.add_map<PassageParams>(
      {"passages", "sea passages between places", {}, {{"from", "places"}, {"to", "places"}}});
  parameters.add_block<TravelParams>({"travel", "time on the way"});
  parameters.add_block<InlandParams>({"inland", "from the entry place to the market"});
  parameters.add_block<DetectionParams>(
      {"detection", "what makes a lot easier to find, whatever the instrument"});
  parameters.add_block<OrganisationsParams>({"organisations", "who smuggles"});
  parameters.add_map<HomeParams>({"homes", "where organisations live"});
}

}  // namespace waterbed
