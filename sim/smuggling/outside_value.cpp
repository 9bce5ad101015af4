// SPDX-License-Identifier: Apache-2.0
#include "sim/smuggling/outside_value.hpp"

#include <algorithm>
#include <limits>

#include "sim/base/math.hpp"
#include "sim/smuggling/choice.hpp"
#include "sim/smuggling/consignments.hpp"
#include "sim/smuggling/contacts.hpp"
#include "sim/smuggling/offers.hpp"
#include "sim/smuggling/prices.hpp"

namespace waterbed {
namespace {

constexpr double impossible = -std::numeric_limits<double>::infinity();

// ln of the sum over nests of I_n^nu for a consignment of the median size, in as few lots as its risk
// allows, at prior beliefs.
class InclusiveValue {
 public:
  InclusiveValue(const World& world, const State& state, Week first_week)
      : world_(world), state_(state), params_(state.effective.get<ChoiceParams>()), first_week_(first_week) {
    Survival survival;
    fill_prior_survival(world, state, survival);
    const ValueCoefficients coefficients = coefficients_of(state);
    const auto median_kg = static_cast<float>(state.effective.get<ConsignmentParams>().median_size.value());
    for (std::size_t route = 0; route < world.routes.size(); ++route) {
      const float value =
          best_offer(state.route_terms, survival.of(route), route, coefficients, {median_kg, 0.0F})
              .value.value;
      utility_.push_back(static_cast<double>(coefficients.theta * value + state.route_terms.pull[route]));
    }
    for (const Nest& nest : world.nests) nest_value_.push_back(nest_value(nest, utility_));
  }

  // Over what it has contacts for; over all where it has none that could be used.
  [[nodiscard]] double of(Index organisation) const {
    if (!state_.contacts.are_needed()) return over(nest_value_, organisation);
    ContactsOf contacts;
    fill_contacts(world_, state_, {organisation, first_week_}, contacts);
    std::vector<double> utility = utility_;
    for (std::size_t route = 0; route < utility.size(); ++route)
      if (!contacts.can_use[at(world_.place_methods[at(world_.routes.place_method[route])].whole)])
        utility[route] = impossible;
    std::vector<double> values;
    for (const Nest& nest : world_.nests) values.push_back(nest_value(nest, utility));
    const double value = over(values, organisation);
    return value == impossible ? over(nest_value_, organisation) : value;
  }

 private:
  // `nest_values`: nu ln I_n
  [[nodiscard]] double over(std::vector<double> nest_values, Index organisation) const {
    for (std::size_t nest = 0; nest < nest_values.size(); ++nest)
      nest_values[nest] -= away(world_.nests[nest].place, organisation);
    return log_sum_exp(nest_values, 1.0);
  }

  [[nodiscard]] double nest_value(const Nest& nest, const std::vector<double>& utility) const {
    const std::vector<double> values(utility.begin() + static_cast<std::ptrdiff_t>(nest.begin),
                                     utility.begin() + static_cast<std::ptrdiff_t>(nest.end));
    return log_sum_exp(values, params_.nu.value());
  }

  // scale x ln sum exp(v / scale)
  static double log_sum_exp(const std::vector<double>& values, double scale) {
    const double largest = *std::max_element(values.begin(), values.end());
    if (largest == impossible) return largest;
    double sum = 0.0;
    for (const double value : values) sum += exp((value - largest) / scale);
    return largest + scale * log(sum);
  }

  [[nodiscard]] double away(Index place, Index organisation) const {
    const Index home = state_.organisations.home[at(organisation)];
    return home == none ? 0.0 : params_.omega.value() * world_.distance_from_home(home, place) / 1000.0;
  }

  const World& world_;
  const State& state_;
  const ChoiceParams& params_;
  Week first_week_;
  std::vector<double> utility_;     // by route
  std::vector<double> nest_value_;  // nu ln I_n
};

}  // namespace

void set_outside_value(const World& world, State& state, Week first_week) {
  const auto& params = state.effective.get<ChoiceParams>();
  std::vector<float>& values = state.organisations.outside_value;
  if (params.outside == OutsideRule::value)
    std::fill(values.begin(), values.end(), static_cast<float>(params.outside_value.value()));
  if (params.outside != OutsideRule::share) return;
  price_routes(world, state, first_week);
  const InclusiveValue inclusive_value(world, state, first_week);
  const double p0 = params.outside_share.value();
  const double odds = p0 > 0.0 ? log(p0 / (1.0 - p0)) : impossible;
  for (std::size_t organisation = 0; organisation < values.size(); ++organisation)
    values[organisation] = static_cast<float>(odds + inclusive_value.of(index_of(organisation)));
}

}  // namespace waterbed
