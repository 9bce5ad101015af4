// SPDX-License-Identifier: Apache-2.0
#include "sim/smuggling/insiders.hpp"

#include "sim/base/count_draw.hpp"
#include "sim/smuggling/pools_by_block.hpp"

namespace waterbed {
namespace {

constexpr Purpose arrests_purpose("insiders.arrests");
constexpr Purpose screening_purpose("insiders.screening");
constexpr const char* block = "insiders/";

double people_at_first_wage(const InsiderParams& params) {
  return params.people.value() * (1.0 - params.integrity.value());
}

void set_help(Pool& pool, const InsiderParams& params) {
  set_terms(pool, params.terms);
  pool.entry_help = params.entry_help.value();
  pool.extraction_help = params.extraction_help.value();
}

void add_insiders(const World& world, State& state, Week) {
  const auto& all = state.effective.named<InsiderParams>();
  for (std::size_t entry = 0; entry < all.size(); ++entry) {
    const InsiderParams& params = all.values[entry];
    set_help(add_pool(params.labour_kind(), block + all.names[entry], params.terms,
                      people_at_first_wage(params), world, state),
             params);
  }
}

void open_insiders(const World&, State& state, Week) {
  for_each_pool<InsiderParams>(block, state, set_help);
}

void arrest_insiders(const World&, State& state, Week week) {
  for_each_pool<InsiderParams>(block, state, [&](Pool& pool, const InsiderParams& params) {
    pool.arrested = binomial_count(pool.number, params.arrest_hazard.value(),
                                   uniform_of(arrests_purpose, pool, state, week));
    pool.left = binomial_count(pool.number - pool.arrested, params.screened_out.value(),
                               uniform_of(screening_purpose, pool, state, week));
    pool.number -= pool.arrested + pool.left;
  });
}

void refill_insiders(const World&, State& state, Week week) {
  for_each_pool<InsiderParams>(block, state, [&](Pool& pool, const InsiderParams& params) {
    const double wanted = wanted_people(pool, params.terms, people_at_first_wage(params));
    refill(pool, params.terms, wanted, state, week);
  });
}

}  // namespace

void InsiderParams::describe(FieldVisitor& fields) {
  fields.choice("kind", kind, {{"terminal", InsiderKind::terminal}, {"release", InsiderKind::release}},
                "whether they move boxes, or release them and give the release code, too");
  terms.describe_at(fields);
  fields.quantity("people", people, {0, 10000}, "who help at the start, and would at the wage of the start");
  fields.quantity("arrest_hazard", arrest_hazard, {0, 1}, "chance a week that one of them is arrested");
  fields.quantity("screened_out", screened_out, {0, 1},
                  "chance a week that screening of staff removes one of them");
  fields.quantity("integrity", integrity, {0, 1},
                  "share by which a programme of integrity lowers how many would help");
  fields.quantity("entry_help", entry_help, {0, 1}, "share of what examining would find that they avert");
  fields.quantity("extraction_help", extraction_help, {0, 1},
                  "share of the failures of taking a lot out that they avert");
}

Mechanism insiders_mechanism() {
  return {.name = "insiders",
          .add_parameters =
              [](ParameterSet& parameters) {
                parameters.add_map<InsiderParams>(
                    {"insiders", "employees at entry places who help organisations"});
              },
          .purposes = {"insiders.arrests", "insiders.screening"},
          .start = add_insiders,
          .steps = {{"open_insiders", Phase::direct, open_insiders},
                    {"arrest_insiders", Phase::settle, arrest_insiders},
                    {"refill_insiders", Phase::renew, refill_insiders, {"adjust_wages"}}}};
}

}  // namespace waterbed
