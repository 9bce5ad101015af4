// SPDX-License-Identifier: Apache-2.0
#include "sim/smuggling/consignments.hpp"

#include <utility>

#include "sim/base/math.hpp"
#include "sim/base/parallel.hpp"
#include "sim/smuggling/choice.hpp"

namespace waterbed {
namespace {

constexpr Purpose consignment_purpose("consignment");

// The lognormal with its part above the cap cut off, by inversion: one uniform gives what redrawing would.
struct SizeDistribution {
  explicit SizeDistribution(const ConsignmentParams& params)
      : median_kg(params.median_size.value()), sigma(params.size_sigma.value()) {
    const double cap_kg = params.largest_size.value();
    below_cap = sigma > 0.0 ? normal_cdf(log(cap_kg / median_kg) / sigma) : 1.0;
  }
  [[nodiscard]] Grams at(double uniform) const {
    const double kg = sigma > 0.0 ? median_kg * exp(sigma * normal_quantile(uniform * below_cap)) : median_kg;
    const auto grams = static_cast<std::int64_t>(kg * grams_per_kilogram + 0.5);
    return {grams > 0 ? grams : 1};
  }
  double median_kg;
  double sigma;
  double below_cap;
};

double shipped_kg_a_week(const ConsignmentParams& params) {
  return params.attempted_flow.value() * 1000.0 / weeks_per_year;
}

// Expected consignments a week of all organisations together.
double consignments_a_week(const ConsignmentParams& params, const ChoiceParams& choice) {
  const double shipped_share = 1.0 - prior_outside_share(choice);
  return shipped_kg_a_week(params) / (mean_consignment_kg(params) * shipped_share);
}

struct Drawn {
  std::uint32_t number;
  Grams size;
};

// Consignment k exists where the running sum of exponentials is at most the rate: the same consignments in
// every arm, more of them where the rate is higher.
std::vector<Drawn> draw_of(std::size_t organisation, double rate, ConsignmentDraw rule,
                           const SizeDistribution& sizes, const State& state, Week week) {
  std::vector<Drawn> drawn;
  double sum = 0.0;
  const bool is_one = rule == ConsignmentDraw::one_a_week;
  for (std::uint32_t number = 0; !is_one || number == 0; ++number) {
    const PhiloxBlock words =
        state.luck.draw(consignment_purpose, state.organisations.id[organisation], week, number);
    sum += exponential(unit_interval(words[0], words[1]));
    if (!is_one && sum > rate) break;
    drawn.push_back({number, sizes.at(unit_interval(words[2], words[3]))});
  }
  return drawn;
}

void add(const Drawn& consignment, std::size_t organisation, Week planned, Consignments& consignments) {
  consignments.organisation.push_back(index_of(organisation));
  consignments.planned.push_back(planned);
  consignments.number.push_back(consignment.number);
  consignments.size.push_back(consignment.size);
}

void draw_consignments(const World& world, State& state, Week week) {
  const auto& params = state.effective.get<ConsignmentParams>();
  const SizeDistribution sizes(params);
  const double rate = consignments_a_week(params, state.effective.get<ChoiceParams>());
  const std::size_t count = at(world.organisations);
  const Organisations& all = state.organisations;
  const auto rate_of = [&](std::size_t organisation) {
    return rate * all.flow_share[organisation] * all.activity[organisation];
  };
  std::vector<std::vector<Drawn>> drawn(count);
  for_each_range(count, 256, [&](std::size_t begin, std::size_t end) {
    for (std::size_t organisation = begin; organisation < end; ++organisation)
      if (all.activity[organisation] > 0.0)
        drawn[organisation] = draw_of(organisation, rate_of(organisation), params.draw, sizes, state, week);
  });
  Consignments& consignments = state.consignments;
  const Consignments last_week = std::exchange(consignments, {});
  std::size_t last = 0;
  consignments.begin.reserve(count + 1);
  for (std::size_t organisation = 0; organisation < count; ++organisation) {
    consignments.begin.push_back(consignments.organisation.size());
    for (; last < last_week.size_of_week() && at(last_week.organisation[last]) == organisation; ++last)
      if (last_week.why[last] == NotShipped::waits)
        add({last_week.number[last], last_week.size[last]}, organisation, last_week.planned[last],
            consignments);
    for (const Drawn& consignment : drawn[organisation]) add(consignment, organisation, week, consignments);
  }
  consignments.begin.push_back(consignments.organisation.size());
  consignments.route.assign(consignments.size_of_week(), none);
  consignments.lots.assign(consignments.size_of_week(), 0);
  consignments.why.assign(consignments.size_of_week(), NotShipped::unwilling);
  consignments.insider.assign(consignments.size_of_week(), none);
  consignments.helped.assign(consignments.size_of_week(), 0);
  consignments.bid.assign(consignments.size_of_week(), 0.0);
  consignments.hands_bid.assign(consignments.size_of_week(), 0.0);
  consignments.new_contact.assign(consignments.size_of_week(), none);
}

void refuse_impossible_consignments(const ParameterSet& parameters, std::vector<std::string>& problems) {
  constexpr double most = 1e7;
  const auto& params = parameters.get<ConsignmentParams>();
  if (params.median_size > params.largest_size) {
    problems.emplace_back("consignments.median_size_kg is above largest_size_kg");
    return;
  }
  if (params.draw == ConsignmentDraw::poisson &&
      !(consignments_a_week(params, parameters.get<ChoiceParams>()) <= most))
    problems.emplace_back(
        "consignments: attempted_flow_t_per_year over the mean size makes more than 10 million consignments "
        "a week");
}

}  // namespace

void ConsignmentParams::describe(FieldVisitor& fields) {
  fields.choice("draw", draw,
                {{"poisson", ConsignmentDraw::poisson}, {"one_a_week", ConsignmentDraw::one_a_week}},
                "number a week: Poisson with the organisation's rate, or exactly one (laboratories)");
  fields.quantity("attempted_flow", attempted_flow, {0, 1e6},
                  "flow that leaves the sources at the start; organisations plan 1 / (1 - p0^(1 + patience)) "
                  "times as much");
  fields.quantity("median_size", median_size, {0.001, 1e6}, "median of the lognormal size of a consignment",
                  Change::at_start_only);
  fields.quantity("size_sigma", size_sigma, {0, 4}, "sigma of the lognormal size", Change::at_start_only);
  fields.quantity("largest_size", largest_size, {0.001, 1e6}, "sizes above are drawn again",
                  Change::at_start_only);
}

double mean_consignment_kg(const ConsignmentParams& params) {
  const double median_kg = params.median_size.value();
  const double sigma = params.size_sigma.value();
  if (sigma <= 0.0) return median_kg;
  const double cap = log(params.largest_size.value() / median_kg) / sigma;
  return median_kg * exp(0.5 * sigma * sigma) * normal_cdf(cap - sigma) / normal_cdf(cap);
}

double planned_kg_a_week(const ConsignmentParams& params, const ChoiceParams& choice, double flow_share) {
  if (params.draw == ConsignmentDraw::one_a_week) return mean_consignment_kg(params);
  return flow_share * shipped_kg_a_week(params) / (1.0 - prior_outside_share(choice));
}

Mechanism consignments_mechanism() {
  return {.name = "consignments",
          .add_parameters =
              [](ParameterSet& parameters) {
                parameters.add_block<ConsignmentParams>({"consignments", "what organisations plan to send"});
              },
          .validate = refuse_impossible_consignments,
          .purposes = {"consignment"},
          .steps = {{"draw_consignments", Phase::plan, draw_consignments}}};
}

}  // namespace waterbed
