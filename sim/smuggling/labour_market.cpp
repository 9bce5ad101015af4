// SPDX-License-Identifier: Apache-2.0
#include "sim/smuggling/labour_market.hpp"

#include <algorithm>
#include <tuple>

#include "sim/base/count_draw.hpp"
#include "sim/base/math.hpp"
#include "sim/smuggling/pool_list.hpp"
#include "sim/smuggling/waiting.hpp"
#include "sim/world/listed.hpp"

namespace waterbed {
namespace {

constexpr Purpose capacity_purpose("labour.capacity");
constexpr Purpose priority_purpose("labour.priority");
constexpr Purpose recruits_purpose("labour.recruits");
constexpr Purpose stops_purpose("labour.stops");

// EUR per job: the highest that a scenario can name. Without it a wage that deters nobody would grow for
// ever.
constexpr double highest_wage = 1e8;

// However high the wage.
constexpr double most_people = 1e5;

bool is_insider(const Pool& pool) {
  return pool.kind == LabourKind::terminal_insider || pool.kind == LabourKind::release_insider;
}

// A consignment that wants jobs of a pool, one for each lot.
struct Request {
  double bid;              // EUR per lot
  std::uint32_t priority;  // among equal bids, the smallest first
  std::uint32_t organisation;
  Week planned;
  std::uint32_t number;
  std::size_t consignment;

  [[nodiscard]] auto order() const { return std::make_tuple(-bid, priority, organisation, planned, number); }
};

std::int64_t rounded_up(double value) {
  const auto whole = static_cast<std::int64_t>(value);
  return static_cast<double>(whole) < value ? whole + 1 : whole;
}

// Jobs that the people of the pool can do this week; what is left of a job counts with its chance.
std::int64_t capacity_of(const Pool& pool, const State& state, Week week) {
  const double jobs = static_cast<double>(pool.number) * pool.jobs_per_person;
  return static_cast<std::int64_t>(jobs +
                                   unit_interval(state.luck.draw(capacity_purpose, pool.hash, week, 0)[0]));
}

class Market {
 public:
  Market(const World& world, State& state, Week week)
      : world_(world), state_(state), consignments_(state.consignments), week_(week) {}

  // Crews and skippers first: who finds none does not ship and needs no insider.
  void clear() {
    for (const Wanted wanted : {Wanted::hands, Wanted::insiders}) {
      std::vector<std::vector<Request>> requests = requests_by_pool(wanted);
      for (std::size_t pool = 0; pool < requests.size(); ++pool)
        if (is_insider(state_.labour.pools[pool]) == (wanted == Wanted::insiders))
          give_out(state_.labour.pools[pool], requests[pool]);
    }
  }

 private:
  enum class Wanted { hands, insiders };

  void give_out(Pool& pool, std::vector<Request>& requests) {
    std::sort(requests.begin(), requests.end(),
              [](const Request& left, const Request& right) { return left.order() < right.order(); });
    const std::int64_t capacity = capacity_of(pool, state_, week_);
    pool.capacity = capacity;
    pool.demand = 0;
    pool.jobs = 0;
    for (const Request& request : requests) {
      const std::int64_t lots = consignments_.lots[request.consignment];
      const std::int64_t left = capacity - pool.jobs;
      pool.demand += lots;
      pool.jobs += is_insider(pool) ? help(request.consignment, std::min(lots, left))
                                    : take_out(request.consignment, lots <= left);
    }
  }

  // An insider helps with as many lots as there are jobs left; the others go without.
  std::int64_t help(std::size_t consignment, std::int64_t lots) {
    consignments_.helped[consignment] = static_cast<Index>(lots);
    if (lots == 0) consignments_.insider[consignment] = none;
    return lots;
  }

  // Hands for all lots or for none. Returns the jobs given.
  std::int64_t take_out(std::size_t consignment, bool have_hands) {
    if (have_hands) return consignments_.lots[consignment];
    consignments_.route[consignment] = none;
    consignments_.lots[consignment] = 0;
    consignments_.insider[consignment] = none;
    consignments_.helped[consignment] = 0;
    consignments_.why[consignment] = NotShipped::no_labour;
    return 0;
  }

  // By pool: those who want its hands, or its insiders.
  [[nodiscard]] std::vector<std::vector<Request>> requests_by_pool(Wanted wanted) const {
    const std::vector<double>& bids = wanted == Wanted::hands ? consignments_.hands_bid : consignments_.bid;
    std::vector<std::vector<Request>> requests(state_.labour.pools.size());
    for (std::size_t consignment = 0; consignment < consignments_.size_of_week(); ++consignment) {
      if (consignments_.route[consignment] == none) continue;
      const std::size_t place_method = at(world_.routes.place_method[at(consignments_.route[consignment])]);
      const Index pool =
          wanted == Wanted::hands ? state_.labour.hands[place_method] : consignments_.insider[consignment];
      if (pool != none) requests[at(pool)].push_back(request(consignment, bids[consignment]));
    }
    return requests;
  }

  [[nodiscard]] Request request(std::size_t consignment, double bid) const {
    const std::uint32_t organisation = state_.organisations.id[at(consignments_.organisation[consignment])];
    const PhiloxBlock words = draw_decision(state_, priority_purpose, consignment, week_);
    return {bid,
            words[0],
            organisation,
            consignments_.planned[consignment],
            consignments_.number[consignment],
            consignment};
  }

  const World& world_;
  State& state_;
  Consignments& consignments_;
  Week week_;
};

void hire(const World& world, State& state, Week week) {
  if (!state.labour.pools.empty()) Market(world, state, week).clear();
}

void adjust_wages(const World&, State& state, Week) {
  for (Pool& pool : state.labour.pools) {
    const double jobs = static_cast<double>(std::max<std::int64_t>(pool.capacity, 1));
    const double excess = static_cast<double>(pool.demand - pool.capacity) / jobs;
    pool.wage *= 1.0 + pool.wage_response * std::clamp(excess, -1.0, 1.0);
    pool.wage = std::clamp(pool.wage, pool.lowest_wage, std::max(pool.lowest_wage, highest_wage));
  }
}

}  // namespace

void PoolTerms::describe_at(FieldVisitor& fields) {
  fields.reference("place", place, "places", "entry place where they work");
  fields.references("parts", parts, "parts", "parts of the place where they work; none named: all");
  fields.references("methods", methods, "methods", "methods that they serve; none named: all of the place");
  fields.quantity("wage", wage, {1, 1e8},
                  "what a job pays at the start, on top of the crew_share of its method",
                  Change::at_start_only);
  fields.quantity("lowest_wage", lowest_wage, {1, 1e8}, "below which nobody takes a job");
  fields.quantity("jobs", jobs, {0, 100}, "jobs that one of them does in a week; one lot is a job");
  fields.quantity("wage_response", wage_response, {0, 0.5},
                  "change of the wage in a week, relative, for a demand of twice the jobs that can be done");
  fields.quantity("supply_elasticity", supply_elasticity, {0, 10},
                  "relative change of people who would take jobs over that of the wage");
  fields.quantity("refill", refill, {0, 1},
                  "share of missing people who are recruited, of people too many who stop, in a week");
  fields.quantity("recruit_lag", recruit_lag, {0, 104},
                  "time until missing people are made up for by recruits", Change::at_start_only);
}

Pool& add_pool(LabourKind kind, std::string_view name, const PoolTerms& terms, double people,
               const World& world, State& state) {
  const auto& methods = state.effective.named<MethodParams>();
  Pool pool{};
  pool.kind = kind;
  pool.place = index_of(state.effective.named<PlaceParams>().find(terms.place));
  pool.hash = name_hash(name);
  pool.number = static_cast<std::int64_t>(people + 0.5);
  pool.wage = terms.wage.value();
  set_terms(pool, terms);
  pool.missing_people.assign(static_cast<std::size_t>(terms.recruit_lag.value() + 0.5), 0.0);
  Labour& labour = state.labour;
  std::vector<Index>& served = is_insider(pool) ? labour.insiders : labour.hands;
  for (std::size_t number = 0; number < world.place_methods.size(); ++number) {
    const PlaceMethod& pair = world.place_methods[number];
    if (pair.place != pool.place || !is_listed(terms.methods, methods.names[at(pair.method)])) continue;
    const bool is_there =
        pair.part == none ? terms.parts.empty() : is_listed(terms.parts, world.part_names[at(pair.part)]);
    if (!is_there) continue;
    served[number] = index_of(labour.pools.size());
  }
  return labour.pools.emplace_back(std::move(pool));
}

Pool* pool_named(std::string_view name, State& state) {
  const std::uint32_t hash = name_hash(name);
  for (Pool& pool : state.labour.pools)
    if (pool.hash == hash) return &pool;
  return nullptr;
}

void set_terms(Pool& pool, const PoolTerms& terms) {
  pool.jobs_per_person = terms.jobs.value();
  pool.wage_response = terms.wage_response.value();
  pool.lowest_wage = terms.lowest_wage.value();
}

double wanted_people(const Pool& pool, const PoolTerms& terms, double people) {
  const double elasticity = terms.supply_elasticity.value();
  if (elasticity <= 0.0) return people;
  return std::min(most_people, people * exp(elasticity * log(pool.wage / terms.wage.value())));
}

std::int64_t refill(Pool& pool, const PoolTerms& terms, double wanted, const State& state, Week week) {
  const auto number = static_cast<double>(pool.number);
  pool.missing_people.insert(pool.missing_people.begin(), wanted - number);
  const double missing = pool.missing_people.back();
  pool.missing_people.pop_back();
  const PhiloxBlock recruits = state.luck.draw(recruits_purpose, pool.hash, week, 0);
  const std::int64_t willing =
      poisson_count(terms.refill.value() * missing, unit_interval(recruits[0], recruits[1]));
  pool.recruited = std::min(willing, rounded_up(std::max(missing, 0.0)));
  const PhiloxBlock stops = state.luck.draw(stops_purpose, pool.hash, week, 0);
  const double too_many = std::max(number - wanted, 0.0);
  const std::int64_t at_most = rounded_up(too_many);  // the last of them with the chance of what is left
  const double chance = at_most > 0 ? terms.refill.value() * too_many / static_cast<double>(at_most) : 0.0;
  const std::int64_t stopped = binomial_count(at_most, chance, unit_interval(stops[0], stops[1]));
  pool.left += stopped;
  pool.number += pool.recruited - stopped;
  return stopped;
}

Mechanism labour_market_mechanism() {
  return {.name = "labour_market",
          .validate = refuse_low_wages,
          .validate_names = refuse_pools,
          .purposes = {"labour.capacity", "labour.priority", "labour.recruits", "labour.stops"},
          .steps = {{"hire", Phase::plan, hire, {"choose_routes", "check_funds"}},
                    {"adjust_wages", Phase::clear, adjust_wages, {"hire"}}}};
}

}  // namespace waterbed
