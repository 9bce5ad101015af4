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
    query_.load.kilograms = static_cast<float>(kilograms);
    query_.load.split_uniform = static_cast<float>(unit_interval(split_word(number, words)));
    query_.key[0] = words[0];
    query_.key[1] = words[1];
    look_at_nests(number);
    if (state_.contacts.are_needed())
      choose_with_contacts(number);
    else
      find_best(number, of_week_.table.base);
    if (best_.route != Contender::nothing) ship_if_willing(number, unit_interval(words[3]));
  }

  // Belongs to the consignment, whenever it goes.
  [[nodiscard]] std::uint32_t split_word(std::size_t number, const PhiloxBlock& words) const {
    const Week planned = state_.consignments.planned[number];
    return planned == week_ ? words[2] : draw_decision(state_, choice_purpose, number, planned)[2];
  }

  // What would be best, were it not for contacts, each at the cost of making it; if that cannot be used
  // today, the best of what can.
  void choose_with_contacts(std::size_t number) {
    offers_.contact_cost = &contact_cost_;
    find_best(number, of_week_.table.base);
    if (best_.route == Contender::nothing || contacts_.can_use[whole_of(best_.route)]) return;
    state_.consignments.new_contact[number] = index_of(whole_of(best_.route));
    find_best(number, usable_base_);
  }

  [[nodiscard]] std::size_t whole_of(std::size_t route) const {
    return at(world_.place_methods[at(world_.routes.place_method[route])].whole);
  }

  void ship_if_willing(std::size_t number, double uniform) {
    // What a contact costs is no part of what a lot brings.
    if (offers_.contact_cost != nullptr)
      best_.offer =
          best_offer(state_.route_terms, survival_, best_.route, of_week_.coefficients, query_.load);
    if (params_.outside == OutsideRule::willingness && !is_willing(1.0 - best_.offer.value.landing, uniform))
      return;
    ship(number, best_.route, best_.offer);
  }

  // What nests add to the keys of their routes.
  void look_at_nests(std::size_t consignment) {
    nest_utility_.clear();
    for (const Nest& nest : world_.nests)
      nest_utility_.push_back(nest_utility(nest.place, state_.consignments.organisation[consignment]));
    log_stable_.assign(world_.nests.size(), 0.0);
    if (params_.nu.value() >= 1.0) return;
    for (std::size_t nest = 0; nest < log_stable_.size(); ++nest)
      log_stable_[nest] = log_positive_stable(
          params_.nu.value(), draw_decision(state_, world_.nests[nest].purpose, consignment, week_));
  }

  // Puts the alternative with the largest key into best_; routes are closed where `base` is.
  void find_best(std::size_t consignment, const std::vector<float>& base) {
    const Bounding bounding{of_week_.loops, of_week_.table, base};
    if (params_.outside == OutsideRule::share || params_.outside == OutsideRule::value)
      best_ = {state_.organisations.outside_value[at(state_.consignments.organisation[consignment])], 1.0,
               0.0, alternative_word(not_shipped_hash, query_.key), not_shipped_hash};
    else
      best_ = {};
    for (std::size_t number = 0; number < world_.nests.size(); ++number) {
      query_.begin = world_.nests[number].begin;
      query_.end = world_.nests[number].end;
      query_.nest_utility = nest_utility_[number];
      query_.log_stable = log_stable_[number];
      choose_by_bounds(offers_, bounding, query_, best_);
    }
  }

  void ship(std::size_t number, std::size_t route, const BestOffer& offer) {
    Consignments& consignments = state_.consignments;
    const std::size_t place_method = at(world_.routes.place_method[route]);
    consignments.route[number] = index_of(route);
    consignments.lots[number] = offer.value.lots;
    consignments.why[number] = NotShipped::is_shipped;
    if (offer.hires) {
      const Index insiders = state_.labour.insiders[place_method];
      consignments.insider[number] = insiders;
      consignments.helped[number] = offer.value.lots;
      consignments.bid[number] = offer.gain_eur_per_lot + state_.labour.pools[at(insiders)].wage;
    }
    const Index hands = state_.labour.hands[place_method];
    if (hands != none)
      consignments.hands_bid[number] = static_cast<double>(offer.value.value) *
                                           static_cast<double>(query_.load.kilograms) / offer.value.lots +
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
  // The consignment at hand, before one nest after the other, and the best alternative so far.
  NestQuery query_{};
  Contender best_;
  // What nests add, by nest.
  std::vector<float> nest_utility_;
  std::vector<double> log_stable_;
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
