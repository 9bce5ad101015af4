// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <vector>

#include "sim/base/luck.hpp"
#include "sim/world/effective.hpp"
#include "sim/world/labour.hpp"
#include "sim/world/money.hpp"
#include "sim/world/world.hpp"

// All that changes in one run, as arrays per field. Mechanisms never call one another: they meet here. Each
// array says which step writes it.
namespace waterbed {

// Where a lot can be stopped, in the order in which it meets the stages.
enum class Stage : std::int8_t { source, transit, entry, extraction, inland };
constexpr std::size_t stage_count = 5;
constexpr std::array<const char*, stage_count> stage_names{"source", "transit", "entry", "extraction",
                                                           "inland"};

// A week that does not come.
constexpr Week never{std::numeric_limits<std::int32_t>::max()};

// By organisation. Drawn once (draw_organisations), then changed where said.
struct Organisations {
  std::vector<std::uint32_t> id;     // keys its draws; where it is stored decides nothing
  std::vector<double> flow_share;    // share in the attempted flow; adds up to 1
  std::vector<Index> home;           // or none
  std::vector<double> activity;      // share of its usual rate; 0: dismantled (step `investigate`)
  std::vector<double> left;          // activity with which a dismantled one would begin again (`investigate`)
  std::int32_t dismantled = 0;       // how many were this week (step `investigate`)
  std::int32_t given_up = 0;         // how many did this week, in debt (step `settle_accounts`)
  std::vector<Week> wakes;           // first week again active, or never (step `investigate`)
  std::vector<float> outside_value;  // v_0, set at the start by `choice`
  std::vector<Index> last_place;     // entry place last used before this week, or none (step `depart`)
  std::vector<std::size_t>
      ties_begin;           // organisation i has ties[ties_begin[i]] ... ties[ties_begin[i + 1] - 1]
  std::vector<Index> ties;  // in the order of ids
};

// Of this week, by crossing where nothing else is said (phase Direct).
struct Controls {
  std::vector<double> origin_found;     // by place x method: chance to be found at a source or transit place
  std::vector<double> entry_pass;       // chance to pass the entry controls other than examining, before the
                                        // size of the lot
  std::vector<double> scan_pass;        // chance to pass the examining of legal units
  std::vector<double> agency_pass;      // by agency x crossing: the part of scan_pass that the agency makes
  std::vector<double> agency_examined;  // by agency x stratum: legal units examined this week
  std::vector<double> extraction_failure;  // chance that extraction fails; counts as 1 above 1
  std::vector<double> code_price;          // EUR per lot for a release code that is bought; 0: none is needed
  std::vector<double> code_share;          // of the boxes: those still released by a code, or needing none
  std::vector<double> examined_units;      // by stratum: legal units examined this week
  std::vector<double> exports_examined;    // by source or transit place: legal units examined this week
  std::vector<double> held_units;          // by stratum: units that wait for a scanner when the week ends
  std::vector<double> released_units;      // by stratum: units due for a scanner, let go this week
};

// The way of a route to its entry place, as far as beliefs about it go.
struct Leg {
  Index source_slot;
  Index transit_slot;  // `slots` where there is no transit
};

// Routes in a row of which all have one leg and the next lane slot each, or all one lane slot.
struct RouteRun {
  std::size_t begin;
  std::size_t end;
  bool is_one_leg;
};

// What organisations remember: lots lost and passed, decayed, without the prior (step `learn_beliefs`).
// Slots: sources, transits, place-methods pooled over origins, then (spill below 1) crossings with the
// origin's own counts.
struct Beliefs {
  std::size_t slots = 0;
  std::size_t first_transit = 0;
  std::size_t first_place_method = 0;
  std::size_t first_crossing = 0;  // == slots when origins are not told apart
  // Of each organisation's own and its ties' lots, [organisation x slot], in units of `unit` lots: instead of
  // all counts, what one is worth decays.
  std::vector<float> lost;
  std::vector<float> passed;
  float unit = 1.0F;
  // What all have heard, by slot, in lots.
  std::vector<float> heard_lost;
  std::vector<float> heard_passed;
  std::vector<float> prior_lost;  // by slot, in lots
  std::vector<float> prior_passed;
  std::vector<double> prior_loss;     // a0 / (a0 + b0), by slot
  std::vector<double> averaged_loss;  // by crossing: the loss that all believe in under the rule `averaged`
  std::vector<double> helped_loss;    // by crossing: loss with an insider over that without, as all believe
  double reference_loss = 0.0;        // s_ref: the usual believed loss of a route at the start
  std::vector<Leg> legs;
  std::vector<Index> leg;  // by route
  std::vector<Index>
      lane_slot;  // by route: of the crossing where origins are told apart, else of the place-method
  std::vector<RouteRun> runs;

  // Lots that an organisation remembers as lost or passed, of its own, of its ties and from the news.
  [[nodiscard]] float lots_lost(std::size_t organisation, std::size_t slot) const {
    return unit * lost[organisation * slots + slot] + heard_lost[slot];
  }
  [[nodiscard]] float lots_passed(std::size_t organisation, std::size_t slot) const {
    return unit * passed[organisation * slots + slot] + heard_passed[slot];
  }
};

// Chance to pass all entry controls, before the size of the lot. `help` is the share of what examining would
// find that an insider averts. Source: MODEL, "Entry".
[[nodiscard]] inline double pass_entry(const Controls& controls, std::size_t crossing, double help = 0.0) {
  const double scan = controls.scan_pass[crossing];
  return controls.entry_pass[crossing] * (help > 0.0 ? 1.0 - (1.0 - help) * (1.0 - scan) : scan);
}

// Chance that extraction does not fail; `help` is the share of failures that an insider averts.
[[nodiscard]] inline double pass_extraction(const Controls& controls, std::size_t crossing,
                                            double help = 0.0) {
  const double failure = controls.extraction_failure[crossing];
  return 1.0 - (1.0 - help) * (failure < 1.0 ? failure : 1.0);
}

// Chance to pass entry and extraction of a small lot, with shares of either that an insider averts.
[[nodiscard]] inline double pass_lane(const Controls& controls, std::size_t crossing, double entry_help = 0.0,
                                      double extraction_help = 0.0) {
  return pass_entry(controls, crossing, entry_help) * pass_extraction(controls, crossing, extraction_help);
}

// Contacts of organisations, by organisation x place-method (that of the whole place); empty while methods
// need none (mechanism `contacts`).
struct Contacts {
  std::vector<Week> ready;      // first week in which it can be used; `never`: there is none
  std::vector<double> lost_at;  // the contact is lost when `hazard` reaches it
  double hazard = 0.0;          // of losing a contact, added up over the weeks so far

  [[nodiscard]] bool are_needed() const { return !ready.empty(); }
};

// What each agency remembers of each stratum, with forgetting (step `learn_hit_rates`); by agency x stratum.
struct HitRates {
  std::vector<double> hits;
  std::vector<double> examined;
};

// By agency, empty while no budget follows seizures (step `renew_budgets`).
struct Budgets {
  std::vector<std::int64_t> this_year_g;  // recorded so far
  std::vector<std::int64_t> last_year_g;
  std::vector<double> factor;  // of capacity
  std::vector<bool> works_at;  // by agency x place: whether it did so this year (instruments, phase Direct)
  std::int32_t weeks_of_year = 0;
};

// What waits before a scanner that demands a share of the traffic (step `scan`).
struct Queue {
  std::vector<std::vector<double>> waiting;  // legal units, [weeks waited so far x stratum covered]
  // With random arrivals, moments in weeks from the beginning of the next week to be passed.
  std::vector<double> waiting_since;  // of each unit in line, in order
  std::vector<double> busy_until;     // of each server at work, smallest first (a heap)
};

// The parts of a route's value that are the same for all, by route (step `price_routes`).
struct RouteTerms {
  // Of a lot with an insider; empty where there are no insiders to hire.
  std::vector<float> hired_cost;  // EUR per lot; beyond all value where nobody can be hired
  std::vector<float> hired_loss;  // loss at entry and extraction relative to that without
  std::vector<float> net_price;   // (1 - phi) V, EUR/kg
  std::vector<float> unit_cost;   // K + tau, EUR/kg
  std::vector<float> lot_cost;    // f, EUR per lot
  std::vector<float> lot_cap;     // kg
  std::vector<float> pull;        // gamma ln(B / Bbar); -infinity when the stratum is closed
  std::vector<float>
      risk_price;  // rho / 2 ((1 - phi) V)^2, EUR/kg per kg of lot; empty without the premium cara
};

// Why a consignment is not shipped: its organisation chose not to, found nobody to take it out, or could not
// pay. One that waits is decided again next week; all others are settled.
enum class NotShipped : std::int8_t { is_shipped, unwilling, no_labour, no_money, waits };

// This week's consignments, in the order of organisations; of each first what waited, oldest plans first
// (steps `draw_consignments`, `choose_routes`, `hire`, `check_funds`, `keep_waiting`). Organisation, week of
// the plan and number are a consignment's identity.
struct Consignments {
  std::vector<Index> organisation;
  std::vector<Week> planned;          // week of the plan: this one, or an earlier one for what waited
  std::vector<std::uint32_t> number;  // k within the organisation's week of the plan
  std::vector<Grams> size;
  std::vector<Index> route;  // or none: not shipped
  std::vector<Index> lots;
  std::vector<NotShipped> why;
  std::vector<Index> insider;      // pool whose help is wanted, then (step `hire`) had; or none
  std::vector<Index> helped;       // lots for which it is wanted, then had
  std::vector<double> bid;         // EUR per lot: what the insider's help is worth
  std::vector<double> hands_bid;   // EUR per lot: what crew or skipper could get before the lot does not pay
  std::vector<Index> new_contact;  // place-method for which it would rather have had a contact, or none
  std::vector<std::size_t> begin;  // by organisation, and one more

  [[nodiscard]] std::size_t size_of_week() const { return organisation.size(); }
  // New elements have no meaning yet.
  void resize(std::size_t count);
};

// Lots on the way, in the order in which they left (steps `depart`, `control_lots`).
struct Lots {
  std::vector<Index> organisation;
  std::vector<Week> planned;         // week of the plan
  std::vector<Week> departed;        // later where the consignment waited
  std::vector<std::uint32_t> which;  // consignment and lot: key of the lot's draws (lot_key.hpp)
  std::vector<Index> route;
  std::vector<Grams> size;
  std::vector<Index> insider;  // pool whose help it has, or none

  [[nodiscard]] std::size_t count() const { return organisation.size(); }
  void resize(std::size_t count);
};

enum class Ending : std::int8_t { seized, lost, landed };

// How lots ended this week (step `control_lots`), and what was written down of it (step `record_seizures`).
struct Endings {
  std::vector<Index> organisation;
  std::vector<Week> planned;
  std::vector<std::uint32_t> which;
  std::vector<Index> route;
  std::vector<Grams> size;
  std::vector<Index> insider;
  std::vector<Ending> ending;
  std::vector<Stage> stage;     // where it was stopped; not used for landed lots
  std::vector<Grams> expected;  // that land on average, by the chances of the week in which it came to entry
  std::vector<Grams> recorded;  // 0: not recorded
  // What the record says; `none` and 0 where there is no record.
  std::vector<Index> recorded_lane;
  std::vector<Index> recorded_source;  // place
  std::vector<Index> weeks_to_record;  // from the find until it is written down

  [[nodiscard]] std::size_t count() const { return organisation.size(); }
  void resize(std::size_t count);
};

// A stage tried by a lot this week, for the memory of its organisation (step `control_lots`).
struct Experience {
  Index organisation;
  Index slot;      // of Beliefs
  Index crossing;  // for a place-method slot: its crossing; else none
  bool lost;
  float weight;  // in lots: not 1 where an insider helped
};

// Seizures at entry or behind it that will be written down in a later week (step `record_seizures`).
struct PendingRecords {
  std::vector<Week> known_from;
  std::vector<Index> lane;  // as recorded

  [[nodiscard]] std::size_t count() const { return lane.size(); }
};

// Recorded lots by place-method as recorded in the last 52 weeks, by the week in which they became known
// (step `record_seizures`).
struct RecordedLots {
  static constexpr int weeks = 52;
  std::vector<std::int32_t> by_week;  // [week number modulo 52 x place-method]
  std::int32_t weeks_seen = 0;        // at most 52

  [[nodiscard]] static std::size_t row(Week week) {
    return static_cast<std::size_t>((week.number % weeks + weeks) % weeks);
  }
};

// The whole state of one run. Arms begin as copies of one state.
struct State {
  State(const World& world, const ParameterSet& parameters, Luck run_luck);

  Luck luck;
  EffectiveParameters effective;
  Organisations organisations;
  Beliefs beliefs;
  Controls controls;
  Labour labour;
  Money money;
  Contacts contacts;
  HitRates hit_rates;
  Budgets budgets;
  std::vector<Queue> queues;     // by scanner; empty while none demands a share
  std::vector<Index> stands_at;  // by mobile scanner: place or none; empty before the first week
  RouteTerms route_terms;
  Consignments consignments;
  Lots lots;
  Endings endings;
  std::vector<Experience> experiences;
  PendingRecords pending_records;
  RecordedLots recorded_lots;
};

}  // namespace waterbed
