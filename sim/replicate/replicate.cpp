// SPDX-License-Identifier: Apache-2.0
#include "sim/replicate/replicate.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <functional>
#include <new>
#include <optional>
#include <utility>

#include "sim/base/check.hpp"
#include "sim/base/date_text.hpp"
#include "sim/base/parallel.hpp"
#include "sim/replicate/periods.hpp"
#include "sim/replicate/strand_run.hpp"
#include "sim/smuggling/pool_list.hpp"
#include "sim/tally/lot_size.hpp"
#include "sim/world/organisations.hpp"

namespace waterbed {
namespace {

PeriodOfWeek period_of_week(const RunPlan& plan, Week end) {
  std::vector<Week> starts;
  Week week = plan.start;
  for (const PeriodLabel& period : reporting_periods(plan)) {
    starts.push_back(week);
    week = week + period.weeks;
  }
  return {starts, end};
}

RunPlan by_year(RunPlan plan) {
  plan.report_every = ReportEvery::year;
  return plan;
}

// How much of each lane the measures touch.
std::vector<Touch> touched_lanes(const World& world, const std::vector<bool>& routes) {
  std::vector<bool> is_touched(world.lanes.size(), false);
  std::vector<bool> is_left(world.lanes.size(), false);
  for (std::size_t route = 0; route < routes.size(); ++route)
    (routes[route] ? is_touched : is_left)[at(world.routes.lane[route])] = true;
  std::vector<Touch> lanes;
  for (std::size_t lane = 0; lane < world.lanes.size(); ++lane)
    lanes.push_back(!is_touched[lane] ? Touch::no_route
                    : is_left[lane]   ? Touch::some_routes
                                      : Touch::all_routes);
  return lanes;
}

}  // namespace

Experiment::Experiment(RunPlan plan, Arm start, std::vector<Arm> arms, World world,
                       std::vector<Mechanism> mechanisms, std::vector<ComparedArms> pairs, Forking forking)
    : plan_(plan),
      start_(std::move(start)),
      arms_(std::move(arms)),
      world_(std::move(world)),
      mechanisms_(std::move(mechanisms)),
      steps_(order_steps(mechanisms_)),
      lengths_{} {
  WATERBED_CHECK(!arms_.empty());
  WATERBED_CHECK(problems_of(steps_).empty());
  for (const Arm& arm : arms_) calendars_.emplace_back(arm);
  strands_ = strands_of(arms_, calendars_, first_week(), end_week(), forking);
  std::vector<Touched> touched = touched_routes(world_, arms_, pairs, first_week());
  for (std::size_t pair = 0; pair < pairs.size(); ++pair)
    pairs_.push_back({pairs[pair], std::move(touched[pair])});
  lengths_ = lengths_of(layout());
}

State Experiment::start_state(Luck luck) const {
  State state(world_, start_.parameters, luck);
  Calendar(start_).apply(first_week(), state.effective);
  draw_organisations(world_, state);
  for (const Step& step : steps_)
    if (step.phase == Phase::direct) step.run(world_, state, first_week());
  for (const Mechanism& mechanism : mechanisms_)
    if (mechanism.start != nullptr) mechanism.start(world_, state, first_week());
  return state;
}

ReplicateResult Experiment::run(std::uint32_t replicate, const Observer& observe, Profile* profile) const {
  WATERBED_CHECK(profile == nullptr || profile->steps() == steps_.size());
  Stopwatch watch(profile);
  watch.counts.replicates = 1;
  const char* when = "before the first week: ";
  try {
    State start = start_state(Luck(static_cast<std::uint64_t>(plan_.seed), replicate));
    watch.lap(RunPart::start);
    when = "comparing the arms: ";
    return run_from(std::move(start), replicate, observe, watch);
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& problem) {
    const std::string message = failure(replicate, when + std::string(problem.what()));
    const RunResult failed{RunState::failed, message, 0, {}};
    return {replicate, std::vector<RunResult>(arms_.size(), failed), std::vector<PairResult>(pairs_.size())};
  }
}

std::int64_t Experiment::weeks_computed() const {
  return waterbed::weeks_computed(strands_);
}

std::string Experiment::failure(std::uint32_t replicate, const std::string& message) const {
  return "seed " + std::to_string(plan_.seed) + ", replicate " + std::to_string(replicate) + ", " + message;
}

// The runs of a replicate, while they go on side by side.
struct Experiment::UnderWay {
  std::vector<std::optional<StrandRun>> strands;  // by strand
  std::vector<std::size_t> strand_of;             // by arm; empty before the first week
  PairTally pairs;
  Stopwatch& watch;
};

ReplicateResult Experiment::run_from(State start, std::uint32_t replicate, const Observer& observe,
                                     Stopwatch& watch) const {
  UnderWay runs{std::vector<std::optional<StrandRun>>(arms_.size()), {}, pair_tally(), watch};
  for (const Strands& strands : strands_) {
    divide(runs, strands, start);
    for (Week week = strands.from; week < strands.until; week = week + 1) run_week(runs, week, observe);
  }
  return finish(runs, replicate);
}

void Experiment::divide(UnderWay& runs, const Strands& strands, State& start) const {
  runs.watch.begin();
  const std::size_t last = *std::max_element(strands.of_arm.begin(), strands.of_arm.end());
  for (std::size_t arm = 0; arm < arms_.size(); ++arm) {
    if (strands.of_arm[arm] != arm) continue;
    const StrandRun::Following following{world_, calendars_[arm], arms_[arm].parameters};
    if (runs.strand_of.empty())
      runs.strands[arm].emplace(following, arm == last ? std::move(start) : State(start),
                                period_of_week(plan_, end_week()), lengths_);
    else if (runs.strand_of[arm] != arm)
      runs.strands[arm].emplace(runs.strands[runs.strand_of[arm]]->forked(following));
  }
  runs.strand_of = strands.of_arm;
  runs.pairs.regroup(strands.of_arm);
  runs.watch.lap(RunPart::fork);
}

void Experiment::run_week(UnderWay& runs, Week week, const Observer& observe) const {
  for (std::size_t arm = 0; arm < arms_.size(); ++arm) {
    const std::size_t strand = runs.strand_of[arm];
    StrandRun& run = *runs.strands[strand];
    if (strand == arm)
      run.run_week(
          steps_, week, [&](const State& state) { runs.pairs.count(strand, state, week); }, runs.watch);
    if (run.state() == nullptr) {
      runs.pairs.drop(arm);
      continue;
    }
    if (runs.watch.is_on()) count_computed(runs, arm);
    if (observe) observe(arm, *run.state(), week);
  }
  runs.watch.begin();
  runs.pairs.settle();
  runs.watch.lap(RunPart::accounts);
}

void Experiment::count_computed(UnderWay& runs, std::size_t arm) const {
  RunCounts& counts = runs.watch.counts;
  if (runs.strand_of[arm] != arm) {
    ++counts.weeks_saved;
    return;
  }
  const auto decided = static_cast<std::int64_t>(runs.strands[arm]->state()->consignments.size_of_week());
  ++counts.weeks;
  counts.consignments += decided;
  counts.routes_valued += decided * static_cast<std::int64_t>(world_.routes.size());
}

ReplicateResult Experiment::finish(UnderWay& runs, std::uint32_t replicate) const {
  ReplicateResult result{replicate, {}, {}};
  for (std::size_t arm = 0; arm < arms_.size(); ++arm) {
    const std::size_t strand = runs.strand_of[arm];
    result.arms.push_back(strand == arm ? runs.strands[arm]->finish() : result.arms[strand]);
    RunResult& ended = result.arms.back();
    if (ended.state == RunState::done) continue;
    if (strand == arm) ended.message = failure(replicate, ended.message);
    runs.pairs.drop(arm);
  }
  result.pairs = runs.pairs.finish();
  runs.watch.lap(RunPart::finish);
  return result;
}

void Experiment::run_all(std::span<const std::uint32_t> replicates,
                         const std::function<void(ReplicateResult)>& done, const Observer& observe,
                         Profile* profile) const {
  // Tasks begin in any order; replicates in theirs, so that what is finished is a beginning without large
  // gaps.
  std::atomic<std::size_t> next{0};
  for_each_task(replicates.size(), [&](std::size_t) { done(run(replicates[next++], observe, profile)); });
}

PairTally Experiment::pair_tally() const {
  std::vector<PairTally::Pair> pairs;
  for (const TouchedPair& pair : pairs_)
    pairs.push_back({pair.arms.reference, pair.arms.arm, pair.touched.routes});
  const AccountsTime time{period_of_week(plan_, end_week()), period_of_week(by_year(plan_), end_week()),
                          plan_.start};
  return {world_, time, pairs, arms_.size(), lengths_};
}

void Experiment::add_pair_labels(ResultLayout& layout) const {
  if (pairs_.empty()) return;
  for (const TouchedPair& pair : pairs_) {
    PairLabel& label = layout.pairs.emplace_back();
    label.name = layout.arms[pair.arms.reference] + "/" + layout.arms[pair.arms.arm];
    label.reference = pair.arms.reference;
    label.arm = pair.arms.arm;
    const auto& [routes, from, until] = pair.touched;
    if (!until || from < *until) label.from_day = monday_of(from);
    if (until) label.until_day = monday_of(*until);
    label.touched = touched_lanes(world_, routes);
  }
  layout.years = reporting_periods(by_year(plan_));
  for (Week week = plan_.start; week < end_week(); week = week + 1)
    layout.week_days.push_back(monday_of(week));
  layout.estimates.assign(estimate_names.begin(), estimate_names.end());
  layout.shift_kinds.assign(shift_kind_names.begin(), shift_kind_names.end());
  layout.displaced_by.assign(displaced_by_names.begin(), displaced_by_names.end());
  layout.move_classes.assign(move_class_names.begin(), move_class_names.end());
  layout.pair_series = pair_series();
}

ResultLayout Experiment::layout() const {
  ResultLayout layout;
  for (const Arm& arm : arms_) layout.arms.push_back(arm.name);
  layout.replicates = plan_.replicates;
  layout.seed = static_cast<std::uint64_t>(plan_.seed);
  layout.periods = reporting_periods(plan_);
  layout.stages.assign(stage_names.begin(), stage_names.end());
  const ParameterSet& parameters = start_.parameters;
  const auto& places = parameters.named<PlaceParams>();
  constexpr std::array<const char*, 5> kinds{"port", "coast", "airport", "post_hub", "land_crossing"};
  for (std::size_t place = 0; place < places.size(); ++place) {
    const PlaceParams& params = places.values[place];
    const std::string& title = params.title.empty() ? places.names[place] : params.title;
    layout.places.push_back({places.names[place], title, kinds[static_cast<std::size_t>(params.kind)],
                             params.latitude.value(), params.longitude.value()});
  }
  for (const Lane& lane : world_.lanes)
    layout.lanes.push_back({lane.name, parameters.named<CommodityParams>().names[at(lane.commodity)],
                            world_.place_names[at(lane.place)],
                            parameters.named<MethodParams>().names[at(lane.method)]});
  for (const Index source : world_.sources) layout.source_places.push_back(world_.place_names[at(source)]);
  layout.lot_size_classes = lot_size_labels();
  layout.accounts.assign(account_names.begin(), account_names.end());
  const auto& parts = parameters.named<PartParams>();
  for (std::size_t part = 0; part < parts.size(); ++part) {
    const std::string& title = parts.values[part].title;
    layout.parts.push_back(
        {parts.names[part], title.empty() ? parts.names[part] : title, parts.values[part].place});
  }
  layout.pools = pool_labels(parameters);
  layout.series = run_series(lengths_of(layout));
  layout.steps = order_of_a_week(mechanisms_);
  add_pair_labels(layout);
  return layout;
}

}  // namespace waterbed
