// SPDX-License-Identifier: Apache-2.0
#include "sim/enforcement/cooperation.hpp"

#include <algorithm>
#include <map>

#include "sim/enforcement/agencies.hpp"

namespace waterbed {
namespace {

bool takes_part(const CooperationParams& cooperation, std::string_view agency) {
  return std::find(cooperation.agencies.begin(), cooperation.agencies.end(), agency) !=
         cooperation.agencies.end();
}

// By agency: the weight with which `agency` believes it.
std::vector<double> pooling_weights(std::string_view agency, const State& state) {
  const auto& agencies = state.effective.named<AgencyParams>();
  std::vector<double> weights(agencies.size(), 0.0);
  for (const CooperationParams& cooperation : state.effective.named<CooperationParams>().values) {
    if (!takes_part(cooperation, agency)) continue;
    for (const std::string& partner : cooperation.agencies) {
      double& weight = weights[agencies.find(partner)];
      if (partner != agency) weight = std::max(weight, cooperation.pooling.value());
    }
  }
  return weights;
}

void share_one(const CooperationParams& cooperation, const std::vector<BudgetPart>& parts,
               std::vector<double>& capacities) {
  const double given = cooperation.joint_budget.value();
  if (given <= 0.0) return;
  std::map<std::string_view, std::pair<double, double>> pools;  // by stream: capacity given, promises
  for (std::size_t part = 0; part < parts.size(); ++part) {
    if (!takes_part(cooperation, parts[part].agency)) continue;
    auto& [pool, promises] = pools[parts[part].stream];
    pool += given * capacities[part];
    promises += parts[part].promise;
  }
  for (std::size_t part = 0; part < parts.size(); ++part) {
    if (!takes_part(cooperation, parts[part].agency)) continue;
    const auto& [pool, promises] = pools[parts[part].stream];
    if (promises > 0.0)
      capacities[part] = (1.0 - given) * capacities[part] + pool * parts[part].promise / promises;
  }
}

// Two co-operations of one agency would share its budget in an order that means nothing.
void refuse_wrong_partners(const ParameterSet& parameters, std::vector<std::string>& problems) {
  const auto& cooperations = parameters.named<CooperationParams>();
  std::map<std::string, std::string> partner_of;
  for (std::size_t number = 0; number < cooperations.size(); ++number) {
    const std::string name = "cooperations." + cooperations.names[number];
    if (cooperations.values[number].agencies.size() < 2)
      problems.push_back(name + ".agencies: it takes at least two agencies to work together");
    for (const std::string& agency : cooperations.values[number].agencies) {
      const auto [other, is_new] = partner_of.emplace(agency, name);
      if (!is_new)
        problems.push_back(name + ".agencies: " + agency + " takes part in " + other->second + " already");
    }
  }
}

}  // namespace

void CooperationParams::describe(FieldVisitor& fields) {
  fields.text("title", title, "name in print");
  fields.references("agencies", agencies, "agencies", "who works together");
  fields.quantity("pooling", pooling, {0, 1},
                  "weight of the partners' finds, by origin and stream, beside one's own");
  fields.quantity("targeting_gain", targeting_gain, {0, 5},
                  "added to the targeting quality of all partners: shared images and analysts");
  fields.quantity(
      "joint_budget", joint_budget, {0, 1},
      "share of the capacity of each partner's scanners that goes where they together expect most finds");
}

PartnerCounts partner_counts(std::string_view agency, Index stream, const World& world, const State& state) {
  PartnerCounts counts;
  const auto& cooperations = state.effective.named<CooperationParams>();
  if (cooperations.size() == 0) return counts;
  const std::vector<double> weights = pooling_weights(agency, state);
  if (std::all_of(weights.begin(), weights.end(), [](double weight) { return weight <= 0.0; })) return counts;
  counts.hits.assign(world.place_names.size(), 0.0);
  counts.examined.assign(world.place_names.size(), 0.0);
  for (std::size_t partner = 0; partner < weights.size(); ++partner) {
    if (weights[partner] <= 0.0) continue;
    for (std::size_t number = 0; number < world.strata.size(); ++number) {
      const Stratum& stratum = world.strata[number];
      if (stratum.stream != stream) continue;
      const std::size_t cell = partner * world.strata.size() + number;
      counts.hits[at(stratum.origin)] += weights[partner] * state.hit_rates.hits[cell];
      counts.examined[at(stratum.origin)] += weights[partner] * state.hit_rates.examined[cell];
    }
  }
  return counts;
}

double targeting_gain(std::string_view agency, const State& state) {
  double gain = 0.0;
  for (const CooperationParams& cooperation : state.effective.named<CooperationParams>().values)
    if (takes_part(cooperation, agency)) gain = std::max(gain, cooperation.targeting_gain.value());
  return gain;
}

std::vector<double> share_budgets(const std::vector<BudgetPart>& parts,
                                  const Named<CooperationParams>& cooperations) {
  std::vector<double> capacities;
  for (const BudgetPart& part : parts) capacities.push_back(part.capacity);
  for (const CooperationParams& cooperation : cooperations.values) share_one(cooperation, parts, capacities);
  return capacities;
}

Mechanism cooperation_mechanism() {
  return {.name = "cooperation",
          .add_parameters =
              [](ParameterSet& parameters) {
                parameters.add_map<CooperationParams>({"cooperations", "agencies that work together"});
              },
          .validate_names = refuse_wrong_partners};
}

}  // namespace waterbed
