// SPDX-License-Identifier: Apache-2.0
#include "sim/smuggling/pool_list.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "sim/smuggling/crews.hpp"
#include "sim/smuggling/insiders.hpp"
#include "sim/smuggling/skippers.hpp"
#include "sim/world/listed.hpp"

namespace waterbed {
namespace {

constexpr std::array<const char*, 4> kind_names{"terminal_insider", "release_insider", "crew", "skipper"};

bool is_insider(const ListedPool& pool) {
  return pool.kind == LabourKind::terminal_insider || pool.kind == LabourKind::release_insider;
}

std::string path_of(const ListedPool& pool) {
  std::string path = pool.name;
  path[path.find('/')] = '.';
  return path;
}

// Method and part, or an empty part where the place is one whole to the method.
using Served = std::pair<std::string, std::string>;

// As add_pool finds them in the world.
std::vector<Served> served_by(const PoolTerms& terms, const ParameterSet& parameters) {
  const auto& places = parameters.named<PlaceParams>();
  const auto& methods = parameters.named<MethodParams>();
  const auto& parts = parameters.named<PartParams>();
  const PlaceKind kind = places.values[places.find(terms.place)].kind;
  std::vector<Served> served;
  for (std::size_t method = 0; method < methods.size(); ++method) {
    const std::string& name = methods.names[method];
    if (methods.values[method].at != kind || !is_listed(terms.methods, name)) continue;
    bool is_whole = true;
    for (std::size_t part = 0; part < parts.size(); ++part) {
      if (parts.values[part].place != terms.place || !is_listed(parts.values[part].methods, name)) continue;
      is_whole = false;
      if (is_listed(terms.parts, parts.names[part])) served.emplace_back(name, parts.names[part]);
    }
    if (is_whole && terms.parts.empty()) served.emplace_back(name, "");
  }
  return served;
}

// A pool with what is compared with every other pool, worked out once.
struct Compared {
  const ListedPool* pool;
  std::uint32_t hash;
  std::size_t place;
  std::vector<Served> served;
};

void refuse_places(const Compared& compared, const ParameterSet& parameters,
                   std::vector<std::string>& problems) {
  const ListedPool& pool = *compared.pool;
  const PoolTerms& terms = *pool.terms;
  const auto& places = parameters.named<PlaceParams>();
  const PlaceParams& place = places.values[compared.place];
  const std::string path = path_of(pool);
  if (place.role != PlaceRole::entry)
    problems.push_back(path + ".place: " + terms.place + " is no entry place");
  const auto& methods = parameters.named<MethodParams>();
  for (const std::string& method : terms.methods)
    if (methods.values[methods.find(method)].at != place.kind)
      problems.push_back(path + ".methods: " + method + " is not used at a place like " + terms.place);
  const auto& parts = parameters.named<PartParams>();
  for (const std::string& part : terms.parts)
    if (parts.values[parts.find(part)].place != terms.place)
      problems.push_back(path + ".parts: " + part + " is no part of " + terms.place);
  if (compared.served.empty()) problems.push_back(path + " serves no method at " + terms.place);
  if (pool.kind != LabourKind::skipper) return;
  for (const Served& one : compared.served)
    if (!methods.values[methods.find(one.first)].stream.empty())
      problems.push_back(path + ".methods: " + one.first +
                         " hides in legal traffic and needs no skipper; name the methods that do");
}

// The last pool would win in silence.
void refuse_shared(const Compared& left, const Compared& right, std::vector<std::string>& problems) {
  const ListedPool& first = *left.pool;
  const ListedPool& second = *right.pool;
  if (left.hash == right.hash)
    problems.push_back("'" + first.name + "' and '" + second.name + "' have one hash: rename one");
  if (left.place != right.place || is_insider(first) != is_insider(second)) return;
  for (const Served& one : right.served) {
    if (std::find(left.served.begin(), left.served.end(), one) == left.served.end()) continue;
    problems.push_back(path_of(first) + " and " + path_of(second) + " would both serve " + one.first +
                       " at " + first.terms->place + (one.second.empty() ? "" : "+" + one.second) +
                       ": name the methods or parts of each");
    return;
  }
}

template <class Params>
void add_entries(const std::string& block, const ParameterSet& parameters, std::vector<ListedPool>& pools) {
  const Named<Params>& entries = parameters.named<Params>();
  for (std::size_t entry = 0; entry < entries.size(); ++entry)
    pools.push_back(
        {entries.values[entry].labour_kind(), block + entries.names[entry], &entries.values[entry].terms});
}

}  // namespace

std::vector<ListedPool> pools_of(const ParameterSet& parameters) {
  std::vector<ListedPool> pools;
  add_entries<InsiderParams>("insiders/", parameters, pools);
  add_entries<CrewParams>("crews/", parameters, pools);
  add_entries<SkipperParams>("skippers/", parameters, pools);
  return pools;
}

std::vector<PoolLabel> pool_labels(const ParameterSet& parameters) {
  std::vector<PoolLabel> labels;
  for (const ListedPool& pool : pools_of(parameters))
    labels.push_back({pool.name, kind_names[static_cast<std::size_t>(pool.kind)], pool.terms->place});
  return labels;
}

void refuse_pools(const ParameterSet& parameters, std::vector<std::string>& problems) {
  const std::vector<ListedPool> pools = pools_of(parameters);
  const auto& places = parameters.named<PlaceParams>();
  std::vector<Compared> compared;
  for (const ListedPool& pool : pools)
    compared.push_back(
        {&pool, name_hash(pool.name), places.find(pool.terms->place), served_by(*pool.terms, parameters)});
  for (std::size_t second = 0; second < pools.size(); ++second) {
    refuse_places(compared[second], parameters, problems);
    for (std::size_t first = 0; first < second; ++first)
      refuse_shared(compared[first], compared[second], problems);
  }
}

void refuse_low_wages(const ParameterSet& parameters, std::vector<std::string>& problems) {
  for (const ListedPool& pool : pools_of(parameters))
    if (pool.terms->lowest_wage > pool.terms->wage)
      problems.push_back(path_of(pool) + ".lowest_wage_eur is above wage_eur, the wage of the start");
}

}  // namespace waterbed
