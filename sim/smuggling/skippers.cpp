// SPDX-License-Identifier: Apache-2.0
#include "sim/smuggling/skippers.hpp"

#include <algorithm>

#include "sim/base/count_draw.hpp"
#include "sim/smuggling/pools_by_block.hpp"

namespace waterbed {
namespace {

constexpr Purpose arrests_purpose("skippers.arrests");
constexpr const char* block = "skippers/";

// Whole boats.
std::int64_t boats(const SkipperParams& params) {
  return static_cast<std::int64_t>(params.craft.value());
}

void add_skippers(const World& world, State& state, Week) {
  const auto& all = state.effective.named<SkipperParams>();
  for (std::size_t entry = 0; entry < all.size(); ++entry) {
    const SkipperParams& params = all.values[entry];
    const double people = std::min(params.people(), static_cast<double>(boats(params)));
    add_pool(LabourKind::skipper, block + all.names[entry], params.terms, people, world, state);
  }
}

void open_skippers(const World&, State& state, Week) {
  for_each_pool<SkipperParams>(
      block, state, [](Pool& pool, const SkipperParams& params) { set_terms(pool, params.terms); });
}

void arrest_skippers(const World&, State& state, Week week) {
  for_each_pool<SkipperParams>(block, state, [&](Pool& pool, const SkipperParams& params) {
    pool.arrested = binomial_count(pool.number, params.arrest_hazard.value(),
                                   uniform_of(arrests_purpose, pool, state, week));
    pool.number -= pool.arrested;
    pool.left = std::max<std::int64_t>(pool.number - boats(params), 0);  // whose boats were taken away
    pool.number -= pool.left;
  });
}

void refill_skippers(const World&, State& state, Week week) {
  for_each_pool<SkipperParams>(block, state, [&](Pool& pool, const SkipperParams& params) {
    const double wanted = wanted_people(pool, params.terms, params.people());
    refill(pool, params.terms, std::min(wanted, static_cast<double>(boats(params))), state, week);
    // Recruits of a time with more boats.
    const std::int64_t without_boat = std::max<std::int64_t>(pool.number - boats(params), 0);
    pool.recruited -= without_boat;
    pool.number -= without_boat;
  });
}

}  // namespace

void SkipperParams::describe(FieldVisitor& fields) {
  terms.describe_at(fields);
  fields.quantity("craft", craft, {0, 100000}, "boats of that coast that could");
  fields.quantity("willing", willing, {0, 1},
                  "share of their skippers who would at the wage of the start, and do at the start");
  fields.quantity("stress", stress, {-1, 10},
                  "economic stress of their trade: relative change of those who would");
  fields.quantity("outreach", outreach, {0, 1}, "share by which outreach lowers those who would");
  fields.quantity("arrest_hazard", arrest_hazard, {0, 1}, "chance a week that one of them is arrested");
}

Mechanism skippers_mechanism() {
  return {.name = "skippers",
          .add_parameters =
              [](ParameterSet& parameters) {
                parameters.add_map<SkipperParams>({"skippers", "those who pick lots up off a coast"});
              },
          .purposes = {"skippers.arrests"},
          .start = add_skippers,
          .steps = {{"open_skippers", Phase::direct, open_skippers},
                    {"arrest_skippers", Phase::settle, arrest_skippers},
                    {"refill_skippers", Phase::renew, refill_skippers, {"adjust_wages"}}}};
}

}  // namespace waterbed
