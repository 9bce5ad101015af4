// SPDX-License-Identifier: Apache-2.0
#include "sim/replicate/mechanisms.hpp"

#include <map>

#include "sim/base/name_hash.hpp"
#include "sim/enforcement/table.hpp"
#include "sim/smuggling/table.hpp"
#include "sim/world/organisations.hpp"

namespace waterbed {

std::vector<Mechanism> all_mechanisms() {
  std::vector<Mechanism> mechanisms = enforcement_mechanisms();
  for (Mechanism& mechanism : smuggling_mechanisms()) mechanisms.push_back(std::move(mechanism));
  return mechanisms;
}

ParameterSet all_parameters() {
  ParameterSet parameters;
  add_world_parameters(parameters);
  for (const Mechanism& mechanism : all_mechanisms())
    if (mechanism.add_parameters != nullptr) mechanism.add_parameters(parameters);
  return parameters;
}

std::vector<std::string> order_of_a_week(const std::vector<Mechanism>& mechanisms) {
  std::vector<std::string> order{"calendar/apply_measures"};
  for (const Step& step : order_steps(mechanisms))
    order.push_back(std::string(phase_names[static_cast<std::size_t>(step.phase)]) + "/" +
                    std::string(step.name));
  order.emplace_back("count/tally");
  return order;
}

std::vector<std::string> validate_parameters(const ParameterSet& parameters) {
  std::vector<std::string> problems;
  for (const Mechanism& mechanism : all_mechanisms()) {
    if (mechanism.validate_names != nullptr) mechanism.validate_names(parameters, problems);
    if (mechanism.validate != nullptr) mechanism.validate(parameters, problems);
  }
  return problems;
}

std::vector<std::string> validate_purposes(const World& world) {
  std::vector<std::string_view> names(organisation_purposes.begin(), organisation_purposes.end());
  for (const Mechanism& mechanism : all_mechanisms())
    names.insert(names.end(), mechanism.purposes.begin(), mechanism.purposes.end());
  std::map<std::uint32_t, std::string> seen;
  std::vector<std::string> problems;
  const auto add = [&](std::uint32_t hash, const std::string& name) {
    const auto [other, is_new] = seen.emplace(hash, name);
    if (!is_new)
      problems.push_back("'" + name + "' and '" + other->second + "' have one hash and would share luck");
  };
  for (const std::string_view name : names) add(name_hash(name), std::string(name));
  for (const Nest& nest : world.nests)
    add(nest.purpose.hash, "the nest of " + world.place_names[at(nest.place)]);
  return problems;
}

}  // namespace waterbed
