// SPDX-License-Identifier: Apache-2.0
#include "sim/smuggling/choice.hpp"

#include "sim/base/math.hpp"
#include "sim/base/parallel.hpp"
#include "sim/base/positive_stable.hpp"
#include "sim/smuggling/consignments.hpp"
#include "sim/smuggling/contacts.hpp"
#include "sim/smuggling/contest.hpp"
#include "sim/smuggling/offers.hpp"
#include "sim/smuggling/outside_value.hpp"
#include "sim/smuggling/waiting.hpp"

namespace waterbed {
namespace {

constexpr Purpose choice_purpose("choice");

// A route for a consignment, or nothing.
struct Choice {
  std::size_t route = Contender::nothing;
  BestOffer offer{};
  float kilograms = 0.0F;
};

// What all decisions of a week have in common.
struct ChoiceOfWeek {
  ChoiceOfWeek(const World& world_of_run, State& state_of_week, Week this_week)
      : world(world_of_run),
        state(state_of_week),
        week(this_week),
        params(state.effective.get<ChoiceParams>()),
        coefficients(coefficients_of(state)),
        table(state.route_terms, world.routes.hash, coefficients),
        beliefs(world, state, week),
        loops(choice_loops(world.instruction_set)) {}

  const World& world;
  State& state;
  Week week;
  const ChoiceParams& params;
  ValueCoefficients coefficients;
  BoundTable table;
  BeliefsOfWeek beliefs;
  const ChoiceLoops& loops;
};

// Decides the consignments of one organisation after the other; holds the room for one.
class Chooser {
 public:
  explicit Chooser(const ChoiceOfWeek& of_week)
      : of_week_(of_week),
        world_(of_week.world),
        state_(of_week.state),
        week_(of_week.week),
        params_(of_week.params),
        offers_{state_.route_terms, of_week.coefficients, survival_, world_.routes.hash} {}

  void choose_for(Index organisation) {
    const Consignments& consignments = state_.consignments;
    const std::size_t begin = consignments.begin[at(organisation)];
    const std::size_t end = consignments.begin[at(organisation) + 1];
    if (begin == end) return;
    of_week_.beliefs.fill(organisation, survival_);
    if (state_.contacts.are_needed()) ask_contacts(organisation);
    for (std::size_t consignment = begin; consignment < end; ++consignment) choose(consignment);
  }

 private:
  void ask_contacts(Index organisation) {
    fill_contacts(world_, state_, {organisation, week_}, contacts_);
    usable_base_ = of_week_.table.base;
    contact_cost_.resize(world_.routes.size());
    for (std::size_t route = 0; route < contact_cost_.size(); ++route) {
      const std::size_t whole = whole_of(route);
      contact_cost_[route] = contacts_.cost[whole];
      if (!contacts_.can_use[whole]) usable_base_[route] = closed_bound;
    }
  }

  void choose(std::size_t number) {
    const Consignments& consignments = state_.consignments;
    const PhiloxBlock words = draw_decision(state_, choice_purpose, number, week_);
    const double kilograms = static_cast<double>(consignments.size[number].value) / grams_per_kilogram;
    NestQuery query{.begin = 0,
                    .end = 0,
                    .load = {static_cast<float>(kilograms),
                             static_cast<float>(unit_interval(split_word(number, words)))},
                    .key = {words[0], words[1]},
                    .nest_utility = 0.0F,
                    .log_stable = 0.0};
    const double uniform = unit_interval(words[3]);
    const Choice choice = state_.contacts.are_needed()
                              ? choose_with_contacts(number, query, uniform)
                              : best_choice(number, query, of_week_.table.base, uniform);
    if (choice.route != Contender::nothing) ship(number, choice);
  }

  // Belongs to the consignment, whenever it goes.
  [[nodiscard]] std::uint32_t split_word(std::size_t number, const PhiloxBlock& words) const {
    const Week planned = state_.consignments.planned[number];
    return planned == week_ ? words[2] : draw_decision(state_, choice_purpose, number, planned)[2];
  }

  // What would be best, were it not for contacts, each at the cost of making it; if that cannot be used
  // today, the best of what can.
  Choice choose_with_contacts(std::size_t number, const NestQuery& query, double uniform) {
    offers_.contact_cost = &contact_cost_;
    const Choice choice = best_choice(number, query, of_week_.table.base, uniform);
    if (choice.route == Contender::nothing || contacts_.can_use[whole_of(choice.route)]) return choice;
    state_.consignments.new_contact[number] = index_of(whole_of(choice.route));
    return best_choice(number, query, usable_base_, uniform);
  }

  [[nodiscard]] std::size_t whole_of(std::size_t route) const {
    return at(world_.place_methods[at(world_.routes.place_method[route])].whole);
  }

  // The route that its organisation wants for the consignment and is willing to take.
  [[nodiscard]] Choice best_choice(std::size_t number, const NestQuery& query, const std::vector<float>& base,
                                   double uniform) const {
    const Contender best = best_contender(number, query, base);
    if (best.route == Contender::nothing) return {};
    // What a contact costs is no part of what a lot brings.
    const BestOffer offer = offers_.contact_cost == nullptr
                                ? best.offer
                                : best_offer(state_.route_terms, survival_, best.route,
                                             of_week_.coefficients, query.load);
    if (params_.outside == OutsideRule::willingness && !is_willing(1.0 - offer.value.landing, uniform))
      return {};
    return {best.route, offer, query.load.kilograms};
  }

  [[nodiscard]] Contender best_contender(std::size_t number, NestQuery query,
                                         const std::vector<float>& base) const {
    const Bounding bounding{of_week_.loops, of_week_.table, base};
    Contender best;
    if (params_.outside == OutsideRule::share || params_.outside == OutsideRule::value)
      best = {state_.organisations.outside_value[at(state_.consignments.organisation[number])], 1.0, 0.0,
              alternative_word(not_shipped_hash, query.key), not_shipped_hash};
    for (const Nest& nest : world_.nests) {
      query.begin = nest.begin;
      query.end = nest.end;
      query.nest_utility = nest_utility(nest.place, state_.consignments.organisation[number]);
      if (params_.nu.value() < 1.0)
        query.log_stable =
            log_positive_stable(params_.nu.value(), draw_decision(state_, nest.purpose, number, week_));
      choose_by_bounds(offers_, bounding, query, best);
    }
    return best;
  }

  void ship(std::size_t number, const Choice& choice) {
    Consignments& consignments = state_.consignments;
    const std::size_t place_method = at(world_.routes.place_method[choice.route]);
    const RouteValue& value = choice.offer.value;
    consignments.route[number] = index_of(choice.route);
    consignments.lots[number] = value.lots;
    consignments.why[number] = NotShipped::is_shipped;
    if (choice.offer.hires) {
      consignments.insider[number] = state_.labour.insiders[place_method];
      consignments.helped[number] = value.lots;
      consignments.bid[number] =
          choice.offer.gain_eur_per_lot + state_.labour.pools[at(consignments.insider[number])].wage;
    }
    const Index hands = state_.labour.hands[place_method];
    if (hands != none)
      consignments.hands_bid[number] =
          static_cast<double>(value.value) * static_cast<double>(choice.kilograms) / value.lots +
          state_.labour.pools[at(hands)].wage;
  }

  // W = min(1, s_w / s), s the believed loss of a lot as it would go.
  [[nodiscard]] bool is_willing(double loss, double uniform) const {
    return uniform * loss < params_.willingness_loss.value() || loss <= 0.0;
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

  const ChoiceOfWeek& of_week_;
  const World& world_;
  State& state_;
  Week week_;
  const ChoiceParams& params_;
  Survival survival_;
  // Where contacts are needed, of the organisation at hand; by route.
  ContactsOf contacts_;
  std::vector<float> usable_base_;
  std::vector<float> contact_cost_;
  RoutesOnOffer offers_;
};

void choose_routes(const World& world, State& state, Week week) {
  const ChoiceOfWeek of_week(world, state, week);
  for_each_range(at(world.organisations), 64, [&](std::size_t begin, std::size_t end) {
    Chooser chooser(of_week);
    for (std::size_t organisation = begin; organisation < end; ++organisation)
      chooser.choose_for(index_of(organisation));
  });
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
