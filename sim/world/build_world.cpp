// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "sim/base/name_hash.hpp"
#include "sim/world/geography.hpp"
#include "sim/world/roles.hpp"
#include "sim/world/world.hpp"

namespace waterbed {
namespace {

template <class Params>
Coordinates position(const Params& params) {
  return {params.latitude.value(), params.longitude.value()};
}

class Builder {
 public:
  explicit Builder(const ParameterSet& parameters)
      : parameters_(parameters),
        places_(parameters.named<PlaceParams>()),
        parts_(parameters.named<PartParams>()),
        methods_(parameters.named<MethodParams>()),
        commodities_(parameters.named<CommodityParams>()),
        markets_(parameters.named<MarketParams>()) {}

  WorldBuilding build() {
    world_.organisations = static_cast<Index>(parameters_.get<OrganisationsParams>().count);
    index_places();
    index_strata();
    index_passages();
    for (std::size_t place = 0; place < places_.size(); ++place)
      if (places_.values[place].role == PlaceRole::entry) add_nest(index_of(place));
    index_crossings();
    measure_homes();
    report_problems();
    return {std::move(world_), std::move(problems_)};
  }

 private:
  void index_places() {
    world_.place_names = places_.names;
    for (std::size_t place = 0; place < places_.size(); ++place)
      world_.place_numbers.emplace(places_.names[place], index_of(place));
    for (const PlaceParams& place : places_.values) world_.place_positions.push_back(position(place));
    world_.part_names = parts_.names;
    world_.source_number.assign(places_.size(), none);
    world_.transit_number.assign(places_.size(), none);
    for (std::size_t place = 0; place < places_.size(); ++place) {
      const PlaceRole role = places_.values[place].role;
      if (role == PlaceRole::source) {
        world_.source_number[place] = index_of(world_.sources.size());
        world_.sources.push_back(index_of(place));
      }
      if (role == PlaceRole::transit) {
        world_.transit_number[place] = index_of(world_.transits.size());
        world_.transits.push_back(index_of(place));
      }
    }
  }

  // The parts of a composite name as indices of places or streams.
  static std::vector<std::string> words_of(const std::string& name) {
    std::vector<std::string> result(1);
    for (const char letter : name) {
      if (letter == '/')
        result.emplace_back();
      else
        result.back() += letter;
    }
    return result;
  }

  void index_strata() {
    const auto& strata = parameters_.named<StratumParams>();
    const auto& streams = parameters_.named<StreamParams>();
    world_.mean_legal_units.assign(streams.size(), 0.0);
    world_.strata_at.resize(places_.size() * streams.size());
    std::vector<int> count(streams.size(), 0);
    for (std::size_t number = 0; number < strata.size(); ++number) {
      const auto part = words_of(strata.names[number]);
      const Stratum stratum{index_of(places_.find(part[0])), index_of(places_.find(part[1])),
                            index_of(streams.find(part[2])), name_hash(strata.names[number])};
      stratum_of_[{stratum.origin, stratum.place, stratum.stream}] = index_of(number);
      world_.strata.push_back(stratum);
      world_.strata_at[at(stratum.place) * streams.size() + at(stratum.stream)].push_back(number);
      world_.mean_legal_units[at(stratum.stream)] += strata.values[number].legal_units.value();
      ++count[at(stratum.stream)];
    }
    for (std::size_t stream = 0; stream < streams.size(); ++stream)
      if (count[stream] > 0) world_.mean_legal_units[stream] /= count[stream];
  }

  void index_passages() {
    const auto& passages = parameters_.named<PassageParams>();
    const double port_days = parameters_.get<TravelParams>().port_days.value();
    for (std::size_t number = 0; number < passages.size(); ++number) {
      const auto part = words_of(passages.names[number]);
      const double days = passages.values[number].sea_days.value() + port_days;
      auto weeks = static_cast<Index>(days / 7.0);
      if (static_cast<double>(weeks) * 7.0 < days) ++weeks;
      weeks_of_[{index_of(places_.find(part[0])), index_of(places_.find(part[1]))}] = weeks;
    }
  }

  void add_nest(Index place) {
    Nest nest{place, world_.routes.size(), 0, Purpose("choice.nest/" + places_.names[at(place)])};
    for (std::size_t method = 0; method < methods_.size(); ++method)
      if (methods_.values[method].at == places_.values[at(place)].kind) add_method(place, index_of(method));
    nest.end = world_.routes.size();
    if (nest.end > nest.begin) world_.nests.push_back(nest);
  }

  // The method at a place: at each part that takes it, or at the whole where no part is named.
  void add_method(Index place, Index method) {
    const std::vector<std::size_t> taking = parts_with(place, method);
    const Index whole = index_of(world_.place_methods.size());
    const std::size_t lanes_before = world_.lanes.size();
    if (taking.empty()) add_place_method({place, method, none, whole, 1.0}, lanes_before);
    double weights = 0.0;
    for (const std::size_t part : taking) weights += parts_.values[part].weight.value();
    for (const std::size_t part : taking) {
      const double share = weights > 0.0 ? parts_.values[part].weight.value() / weights : 0.0;
      add_place_method({place, method, index_of(part), whole, share}, lanes_before);
    }
  }

  [[nodiscard]] std::vector<std::size_t> parts_with(Index place, Index method) const {
    std::vector<std::size_t> taking;
    for (std::size_t part = 0; part < parts_.size(); ++part) {
      const std::vector<std::string>& listed = parts_.values[part].methods;
      const bool takes = listed.empty() ||
                         std::find(listed.begin(), listed.end(), methods_.names[at(method)]) != listed.end();
      if (parts_.values[part].place == places_.names[at(place)] && takes) taking.push_back(part);
    }
    return taking;
  }

  // Its routes; lanes from `lanes_before` on are of the same place and method.
  void add_place_method(PlaceMethod pair, std::size_t lanes_before) {
    const std::size_t routes_before = world_.routes.size();
    world_.place_methods.push_back(pair);
    for (std::size_t commodity = 0; commodity < commodities_.size(); ++commodity) {
      if (!has_market(commodities_.names[commodity])) continue;
      const std::size_t lane_routes_before = world_.routes.size();
      const std::size_t lanes = world_.lanes.size();
      const Index lane = lane_of(index_of(commodity), pair, lanes_before);
      for (const Index source : world_.sources) {
        add_routes(source, none, lane);
        for (const Index transit : world_.transits) add_routes(source, transit, lane);
      }
      if (world_.routes.size() == lane_routes_before) world_.lanes.resize(lanes);
    }
    if (world_.routes.size() == routes_before) world_.place_methods.pop_back();
  }

  // The lane of a commodity by a place-method; made if no other part has made it.
  Index lane_of(Index commodity, const PlaceMethod& pair, std::size_t lanes_before) {
    for (std::size_t lane = lanes_before; lane < world_.lanes.size(); ++lane)
      if (world_.lanes[lane].commodity == commodity) return index_of(lane);
    const std::string name = commodities_.names[at(commodity)] + "/" + places_.names[at(pair.place)] + "/" +
                             methods_.names[at(pair.method)];
    world_.lanes.push_back({commodity, pair.place, pair.method, pair.whole, name});
    return index_of(world_.lanes.size() - 1);
  }

  [[nodiscard]] bool has_market(const std::string& commodity) const {
    for (const MarketParams& market : markets_.values)
      if (market.commodity == commodity) return true;
    return false;
  }

  // The routes of a lane by the newest place-method from `source`, direct or through `transit`.
  void add_routes(Index source, Index transit, Index lane_number) {
    const Lane& lane = world_.lanes[at(lane_number)];
    const Index last_port = transit == none ? source : transit;
    const auto first_leg = weeks_of_.find({source, transit == none ? lane.place : transit});
    const auto last_leg = weeks_of_.find({last_port, lane.place});
    if (first_leg == weeks_of_.end() || last_leg == weeks_of_.end()) return;
    const Index crossing = crossing_from(last_port, lane);
    if (crossing == none) return;
    const Index to_transit = transit == none ? 0 : first_leg->second;
    for (std::size_t market = 0; market < markets_.size(); ++market) {
      if (markets_.values[market].commodity != commodities_.names[at(lane.commodity)]) continue;
      add_route({source, transit, lane_number, crossing, index_of(market), to_transit,
                 to_transit + last_leg->second});
    }
  }

  // The crossing of the lane's place and method from `origin`, or none if the stream has no stratum there.
  Index crossing_from(Index origin, const Lane& lane) {
    const std::string& stream = methods_.values[at(lane.method)].stream;
    Index stratum = none;
    if (!stream.empty()) {
      const Index number = index_of(parameters_.named<StreamParams>().find(stream));
      const auto found = stratum_of_.find({origin, lane.place, number});
      if (found == stratum_of_.end()) return none;
      stratum = found->second;
    }
    const auto [place, is_new] =
        crossing_of_.try_emplace({origin, newest_place_method()}, index_of(world_.crossings.size()));
    if (is_new) world_.crossings.push_back({origin, newest_place_method(), stratum});
    return place->second;
  }

  [[nodiscard]] Index newest_place_method() const { return index_of(world_.place_methods.size() - 1); }

  struct Leg {
    Index source, transit, lane, crossing, market, to_transit, to_entry;
  };

  void add_route(const Leg& leg) {
    const Lane& lane = world_.lanes[at(leg.lane)];
    Routes& routes = world_.routes;
    routes.source.push_back(leg.source);
    routes.transit.push_back(leg.transit);
    routes.lane.push_back(leg.lane);
    routes.crossing.push_back(leg.crossing);
    routes.place_method.push_back(newest_place_method());
    routes.market.push_back(leg.market);
    routes.weeks_to_transit.push_back(leg.to_transit);
    routes.weeks_to_entry.push_back(leg.to_entry);
    routes.inland_km.push_back(
        distance_km(position(places_.values[at(lane.place)]), position(markets_.values[at(leg.market)])));
    routes.name.push_back(name_of(leg));
    routes.hash.push_back(name_hash(routes.name.back()));
  }

  [[nodiscard]] std::string name_of(const Leg& leg) const {
    const Lane& lane = world_.lanes[at(leg.lane)];
    const Index part = world_.place_methods.back().part;
    return commodities_.names[at(lane.commodity)] + "/" + places_.names[at(leg.source)] + "/" +
           (leg.transit == none ? std::string() : places_.names[at(leg.transit)]) + "/" +
           places_.names[at(lane.place)] + (part == none ? std::string() : "+" + parts_.names[at(part)]) +
           "/" + methods_.names[at(lane.method)] + "/" + markets_.names[at(leg.market)];
  }

  // They were added place-method by place-method.
  void index_crossings() {
    world_.crossings_in.resize(world_.strata.size());
    world_.first_crossing.assign(world_.place_methods.size() + 1, 0);
    for (std::size_t number = 0; number < world_.crossings.size(); ++number) {
      const Crossing& crossing = world_.crossings[number];
      world_.first_crossing[at(crossing.place_method) + 1] = number + 1;
      if (crossing.stratum != none) world_.crossings_in[at(crossing.stratum)].push_back(number);
    }
  }

  void measure_homes() {
    const auto& homes = parameters_.named<HomeParams>();
    for (const HomeParams& home : homes.values)
      for (const PlaceParams& place : places_.values)
        world_.home_distance_km.push_back(distance_km(position(home), position(place)));
  }

  void report_problems() {
    problems_ = problems_of_roles(parameters_);
    if (world_.routes.size() == 0 && problems_.empty())
      problems_.push_back("no route exists: " + why_no_route(parameters_));
    std::map<std::uint32_t, std::string> seen{{not_shipped_hash, "not shipped"}};
    for (std::size_t route = 0; route < world_.routes.size(); ++route)
      report_equal_hash(seen, world_.routes.hash[route], world_.routes.name[route]);
    std::map<std::uint32_t, std::string> seen_strata;
    for (std::size_t stratum = 0; stratum < world_.strata.size(); ++stratum)
      report_equal_hash(seen_strata, world_.strata[stratum].hash,
                        parameters_.named<StratumParams>().names[stratum]);
    double weights = 0.0;
    for (const HomeParams& home : parameters_.named<HomeParams>().values) weights += home.weight.value();
    if (parameters_.named<HomeParams>().size() > 0 && weights <= 0.0)
      problems_.emplace_back("homes: all weights are 0; at least one home needs a positive weight");
  }

  void report_equal_hash(std::map<std::uint32_t, std::string>& seen, std::uint32_t hash,
                         const std::string& name) {
    const auto [other, is_new] = seen.emplace(hash, name);
    if (!is_new)
      problems_.push_back("'" + name + "' and '" + other->second +
                          "' have the same 32-bit hash and would share their luck: rename one of them");
  }

  const ParameterSet& parameters_;
  const Named<PlaceParams>& places_;
  const Named<PartParams>& parts_;
  const Named<MethodParams>& methods_;
  const Named<CommodityParams>& commodities_;
  const Named<MarketParams>& markets_;
  std::map<std::tuple<Index, Index, Index>, Index> stratum_of_;
  std::map<std::tuple<Index, Index>, Index> weeks_of_;
  std::map<std::tuple<Index, Index>, Index> crossing_of_;
  World world_;
  std::vector<std::string> problems_;
};

}  // namespace

WorldBuilding build_world(const ParameterSet& parameters) {
  return Builder(parameters).build();
}

}  // namespace waterbed
