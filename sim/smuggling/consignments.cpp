// SPDX-License-Identifier: Apache-2.0
#include "sim/smuggling/consignments.hpp"

#include <algorithm>
#include <optional>
#include <span>

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

struct Plan {
  Index organisation;
  Week planned;
  std::uint32_t number;
  Grams size;
};

// What is planned this week.
class Drawing {
 public:
  Drawing(const State& state, Week week)
      : state_(state),
        week_(week),
        params_(state.effective.get<ConsignmentParams>()),
        sizes_(params_),
        rate_(consignments_a_week(params_, state.effective.get<ChoiceParams>())) {}

  // Adds an organisation's consignments. Consignment k exists where the running sum of exponentials is at
  // most the rate: the same consignments in every arm, more of them where the rate is higher.
  void add(std::size_t organisation, std::vector<Plan>& plans) const {
    const Organisations& all = state_.organisations;
    if (all.activity[organisation] <= 0.0) return;
    const bool is_one = params_.draw == ConsignmentDraw::one_a_week;
    if (is_one && sizes_.sigma <= 0.0) {  // nothing is left to chance
      plans.push_back({index_of(organisation), week_, 0, sizes_.at(0.5)});
      return;
    }
    const double rate = rate_ * all.flow_share[organisation] * all.activity[organisation];
    double sum = 0.0;
    for (std::uint32_t number = 0; !is_one || number == 0; ++number) {
      const PhiloxBlock words = state_.luck.draw(consignment_purpose, all.id[organisation], week_, number);
      sum += exponential(unit_interval(words[0], words[1]));
      if (!is_one && sum > rate) return;
      plans.push_back({index_of(organisation), week_, number, sizes_.at(unit_interval(words[2], words[3]))});
    }
  }

  // The size of all, if nothing is left to chance and each organisation plans one; else none.
  [[nodiscard]] std::optional<Grams> one_each() const {
    const std::vector<double>& activity = state_.organisations.activity;
    const bool is_certain = params_.draw == ConsignmentDraw::one_a_week && sizes_.sigma <= 0.0;
    if (!is_certain ||
        !std::all_of(activity.begin(), activity.end(), [](double active) { return active > 0.0; }))
      return std::nullopt;
    return sizes_.at(0.5);
  }

 private:
  const State& state_;
  Week week_;
  const ConsignmentParams& params_;
  SizeDistribution sizes_;
  double rate_;
};

// In the order of organisations, as consignments are.
std::vector<Plan> what_waits(const Consignments& consignments) {
  std::vector<Plan> waiting;
  for (std::size_t number = 0; number < consignments.size_of_week(); ++number)
    if (consignments.why[number] == NotShipped::waits)
      waiting.push_back({consignments.organisation[number], consignments.planned[number],
                         consignments.number[number], consignments.size[number]});
  return waiting;
}

void set(std::size_t place, const Plan& plan, Consignments& consignments) {
  consignments.organisation[place] = plan.organisation;
  consignments.planned[place] = plan.planned;
  consignments.number[place] = plan.number;
  consignments.size[place] = plan.size;
}

template <class Value>
void fill(std::vector<Value>& values, std::size_t begin, std::size_t end, Value value) {
  std::fill(values.begin() + static_cast<std::ptrdiff_t>(begin),
            values.begin() + static_cast<std::ptrdiff_t>(end), value);
}

void set_undecided(std::size_t begin, std::size_t end, Consignments& consignments) {
  fill(consignments.route, begin, end, none);
  fill(consignments.lots, begin, end, 0);
  fill(consignments.why, begin, end, NotShipped::unwilling);
  fill(consignments.insider, begin, end, none);
  fill(consignments.helped, begin, end, 0);
  fill(consignments.bid, begin, end, 0.0);
  fill(consignments.hands_bid, begin, end, 0.0);
  fill(consignments.new_contact, begin, end, none);
}

// Where each of so many organisations has one, all of the same size.
void set_one_each(std::size_t count, Week week, Grams size, Consignments& consignments) {
  consignments.resize(count);
  for (std::size_t place = 0; place < count; ++place) consignments.organisation[place] = index_of(place);
  for (std::size_t place = 0; place < count; ++place) consignments.begin[place] = place;
  consignments.planned.assign(count, week);
  consignments.number.assign(count, 0);
  consignments.size.assign(count, size);
  set_undecided(0, count, consignments);
}

// What organisations begin ... end - 1 plan, of each first what waited.
void add_plans(std::size_t begin, std::size_t end, std::span<const Plan> waiting, const Drawing& drawing,
               std::vector<Plan>& plans) {
  const auto is_before = [](const Plan& plan, Index organisation) {
    return plan.organisation < organisation;
  };
  auto waits = std::lower_bound(waiting.begin(), waiting.end(), index_of(begin), is_before);
  plans.reserve(end - begin);
  for (std::size_t organisation = begin; organisation < end; ++organisation) {
    for (; waits != waiting.end() && at(waits->organisation) == organisation; ++waits)
      plans.push_back(*waits);
    drawing.add(organisation, plans);
  }
}

// The plans of organisations begin ... end - 1, from `place` on.
void set_plans(std::size_t begin, std::size_t end, std::size_t place, std::span<const Plan> plans,
               Consignments& consignments) {
  std::size_t next = begin;  // organisation whose consignments begin next
  for (const Plan& plan : plans) {
    for (; next <= at(plan.organisation); ++next) consignments.begin[next] = place;
    set(place++, plan, consignments);
  }
  for (; next < end; ++next) consignments.begin[next] = place;
}

void draw_some(std::size_t count, std::span<const Plan> waiting, const Drawing& drawing,
               Consignments& consignments) {
  constexpr std::size_t piece = 256;
  std::vector<std::vector<Plan>> plans((count + piece - 1) / piece);
  const std::vector<std::size_t> places =
      places_of_pieces(count, piece, [&](std::size_t begin, std::size_t end) {
        add_plans(begin, end, waiting, drawing, plans[begin / piece]);
        return plans[begin / piece].size();
      });
  consignments.resize(places.back());
  for_each_range(count, piece, [&](std::size_t begin, std::size_t end) {
    const std::size_t number = begin / piece;
    set_plans(begin, end, places[number], plans[number], consignments);
    set_undecided(places[number], places[number + 1], consignments);
  });
}

void draw_consignments(const World& world, State& state, Week week) {
  const std::size_t count = at(world.organisations);
  const std::vector<Plan> waiting = what_waits(state.consignments);
  const Drawing drawing(state, week);
  Consignments& consignments = state.consignments;
  consignments.begin.resize(count + 1);
  const std::optional<Grams> size = drawing.one_each();
  if (size && waiting.empty())
    set_one_each(count, week, *size, consignments);
  else
    draw_some(count, waiting, drawing, consignments);
  consignments.begin.back() = consignments.size_of_week();
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
