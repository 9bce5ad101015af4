// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/week/step.hpp"

// Contacts: what an organisation needs to use a method at a place. It can choose among the routes for which
// it has contacts. Where it would rather take another route, were it not for the cost of a contact, it begins
// to make one, which takes money and time; a tie who has it introduces the organisation for less of both.
// Contacts are lost. All parts of a place share its contacts. Source: MODEL, "Choice" and section 9; that a
// contact is begun when it would have been chosen, and what an introduction saves, are ours.
// Assumptions: .3 at the start (.1 to .6), half where introduced (.1 to 1); of the model: 8 weeks (2 to 26),
// 100000 EUR (20000 to 500000), a loss of .5 % a week (.1 to 2).
//
// Start: which contacts each organisation has. Phase Plan, called by the choice: reads contacts. Phase
// Settle, step `keep_contacts`: reads consignments, organisations; writes contacts, money. Draws:
// "contacts.start" by organisation, place-method; "contacts.loss" by organisation, week, place-method: how
// long a contact lasts, drawn when it is begun.
namespace waterbed {

enum class ContactRule { off, needed };

struct ContactParams {
  ContactRule rule = ContactRule::off;
  Share at_start{0.3};
  Weeks time{8};
  Euros cost{100000};
  Share introduced{0.5};
  Probability loss{0.005};

  void describe(FieldVisitor& fields);
};

// Who plans, in which week.
struct Planner {
  Index organisation;
  Week week;
};

// What an organisation can use in a week, by place-method of a whole place; only where contacts are needed.
struct ContactsOf {
  std::vector<bool> can_use;
  std::vector<float> cost;  // EUR that one has to pay yet before it can be used
};
void fill_contacts(const World& world, const State& state, Planner who, ContactsOf& contacts);

[[nodiscard]] Mechanism contacts_mechanism();

}  // namespace waterbed
