// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/base/many_draws.hpp"
#include "sim/smuggling/beliefs.hpp"
#include "sim/smuggling/bound_table.hpp"
#include "sim/smuggling/choice.hpp"
#include "sim/smuggling/contacts.hpp"
#include "sim/smuggling/contest.hpp"
#include "sim/smuggling/offers.hpp"

// Decides a week's consignments: by which route each goes, if any. Phase Plan, called by the choice.
//
// Where no contacts are needed, one kind of work is done for many consignments after the other: draws,
// bounds, then the one key of each that decides nine in ten. The steps of one decision wait for each other;
// those of many do not.
namespace waterbed {

// What all decisions of a week have in common.
struct ChoiceOfWeek {
  ChoiceOfWeek(const World& world, State& state, Week week);

  const World& world;
  State& state;
  Week week;
  const ChoiceParams& params;
  ValueCoefficients coefficients;
  BoundTable table;
  BeliefsOfWeek beliefs;
  const ChoiceLoops& loops;
};

// Holds the room for decisions.
class Chooser {
 public:
  explicit Chooser(const ChoiceOfWeek& of_week);
  // Parts of it point to others.
  Chooser(const Chooser&) = delete;
  Chooser(Chooser&&) = delete;
  Chooser& operator=(const Chooser&) = delete;
  Chooser& operator=(Chooser&&) = delete;
  ~Chooser() = default;

  // The consignments of the organisations from `begin` to `end`. Writes consignments.
  void choose_for(std::size_t begin, std::size_t end);

 private:
  // A consignment about which is decided.
  struct Decision {
    Load load;
    Favourites favourites;
    Believed of_first;  // what is believed of the two favourites
    Believed of_second;
  };

  void decide(std::size_t first, std::size_t last);
  void draw(std::size_t first, std::size_t last);
  [[nodiscard]] std::uint32_t split_word(std::size_t number) const;
  void look_for_favourites_of(std::size_t number);
  void settle(std::size_t number);
  [[nodiscard]] bool settle_between_favourites(const Decision& decision);
  [[nodiscard]] Contender favourite(const Promise& promise, const Believed& believed);
  void choose_at_length(std::size_t number);
  void choose_with_contacts(std::size_t number);
  void believe_as(Index organisation);
  void ask_contacts(Index organisation);
  [[nodiscard]] Contender not_shipping(std::size_t number) const;
  const Decision& take_up(std::size_t number);
  void draw_nests(std::size_t number);
  void find_best(std::size_t number, const std::vector<float>& base);
  void ship_if_willing(std::size_t number, std::size_t route, const BestOffer& offer);
  void ship(std::size_t number, std::size_t route, const BestOffer& offer);
  [[nodiscard]] std::size_t whole_of(std::size_t route) const;
  [[nodiscard]] bool is_willing(double loss, double uniform) const;
  [[nodiscard]] float nest_utility(Index place, Index organisation) const;

  const ChoiceOfWeek& of_week_;
  const World& world_;
  State& state_;
  Week week_;
  const ChoiceParams& params_;
  bool can_stay_;  // not to ship is an alternative
  bool needs_contacts_;
  std::size_t first_ = 0;
  // About consignments from first_ on.
  ManyDraws draws_;
  std::vector<Decision> decisions_;
  Survival survival_;
  std::vector<RouteBlock> blocks_;  // all routes, with what survival_ says of them
  Index believes_as_ = none;        // whose beliefs survival_ holds
  // The consignment at hand, before one nest after the other, and the best alternative so far.
  NestQuery query_{};
  Contender best_;
  // What nests add, by nest: for the organisation at hand, for the consignment at hand.
  std::vector<float> nest_utility_;
  std::vector<double> log_stable_;
  // Where contacts are needed, of the organisation at hand; by route.
  ContactsOf contacts_;
  std::vector<float> usable_base_;
  std::vector<float> contact_cost_;
  RoutesOnOffer offers_;
};

}  // namespace waterbed
