// SPDX-License-Identifier: Apache-2.0
#include "sim/smuggling/choice.hpp"

#include <algorithm>
#include <cmath>  // sqrt is exact
#include <limits>

#include "sim/base/alternative_noise.hpp"
#include "sim/base/check.hpp"
#include "sim/base/math.hpp"
#include "sim/base/parallel.hpp"
#include "sim/base/positive_stable.hpp"
#include "sim/smuggling/beliefs.hpp"
#include "sim/smuggling/choice_kernel.hpp"
#include "sim/smuggling/consignments.hpp"
#include "sim/smuggling/prices.hpp"
#include "sim/smuggling/route_value.hpp"

namespace waterbed {
namespace {

constexpr Purpose choice_purpose("choice");

KernelCoefficients coefficients_of(const State& state) {
  const auto& params = state.effective.get<ChoiceParams>();
  const double s_ref = state.beliefs.reference_loss;
  const bool splits = params.splitting == SplittingRule::risk && s_ref > 0.0 && s_ref < 1.0;
  return {.theta = static_cast<float>(params.theta.value()),
          .arrest_loss = static_cast<float>(params.arrest_loss.value()),
          .size_effect = static_cast<float>(state.effective.get<DetectionParams>().size_effect.value()),
          .split_scale = splits ? static_cast<float>(1.0 / std::sqrt(s_ref * (1.0 - s_ref))) : 0.0F,
          .nest_scale = params.nu.value(),
          .premium = {params.premium, static_cast<float>(params.premium_threshold_cost.value()),
                      static_cast<float>(params.premium_threshold_loss.value()),
                      static_cast<float>(params.premium_salience_discount.value())}};
}

RouteOffer offer_of(const RouteTerms& terms, float survival, std::size_t route) {
  return {survival,
          terms.net_price[route],
          terms.unit_cost[route],
          terms.lot_cost[route],
          terms.lot_cap[route],
          terms.risk_price.empty() ? 0.0F : terms.risk_price[route]};
}

// As the kernel values it.
RouteValue value_of(const RouteOffer& offer, const KernelCoefficients& coefficients, float kilograms,
                    float split_uniform) {
  return with_premium(coefficients.premium.kind, [&]<PremiumKind kind>() {
    return route_value<kind>(offer, coefficients, kilograms, split_uniform);
  });
}

// A NaN would lose every comparison in silence.
void check_is_finite(const std::vector<float>& values) {
  float sum = 0.0F;
  for (const float value : values) sum += value;
  WATERBED_CHECK(sum - sum == 0.0F);
}

// Decides the consignments of one organisation after the other; holds the room for one.
class Chooser {
 public:
  Chooser(const World& world, State& state, Week week)
      : world_(world),
        state_(state),
        week_(week),
        params_(state.effective.get<ChoiceParams>()),
        coefficients_(coefficients_of(state)),
        kernel_(world.instruction_set == InstructionSet::avx2 ? best_route_avx2 : best_route_plain),
        survival_(world.routes.size()) {}

  void choose_for(Index organisation) {
    const Consignments& consignments = state_.consignments;
    const std::size_t begin = consignments.begin[at(organisation)];
    const std::size_t end = consignments.begin[at(organisation) + 1];
    if (begin == end) return;
    fill_survival(world_, state_, {organisation, week_}, pass_, survival_);
    check_is_finite(survival_);
    for (std::size_t consignment = begin; consignment < end; ++consignment) choose(consignment);
  }

 private:
  void choose(std::size_t number) {
    Consignments& consignments = state_.consignments;
    const auto who = static_cast<std::uint32_t>(consignments.organisation[number]);
    const PhiloxBlock words = state_.luck.draw(choice_purpose, who, week_, consignments.number[number]);
    KernelConsignment consignment{
        .kilograms =
            static_cast<float>(static_cast<double>(consignments.size[number].value) / grams_per_kilogram),
        .split_uniform = static_cast<float>(unit_interval(words[2])),
        .nest_utility = 0.0F,
        .log_stable = 0.0,
        .key = {words[0], words[1]}};
    KernelBest best{-std::numeric_limits<double>::infinity(), 0, 0};
    if (params_.outside == OutsideRule::share || params_.outside == OutsideRule::value)
      best = {static_cast<double>(state_.organisations.outside_value[who]) +
                  gumbel_noise(not_shipped_hash, consignment.key),
              not_shipped_hash, world_.routes.size()};
    for (const Nest& nest : world_.nests) consider(nest, number, consignment, best);
    if (best.route == world_.routes.size() || best.key == -std::numeric_limits<double>::infinity()) {
      consignments.route[number] = none;
      return;
    }
    const RouteValue value = value_by(best.route, consignment);
    const bool shipped = params_.outside != OutsideRule::willingness ||
                         is_willing(1.0 - value.landing, unit_interval(words[3]));
    consignments.route[number] = shipped ? index_of(best.route) : none;
    if (shipped) consignments.lots[number] = value.lots;
  }

  // W = min(1, s_w / s), s the believed loss of a lot as it would go.
  [[nodiscard]] bool is_willing(double loss, double uniform) const {
    return uniform * loss < params_.willingness_loss.value() || loss <= 0.0;
  }

  void consider(const Nest& nest, std::size_t number, KernelConsignment& consignment,
                KernelBest& best) const {
    const Consignments& consignments = state_.consignments;
    const auto who = static_cast<std::uint32_t>(consignments.organisation[number]);
    consignment.nest_utility = nest_utility(nest.place, consignments.organisation[number]);
    if (params_.nu.value() < 1.0) {
      consignment.log_stable = log_positive_stable(
          params_.nu.value(), state_.luck.draw(nest.purpose, who, week_, consignments.number[number]));
    }
    const KernelBest after = kernel_(routes_of(nest), coefficients_, consignment, best);
    const bool is_of_nest = after.key != best.key || after.hash != best.hash;
    if (is_of_nest) best = {after.key, after.hash, nest.begin + after.route};
  }

  [[nodiscard]] KernelRoutes routes_of(const Nest& nest) const {
    const RouteTerms& terms = state_.route_terms;
    return {&survival_[nest.begin],
            &terms.net_price[nest.begin],
            &terms.unit_cost[nest.begin],
            &terms.lot_cost[nest.begin],
            &terms.lot_cap[nest.begin],
            &terms.pull[nest.begin],
            &world_.routes.hash[nest.begin],
            nest.end - nest.begin,
            terms.risk_price.empty() ? nullptr : &terms.risk_price[nest.begin]};
  }

  // Inertia and distance: what an entry place is worth to the organisation beyond money.
  [[nodiscard]] float nest_utility(Index place, Index organisation) const {
    const Index home = state_.organisations.home[at(organisation)];
    const double away =
        home == none ? 0.0 : params_.omega.value() * world_.distance_from_home(home, place) / 1000.0;
    const double used =
        state_.organisations.last_place[at(organisation)] == place ? params_.eta.value() : 0.0;
    return static_cast<float>(used - away);
  }

  [[nodiscard]] RouteValue value_by(std::size_t route, const KernelConsignment& consignment) const {
    const RouteOffer offer = offer_of(state_.route_terms, survival_[route], route);
    return value_of(offer, coefficients_, consignment.kilograms, consignment.split_uniform);
  }

  const World& world_;
  State& state_;
  Week week_;
  const ChoiceParams& params_;
  KernelCoefficients coefficients_;
  ChoiceKernel kernel_;
  std::vector<float> pass_;
  std::vector<float> survival_;
};

void choose_routes(const World& world, State& state, Week week) {
  for_each_range(at(world.organisations), 64, [&](std::size_t begin, std::size_t end) {
    Chooser chooser(world, state, week);
    for (std::size_t organisation = begin; organisation < end; ++organisation)
      chooser.choose_for(index_of(organisation));
  });
}

// ln of the sum over nests of I_n^nu for a consignment of the median size, in as few lots as its risk
// allows, at `survival`.
class InclusiveValue {
 public:
  InclusiveValue(const World& world, const State& state, const std::vector<float>& survival)
      : world_(world), state_(state), params_(state.effective.get<ChoiceParams>()) {
    const KernelCoefficients coefficients = coefficients_of(state);
    const auto median_kg = static_cast<float>(state.effective.get<ConsignmentParams>().median_size.value());
    for (std::size_t route = 0; route < world.routes.size(); ++route) {
      const RouteOffer offer = offer_of(state.route_terms, survival[route], route);
      const float value = value_of(offer, coefficients, median_kg, 0.0F).value;
      utility_.push_back(static_cast<double>(coefficients.theta * value + state.route_terms.pull[route]));
    }
    for (const Nest& nest : world.nests) nest_value_.push_back(nest_value(nest));
  }

  [[nodiscard]] double of(Index organisation) const {
    std::vector<double> values;
    for (std::size_t nest = 0; nest < nest_value_.size(); ++nest)
      values.push_back(nest_value_[nest] - away(world_.nests[nest].place, organisation));
    return log_sum_exp(values, 1.0);
  }

 private:
  [[nodiscard]] double nest_value(const Nest& nest) const {
    const std::vector<double> values(utility_.begin() + static_cast<std::ptrdiff_t>(nest.begin),
                                     utility_.begin() + static_cast<std::ptrdiff_t>(nest.end));
    return log_sum_exp(values, params_.nu.value());
  }

  // scale x ln sum exp(v / scale)
  static double log_sum_exp(const std::vector<double>& values, double scale) {
    const double largest = *std::max_element(values.begin(), values.end());
    if (largest == -std::numeric_limits<double>::infinity()) return largest;
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
  std::vector<double> utility_;     // by route
  std::vector<double> nest_value_;  // nu ln I_n
};

// v_0 = ln(p0 / (1 - p0)) + ln sum_n I_n^nu: once per organisation, at prior beliefs and the prices of the
// start.
void set_outside_value(const World& world, State& state, Week first_week) {
  const auto& params = state.effective.get<ChoiceParams>();
  std::vector<float>& values = state.organisations.outside_value;
  if (params.outside == OutsideRule::value)
    std::fill(values.begin(), values.end(), static_cast<float>(params.outside_value.value()));
  if (params.outside != OutsideRule::share) return;
  price_routes(world, state, first_week);
  std::vector<float> survival(world.routes.size());
  fill_prior_survival(world, state, survival);
  const InclusiveValue inclusive_value(world, state, survival);
  const double p0 = params.outside_share.value();
  const double odds = p0 > 0.0 ? log(p0 / (1.0 - p0)) : -std::numeric_limits<double>::infinity();
  for (std::size_t organisation = 0; organisation < values.size(); ++organisation)
    values[organisation] = static_cast<float>(odds + inclusive_value.of(index_of(organisation)));
}

void refuse_too_many_lots(const ParameterSet& parameters, std::vector<std::string>& problems) {
  const double largest_kg = parameters.get<ConsignmentParams>().largest_size.value();
  const auto& methods = parameters.named<MethodParams>();
  for (std::size_t method = 0; method < methods.size(); ++method)
    if (largest_kg > most_lots * methods.values[method].largest_lot.value())
      problems.push_back(
          "methods." + methods.names[method] +
          ".largest_lot_kg is too small: a consignment of consignments.largest_size_kg would go in "
          "more than 256 lots");
}

}  // namespace

void ChoiceParams::describe(FieldVisitor& fields) {
  constexpr auto fixed = Change::at_start_only;
  fields.quantity("theta", theta, {0, 10}, "how strongly money decides: utility per EUR/kg");
  fields.quantity("nu", nu, {0.05, 1},
                  "nest parameter: 1 is plain logit, lower makes routes of one place alike", fixed);
  fields.quantity("eta", eta, {0, 20}, "inertia: utility of the entry place used last");
  fields.quantity("gamma", gamma, {0, 5}, "pull of legal traffic: 1 if every legal unit hides equally well");
  fields.quantity("omega", omega, {0, 100}, "disutility of an entry place far from home");
  fields.choice(
      "outside", outside,
      {{"share", OutsideRule::share},
       {"value", OutsideRule::value},
       {"none", OutsideRule::shut},
       {"willingness", OutsideRule::willingness}},
      "not shipping: worth what makes outside_share at the start, outside_value, not possible, or decided "
      "after the route by willingness to bear its loss");
  fields.quantity("outside_share", outside_share, {0, 0.99}, "share p0 not shipped at the start", fixed);
  fields.quantity("outside_value", outside_value, {-1000, 1000}, "utility v_0 of not shipping", fixed);
  fields.quantity(
      "willingness_loss", willingness_loss, {0, 1},
      "`outside: willingness`: believed loss s_w up to which all are willing; above, s_w / loss are");
  fields.choice("splitting", splitting, {{"risk", SplittingRule::risk}, {"off", SplittingRule::off}},
                "more lots where the risk is spread more, or as few as the method takes");
  fields.quantity("arrest_loss", arrest_loss, {0, 1e8}, "what a lost lot costs beside the load");
  fields.choice(
      "premium", premium,
      {{"none", PremiumKind::neutral},
       {"cara", PremiumKind::cara},
       {"threshold", PremiumKind::threshold},
       {"salience", PremiumKind::salience}},
      "what risk costs beyond the expected loss: nothing, constant risk aversion, only above a loss, or by "
      "whether gain or loss stands out");
  fields.quantity("premium_threshold_cost", premium_threshold_cost, {0, 1e6},
                  "`premium: threshold`: this times (loss / premium_threshold_loss)^2 - 1, if above 0");
  fields.quantity("premium_threshold_loss", premium_threshold_loss, {0.01, 1},
                  "`premium: threshold`: believed loss of a lot above which there is a premium");
  fields.quantity("premium_salience_discount", premium_salience_discount, {0.01, 1},
                  "`premium: salience`: weight of the outcome that stands out less; 1: no distortion");
}

double prior_outside_share(const ChoiceParams& params) {
  return params.outside == OutsideRule::share ? params.outside_share.value() : 0.0;
}

Mechanism choice_mechanism() {
  return {
      .name = "choice",
      .add_parameters =
          [](ParameterSet& parameters) {
            parameters.add_block<ChoiceParams>({"choice", "how organisations choose a route or not to ship"});
          },
      .validate = refuse_too_many_lots,
      .start = set_outside_value,
      .steps = {{"choose_routes", Phase::plan, choose_routes, {"draw_consignments", "price_routes"}}}};
}

}  // namespace waterbed
