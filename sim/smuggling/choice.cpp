// SPDX-License-Identifier: Apache-2.0
#include "sim/smuggling/choice.hpp"

#include "sim/base/parallel.hpp"
#include "sim/smuggling/chooser.hpp"
#include "sim/smuggling/consignments.hpp"
#include "sim/smuggling/outside_value.hpp"

namespace waterbed {
namespace {

void choose_routes(const World& world, State& state, Week week) {
  const ChoiceOfWeek of_week(world, state, week);
  for_each_range(at(world.organisations), 128,
                 [&](std::size_t begin, std::size_t end) { Chooser(of_week).choose_for(begin, end); });
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
  fields.quantity("patience", patience, {0, 104},
                  "how long a consignment that its organisation does not want to ship is decided again every "
                  "week before it is given up; whole weeks, rounded down",
                  fixed);
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

std::int32_t patience_weeks(const ChoiceParams& params) {
  return static_cast<std::int32_t>(params.patience.value());
}

double prior_outside_share(const ChoiceParams& params) {
  if (params.outside != OutsideRule::share) return 0.0;
  double share = params.outside_share.value();
  for (std::int32_t week = 0; week < patience_weeks(params); ++week) share *= params.outside_share.value();
  return share;
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
