// SPDX-License-Identifier: Apache-2.0
#include "sim/jobs/idle_changes.hpp"

#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "config/measures.hpp"
#include "sim/base/quantity_lookup.hpp"

namespace waterbed {
namespace {

// What a measure multiplies of one kind.
struct Multiplied {
  std::string first_zero;
  std::size_t zeros = 0;
  std::size_t all = 0;
};

// Block and key of a path: what a `*` keeps.
std::pair<std::string, std::string> kind_of(const std::string& path) {
  return {path.substr(0, path.find('.')), path.substr(path.rfind('.') + 1)};
}

// Of those that measures change.
std::set<std::string> paths_of_zeros(const Arm& arm) {
  std::set<std::string> changed;
  for (const Measure& measure : arm.measures)
    for (const ParameterChange& change : measure.changes) changed.insert(change.path);
  std::set<std::string> zeros;
  for (const auto& [path, quantity] : find_quantities(arm.parameters, changed))
    if (quantity.value == 0.0) zeros.insert(path);
  return zeros;
}

void look_at(const Measure& measure, std::set<std::string>& zeros, std::set<std::string>& sentences) {
  std::map<std::pair<std::string, std::string>, Multiplied> kinds;
  for (const ParameterChange& change : measure.changes) {
    if (change.operation != Operation::multiply) {
      zeros.erase(change.path);
      continue;
    }
    Multiplied& multiplied = kinds[kind_of(change.path)];
    ++multiplied.all;
    if (!zeros.contains(change.path)) continue;
    if (multiplied.zeros++ == 0) multiplied.first_zero = change.path;
  }
  for (const auto& [kind, multiplied] : kinds) {
    if (multiplied.zeros < multiplied.all) continue;
    const std::string which = multiplied.zeros > 1
                                  ? fmt::format(" and {} more like it, which are", multiplied.zeros - 1)
                                  : ", which is";
    sentences.insert(fmt::format("{}.{} multiplies {}{} 0: that changes nothing", block_of(measure.kind),
                                 measure.name, multiplied.first_zero, which));
  }
}

}  // namespace

std::vector<std::string> idle_multiplications(const Scenario& scenario) {
  std::set<std::string> sentences;
  for (const Arm& arm : scenario.arms) {
    std::set<std::string> zeros = paths_of_zeros(arm);
    for (const Measure& measure : arm.measures) look_at(measure, zeros, sentences);
  }
  return {sentences.begin(), sentences.end()};
}

}  // namespace waterbed
