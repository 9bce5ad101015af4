// SPDX-License-Identifier: Apache-2.0
#include "sim/enforcement/reach.hpp"

#include <algorithm>

#include "sim/enforcement/budgets.hpp"

namespace waterbed {
namespace {

bool is_entry(const std::string& place, const ParameterSet& parameters) {
  const auto& places = parameters.named<PlaceParams>();
  return places.values[places.find(place)].role == PlaceRole::entry;
}

}  // namespace

std::vector<bool> listed(const std::vector<std::string>& names, const std::vector<std::string>& list) {
  std::vector<bool> result;
  for (const std::string& name : names)
    result.push_back(list.empty() || std::find(list.begin(), list.end(), name) != list.end());
  return result;
}

double budget_factor_or_one(std::string_view agency, const State& state) {
  return agency.empty() ? 1.0 : budget_factor(agency, state);
}

void refuse_other_than_entries(const std::string& path, const std::vector<std::string>& places,
                               const ParameterSet& parameters, std::vector<std::string>& problems) {
  for (const std::string& place : places)
    if (!is_entry(place, parameters)) problems.push_back(path + ": " + place + " is no entry place");
}

void refuse_entries(const std::string& path, const std::vector<std::string>& places,
                    const ParameterSet& parameters, std::vector<std::string>& problems) {
  for (const std::string& place : places)
    if (is_entry(place, parameters))
      problems.push_back(path + ": " + place + " is an entry place, where goods stay");
}

}  // namespace waterbed
