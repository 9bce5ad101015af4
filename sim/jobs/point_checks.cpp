// SPDX-License-Identifier: Apache-2.0
#include "sim/jobs/point_checks.hpp"

#include <algorithm>
#include <string_view>

#include "config/number_index.hpp"
#include "sim/base/parameter_content.hpp"

namespace waterbed {
namespace {

// The blocks that have this path, of any kind.
void mark_blocks(std::string_view path, const ParameterSet& parameters, std::vector<bool>& blocks) {
  for (std::size_t block = 0; block < blocks.size(); ++block)
    if (parameters.block(block).info().path == path) blocks[block] = true;
}

// In which a factor changes numbers, in any arm and week.
std::vector<bool> blocks_reached(const std::vector<Arm>& arms, const std::vector<FactorPlaces>& factors) {
  const ParameterSet& parameters = arms.front().parameters;
  std::vector<bool> blocks(parameters.size(), false);
  for (const FactorPlaces& factor : factors) {
    for (const FactorPlaces::InParameters& place : factor.parameters) blocks[place.place.block] = true;
    for (const FactorPlaces::InMeasure& place : factor.measures) {
      const Measure& measure = arms[place.arm].measures[place.measure];
      mark_blocks(block_of(measure.changes[place.change].path), parameters, blocks);
    }
  }
  return blocks;
}

// What may make mechanisms say something else of an arm: where factors stand, its parameters and measures. Of
// a block that several kinds share all measures count. A measure is known by its name.
struct Traits {
  std::vector<std::vector<QuantityPlace>> factors;
  std::vector<std::string> contents;  // of the blocks that are read
  std::vector<std::string> measures;  // that change them, in their order

  friend bool operator==(const Traits&, const Traits&) = default;
};

bool changes_any(const Measure& measure, const std::vector<bool>& blocks, const ParameterSet& parameters) {
  std::vector<bool> changed(blocks.size(), false);
  for (const ParameterChange& change : measure.changes)
    mark_blocks(block_of(change.path), parameters, changed);
  for (std::size_t block = 0; block < blocks.size(); ++block)
    if (changed[block] && blocks[block]) return true;
  return false;
}

Traits traits_of(const std::vector<Arm>& arms, std::size_t number, const std::vector<bool>& blocks,
                 const std::vector<FactorPlaces>& factors) {
  Traits traits;
  for (const FactorPlaces& factor : factors) {
    std::vector<QuantityPlace>& places = traits.factors.emplace_back();
    for (const FactorPlaces::InParameters& place : factor.parameters)
      if (place.arm == number) places.push_back(place.place);
  }
  ParameterSet parameters = arms[number].parameters;  // describing needs a set that may be written to
  for (std::size_t block = 0; block < blocks.size(); ++block)
    if (blocks[block]) traits.contents.push_back(content_of(parameters.block(block)).bytes);
  for (const Measure& measure : arms[number].measures)
    if (changes_any(measure, blocks, parameters)) traits.measures.push_back(measure.name);
  return traits;
}

// The first arm is always looked at, those behind it if they are like none before.
std::set<std::string> repeated_arms(const Scenario& scenario, const std::vector<Arm>& arms,
                                    const std::vector<bool>& blocks,
                                    const std::vector<FactorPlaces>& factors) {
  const auto is_looked_at = [&](const Arm& arm) {
    return arm.name == scenario.start.name ||
           std::any_of(scenario.arms.begin(), scenario.arms.end(),
                       [&](const Arm& run) { return run.name == arm.name; });
  };
  std::vector<Traits> seen;
  std::set<std::string> repeated;
  for (std::size_t number = 0; number < arms.size(); ++number) {
    if (!is_looked_at(arms[number])) continue;
    Traits traits = traits_of(arms, number, blocks, factors);
    if (std::find(seen.begin(), seen.end(), traits) != seen.end())
      repeated.insert(arms[number].name);
    else
      seen.push_back(std::move(traits));
  }
  return repeated;
}

}  // namespace

Checks checks_of_points(const Prepared& checked, const std::vector<Arm>& arms,
                        const std::vector<FactorPlaces>& factors) {
  Checks checks = checks_of_change(checked, blocks_reached(arms, factors));
  checks.repeated_arms = repeated_arms(checked.scenario, arms, checks.blocks, factors);
  return checks;
}

}  // namespace waterbed
