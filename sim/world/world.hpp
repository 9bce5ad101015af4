// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "sim/base/instruction_set.hpp"
#include "sim/base/luck.hpp"
#include "sim/base/parameter_set.hpp"
#include "sim/world/geography.hpp"
#include "sim/world/params.hpp"

// The fixed part of a scenario: what exists and how it hangs together, the same in all arms and replicates.
// Everything is held as arrays by index; an index of places, methods ... is that of the parameter block.
// Numbers that a measure may change are not here but in State::effective.
namespace waterbed {

using Index = std::int32_t;
constexpr Index none = -1;

// Commodity x entry place x method: the unit in which results are recorded.
struct Lane {
  Index commodity;
  Index place;
  Index method;
  Index place_method;  // the first of its place-methods, which stands for all parts of the place
  std::string name;    // "cocaine/NLRTM/rip_off"
};

// Entry place x method, in each part of the place where it has parts: what organisations hold beliefs about.
struct PlaceMethod {
  Index place;
  Index method;
  Index part;    // none: the place is one whole
  Index whole;   // the first place-method of this place and method: itself unless there are parts
  double share;  // of the place's traffic that goes through the part, among parts that take the method
};

// Origin x entry place x stream of legal traffic: what an agency can see. The origin is the last port.
struct Stratum {
  Index origin;
  Index place;
  Index stream;
  std::uint32_t hash;  // of the name, for draws
};

// Origin x entry place x method: what a control at the entry place can tell apart.
struct Crossing {
  Index origin;
  Index place_method;
  Index stratum;  // none: the method uses no legal traffic
};

// Source x transit (or none) x lane (x part of the place) x market: the alternatives of a consignment. Kept
// as arrays, sorted by entry place.
struct Routes {
  std::vector<Index> source;   // place
  std::vector<Index> transit;  // place or none
  std::vector<Index> lane;
  std::vector<Index> crossing;
  std::vector<Index> place_method;
  std::vector<Index> market;
  std::vector<Index> weeks_to_transit;
  std::vector<Index> weeks_to_entry;  // from departure
  std::vector<double> inland_km;
  std::vector<std::uint32_t> hash;  // of the name
  // "cocaine/ECGYE//NLRTM/rip_off/north_west_europe"; the place as "NLRTM+city" for a part `city`
  std::vector<std::string> name;

  [[nodiscard]] std::size_t size() const { return source.size(); }
};

// The routes that enter at one place: a nest of the choice.
struct Nest {
  Index place;
  std::size_t begin;
  std::size_t end;
  Purpose purpose;  // of its noise, "choice.nest/PLACE"
};

struct World {
  std::vector<std::string> place_names;
  std::vector<Coordinates> place_positions;
  std::vector<Index> sources;        // places
  std::vector<Index> transits;       // places
  std::vector<Index> source_number;  // by place: position in `sources`, or none
  std::vector<Index> transit_number;
  std::vector<PlaceMethod> place_methods;
  std::vector<std::string> part_names;  // as in the parameter block `parts`
  std::vector<Lane> lanes;
  std::vector<Stratum> strata;  // as in the parameter block `strata`
  std::vector<Crossing> crossings;
  Routes routes;
  std::vector<Nest> nests;
  std::vector<std::vector<std::size_t>> strata_at;     // by place x stream: those that enter there
  std::vector<std::vector<std::size_t>> crossings_in;  // by stratum: those whose method hides in it
  // By place-method, and one more: its crossings lie side by side, from here to the next one's first.
  std::vector<std::size_t> first_crossing;
  std::map<std::string, Index, std::less<>> place_numbers;  // by name: position in place_names
  std::vector<double> mean_legal_units;  // by stream: mean over its strata at the start, units a week
  std::vector<double> home_distance_km;  // home x place
  Index organisations = 0;
  // Which organisation, by its number, is stored where; empty: in order. Results do not depend on it.
  std::vector<std::uint32_t> storage_order;
  InstructionSet instruction_set = InstructionSet::plain;

  [[nodiscard]] double distance_from_home(Index home, Index place) const {
    return home_distance_km[static_cast<std::size_t>(home) * place_names.size() +
                            static_cast<std::size_t>(place)];
  }
};

// The alternative that is no route: its noise is keyed like that of routes.
constexpr std::uint32_t not_shipped_hash = name_hash("not shipped");

// Builds the world of `parameters` (those of the reference arm). What cannot be built is the user's mistake:
// `problems` then holds a sentence for each (no route, two names with one hash, ...), and the world is not
// used.
struct WorldBuilding {
  World world;
  std::vector<std::string> problems;
};
[[nodiscard]] WorldBuilding build_world(const ParameterSet& parameters);

// Index arithmetic without noise at every use.
constexpr std::size_t at(Index index) {
  return static_cast<std::size_t>(index);
}
constexpr Index index_of(std::size_t position) {
  return static_cast<Index>(position);
}

}  // namespace waterbed
