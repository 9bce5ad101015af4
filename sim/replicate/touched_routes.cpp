// SPDX-License-Identifier: Apache-2.0
#include "sim/replicate/touched_routes.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "sim/base/check.hpp"
#include "sim/world/listed.hpp"

namespace waterbed {
namespace {

constexpr std::string_view agencies = "agencies";

enum class Position { anywhere, last_port };

// Names of entries of a block; none listed means all.
struct Mention {
  std::string_view block;
  std::vector<std::string> names;
  Position position = Position::anywhere;  // of places
  std::string_view field{};                // that holds the names; empty: the entry's own name
};

struct Entry {
  std::string_view block;
  std::string name;
  std::vector<Mention> mentions{};

  [[nodiscard]] bool says_more_than_agencies() const {
    return std::any_of(mentions.begin(), mentions.end(),
                       [](const Mention& mention) { return mention.block != agencies; });
  }
  [[nodiscard]] bool names_agency(const std::string& agency) const {
    return std::any_of(mentions.begin(), mentions.end(), [&](const Mention& mention) {
      return mention.block == agencies &&
             std::find(mention.names.begin(), mention.names.end(), agency) != mention.names.end();
    });
  }
};

Position position_of(std::string_view field) {
  return field == "origin" || field == "origins" ? Position::last_port : Position::anywhere;
}

bool is_passed_by_routes(std::string_view block) {
  return block == "places" || block == "methods" || block == "parts" || block == "commodities" ||
         block == "markets" || block == "streams";
}

void read_name(const std::vector<KeyPart>& key_parts, Entry& entry) {
  if (is_passed_by_routes(entry.block)) entry.mentions.push_back({entry.block, {entry.name}});
  std::size_t begin = 0;
  for (const KeyPart& part : key_parts) {
    const std::size_t end = std::min(entry.name.find('/', begin), entry.name.size());
    entry.mentions.push_back(
        {part.refers_to, {entry.name.substr(begin, end - begin)}, position_of(part.column)});
    begin = end + 1;
  }
}

// What an entry names, by its name and in its fields.
Entry read_entry(ParameterBlock& block, std::size_t index) {
  struct Visitor final : FieldVisitorBase {
    using FieldVisitorBase::visit;
    void visit(const TextField& field) override {
      if (field.refers_to.empty()) return;
      Mention mention{field.refers_to, {}, position_of(field.name), field.name};
      if (!field.value->empty()) mention.names.push_back(*field.value);
      entry->mentions.push_back(std::move(mention));
    }
    void visit(const NamesField& field) override {
      entry->mentions.push_back({field.refers_to, *field.value, position_of(field.name), field.name});
    }
    Entry* entry = nullptr;
  } visitor;
  Entry entry{block.info().path, std::string(block.name(index))};
  if (block.is_map()) read_name(block.info().key_parts, entry);
  visitor.entry = &entry;
  block.describe(index, visitor);
  return entry;
}

// The one empty list that does not mean all: a patrol without `methods` meets those that use no legal
// traffic.
void name_methods_of_patrol(const Named<MethodParams>& methods, Entry& patrol) {
  for (Mention& mention : patrol.mentions) {
    if (mention.block != "methods" || !mention.names.empty()) continue;
    for (std::size_t method = 0; method < methods.size(); ++method)
      if (methods.values[method].stream.empty()) mention.names.push_back(methods.names[method]);
  }
}

// Officers are posted at last ports, and what they learn goes to receivers by ships from there.
void post_officers(Entry& liaison) {
  for (Mention& mention : liaison.mentions)
    if (mention.field == "places") mention.position = Position::last_port;
}

// Entries that mean something else by their names than the routes that pass them.
void mend_meaning(std::string_view kind, const ParameterSet& parameters, Entry& entry) {
  if (kind == "patrol") name_methods_of_patrol(parameters.named<MethodParams>(), entry);
  if (kind == "liaison") post_officers(entry);
  // Whoever is dismantled for what was found at some places ships by no route any more.
  if (entry.block == "investigations") entry.mentions.clear();
}

void unite(std::vector<bool>& routes, const std::vector<bool>& others) {
  for (std::size_t route = 0; route < routes.size(); ++route) routes[route] = routes[route] || others[route];
}

void intersect(std::vector<bool>& routes, const std::vector<bool>& others) {
  for (std::size_t route = 0; route < routes.size(); ++route) routes[route] = routes[route] && others[route];
}

// From entries of parameters to routes.
class RouteFinder {
 public:
  RouteFinder(const World& world, const ParameterSet& parameters) : world_(world), parameters_(parameters) {
    for (std::size_t number = 0; number < parameters_.size(); ++number) {
      ParameterBlock& block = parameters_.block(number);
      for (std::size_t index = 0; index < block.size(); ++index) {
        Entry entry = read_entry(block, index);
        mend_meaning(block.info().kind, parameters_, entry);
        entry_of_.emplace(path_of(block, index), entries_.size());
        entries_.push_back(std::move(entry));
      }
    }
  }

  // What a change of the quantity at `path` touches.
  [[nodiscard]] const std::vector<bool>& touched_by(const std::string& path) {
    const auto entry = entry_of_.find(path.substr(0, path.rfind('.')));
    WATERBED_CHECK(entry != entry_of_.end());
    const auto [found, is_new] = touched_.try_emplace(entry->second);
    if (is_new) found->second = touched_by(entries_[entry->second]);
    return found->second;
  }

  [[nodiscard]] std::vector<bool> no_routes() const { return all_routes(false); }

 private:
  [[nodiscard]] std::vector<bool> touched_by(const Entry& entry) const {
    if (entry.block == agencies) return directed_by(entry.name);
    std::vector<bool> routes = all_routes(true);
    for (const Mention& mention : entry.mentions)
      if (mention.block != agencies || !entry.says_more_than_agencies())
        intersect(routes, touched_by(mention));
    return routes;
  }

  [[nodiscard]] std::vector<bool> directed_by(const std::string& agency) const {
    std::vector<bool> routes = all_routes(false);
    for (const Entry& entry : entries_)
      if (entry.names_agency(agency) && entry.says_more_than_agencies()) unite(routes, touched_by(entry));
    return routes;
  }

  [[nodiscard]] std::vector<bool> touched_by(const Mention& mention) const {
    if (mention.names.empty()) return all_routes(true);
    if (is_passed_by_routes(mention.block)) return passing(mention);
    std::vector<bool> routes = all_routes(false);
    for (const Entry& entry : entries_)
      if (entry.block == mention.block && is_listed(mention.names, entry.name))
        unite(routes, touched_by(entry));
    return routes;
  }

  [[nodiscard]] std::vector<bool> passing(const Mention& mention) const {
    const Routes& routes = world_.routes;
    const auto lane = [&](std::size_t route) -> const Lane& { return world_.lanes[at(routes.lane[route])]; };
    if (mention.block == "places") return passing_places(mention);
    if (mention.block == "parts") {
      const std::vector<bool> part = named(world_.part_names, mention);
      return routes_where([&](std::size_t route) {
        const Index own = world_.place_methods[at(routes.place_method[route])].part;
        return own != none && part[at(own)];
      });
    }
    if (mention.block == "commodities") {
      const std::vector<bool> commodity = named(parameters_.named<CommodityParams>().names, mention);
      return routes_where([&](std::size_t route) { return commodity[at(lane(route).commodity)]; });
    }
    if (mention.block == "markets") {
      const std::vector<bool> market = named(parameters_.named<MarketParams>().names, mention);
      return routes_where([&](std::size_t route) { return market[at(routes.market[route])]; });
    }
    const auto& methods = parameters_.named<MethodParams>();
    std::vector<std::string> names = methods.names;
    if (mention.block == "streams")
      for (std::size_t method = 0; method < names.size(); ++method)
        names[method] = methods.values[method].stream;
    const std::vector<bool> method = named(names, mention);
    return routes_where([&](std::size_t route) { return method[at(lane(route).method)]; });
  }

  [[nodiscard]] std::vector<bool> passing_places(const Mention& mention) const {
    const std::vector<bool> place = named(world_.place_names, mention);
    const Routes& routes = world_.routes;
    if (mention.position == Position::last_port)
      return routes_where(
          [&](std::size_t route) { return place[at(world_.crossings[at(routes.crossing[route])].origin)]; });
    return routes_where([&](std::size_t route) {
      const Index transit = routes.transit[route];
      return place[at(routes.source[route])] || (transit != none && place[at(transit)]) ||
             place[at(world_.lanes[at(routes.lane[route])].place)];
    });
  }

  // By index of `names`: whether it is among those mentioned.
  static std::vector<bool> named(const std::vector<std::string>& names, const Mention& mention) {
    std::vector<bool> result;
    for (const std::string& name : names) result.push_back(is_listed(mention.names, name));
    return result;
  }

  template <class Condition>
  [[nodiscard]] std::vector<bool> routes_where(const Condition& holds) const {
    std::vector<bool> routes = all_routes(false);
    for (std::size_t route = 0; route < routes.size(); ++route) routes[route] = holds(route);
    return routes;
  }

  [[nodiscard]] std::vector<bool> all_routes(bool are_touched) const {
    return std::vector<bool>(world_.routes.size(), are_touched);
  }

  const World& world_;
  ParameterSet parameters_;
  std::vector<Entry> entries_;
  std::map<std::string, std::size_t> entry_of_;       // by path
  std::map<std::size_t, std::vector<bool>> touched_;  // by entry, as far as asked
};

// Paths of the quantities that the arms themselves give another value.
std::vector<std::string> paths_that_differ(ParameterSet reference, ParameterSet other) {
  const std::vector<double*> values = values_in(reference);
  const std::vector<double*> other_values = values_in(other);
  WATERBED_CHECK(values.size() == other_values.size());
  const auto is_same = [](const double* left, const double* right) { return *left == *right; };
  std::vector<std::string> paths;
  if (std::equal(values.begin(), values.end(), other_values.begin(), is_same)) return paths;
  std::size_t position = 0;
  for_each_quantity(other, [&](const std::string& path, const QuantityField& field) {
    if (*field.value != *values[position++]) paths.push_back(path);
  });
  return paths;
}

// Measures of `arm` that `other` does not have and that are in force in or after `first_week`.
std::vector<const Measure*> measures_of_one(const Arm& arm, const Arm& other, Week first_week) {
  std::vector<const Measure*> found;
  for (const Measure& measure : arm.measures) {
    const bool is_in_both = std::any_of(other.measures.begin(), other.measures.end(),
                                        [&](const Measure& their) { return their.name == measure.name; });
    if (!is_in_both && (!measure.until || *measure.until > first_week)) found.push_back(&measure);
  }
  return found;
}

Touched touched_by_pair(const Arm& reference, const Arm& arm, Week first_week, RouteFinder& finder) {
  Touched touched{finder.no_routes(), first_week, first_week};
  const std::vector<std::string> paths = paths_that_differ(reference.parameters, arm.parameters);
  for (const std::string& path : paths) unite(touched.routes, finder.touched_by(path));

  std::vector<const Measure*> measures = measures_of_one(reference, arm, first_week);
  const std::vector<const Measure*> others = measures_of_one(arm, reference, first_week);
  measures.insert(measures.end(), others.begin(), others.end());
  std::optional<Week> from;
  for (const Measure* measure : measures) {
    for (const ParameterChange& change : measure->changes)
      unite(touched.routes, finder.touched_by(change.path));
    from = std::min(from.value_or(measure->from), measure->from);
    touched.until = touched.until && measure->until ? std::optional(std::max(*touched.until, *measure->until))
                                                    : std::nullopt;
  }
  if (!paths.empty()) touched.until.reset();
  if (paths.empty() && from) touched.from = std::max(*from, first_week);
  return touched;
}

}  // namespace

std::vector<Touched> touched_routes(const World& world, const std::vector<Arm>& arms,
                                    const std::vector<ComparedArms>& pairs, Week first_week) {
  std::vector<Touched> touched;
  if (pairs.empty()) return touched;
  RouteFinder finder(world, arms.front().parameters);
  for (const ComparedArms& pair : pairs)
    touched.push_back(touched_by_pair(arms[pair.reference], arms[pair.arm], first_week, finder));
  return touched;
}

}  // namespace waterbed
