// SPDX-License-Identifier: Apache-2.0
// What the displacement accounts promise of real runs.
#include "tests/support/accounts.hpp"

#include <algorithm>
#include <map>
#include <mutex>

#include <gtest/gtest.h>

#include "sim/base/parallel.hpp"
#include "tests/support/lab.hpp"

namespace waterbed {
namespace {

using test::Accounts;
using test::Cells;
using test::sum_of;

constexpr std::size_t estimates = estimate_names.size();

// Rows of the shift matrix added up over columns (or columns over rows), by year.
std::vector<Cells> margins(const ResultLayout& layout, const Accounts& accounts, bool are_of_a) {
  const std::size_t rows = layout.length(Axis::lane_in_a);
  const Cells& shift = accounts.cells("shift_g");
  std::vector<Cells> sums(layout.years.size(), Cells(rows, 0));
  for (std::size_t cell = 0; cell < shift.size(); ++cell)
    sums[cell / (rows * rows)][are_of_a ? cell / rows % rows : cell % rows] += shift[cell];
  return sums;
}

// The year in which a period lies.
std::size_t year_of(const ResultLayout& layout, std::size_t period) {
  std::size_t year = layout.years.size() - 1;
  while (layout.years[year].start_day > layout.periods[period].start_day) --year;
  return year;
}

// A pair of a run in a random world, and what must hold of it whatever the world.
class WorldCheck {
 public:
  WorldCheck(const test::Results& results, std::size_t pair)
      : results_(results),
        layout_(results.layout()),
        label_(layout_.pairs[pair]),
        accounts_(results.result().pairs[pair]) {}

  void expect_that_all_adds_up() const {
    accounts_.expect_no_residuals();
    expect_flows(label_.reference, true);
    expect_flows(label_.arm, false);
    expect_classes_and_places();
    expect_what_landed();
    expect_weeks();
  }
  [[nodiscard]] const Accounts& accounts() const { return accounts_; }
  // Whether all routes of every lane are in R, or none.
  [[nodiscard]] bool is_by_lane() const {
    return std::none_of(label_.touched.begin(), label_.touched.end(),
                        [](Touch touch) { return touch == Touch::some_routes; });
  }

 private:
  // Rows of the shift matrix are A's flows, columns B's.
  void expect_flows(std::size_t arm, bool is_a) const {
    const std::size_t lanes = layout_.lanes.size();
    std::vector<Cells> flows(layout_.years.size(), Cells(lanes + 1, 0));
    for (std::size_t period = 0; period < layout_.periods.size(); ++period) {
      Cells& year = flows[year_of(layout_, period)];
      for (std::size_t lane = 0; lane < lanes; ++lane)
        year[lane] += results_.cells(arm, "shipped_g")[period * lanes + lane];
      year[lanes] += results_.cells(arm, "not_shipped_g")[period];
    }
    std::vector<Cells> shifts = margins(layout_, accounts_, is_a);
    for (Cells& year : shifts) year.pop_back();  // planned in the other arm alone
    EXPECT_EQ(shifts, flows);
  }
  void expect_classes_and_places() const {
    for (std::size_t period = 0; period < layout_.periods.size(); ++period) {
      for (std::size_t estimate = 0; estimate < estimates; ++estimate)
        EXPECT_EQ(accounts_.in_period("kept_out_class_g", period, estimate),
                  accounts_.in_period("kept_out_g", period, estimate));
      const auto places = static_cast<std::ptrdiff_t>(layout_.places.size());
      const auto begin =
          accounts_.cells("displaced_to_g").begin() + static_cast<std::ptrdiff_t>(period) * places;
      EXPECT_EQ(std::accumulate(begin, begin + places, std::int64_t{0}),
                accounts_.in_period("displaced_g", period));
    }
  }
  // D is what landed through the lanes of R in A less that in B, where R is made of whole lanes.
  void expect_what_landed() const {
    const std::size_t lanes = layout_.lanes.size();
    const Cells& in_a = results_.cells(label_.reference, "landed_g");
    const Cells& in_b = results_.cells(label_.arm, "landed_g");
    for (std::size_t period = 0; period < layout_.periods.size(); ++period) {
      std::int64_t all = 0;
      std::int64_t through_r = 0;
      for (std::size_t lane = 0; lane < lanes; ++lane) {
        const std::int64_t less = in_a[period * lanes + lane] - in_b[period * lanes + lane];
        all += less;
        if (label_.touched[lane] == Touch::all_routes) through_r += less;
      }
      EXPECT_EQ(accounts_.in_period("really_gone_g", period), all);
      if (is_by_lane()) {
        EXPECT_EQ(accounts_.in_period("kept_out_g", period), through_r);
      }
    }
  }
  void expect_weeks() const {
    EXPECT_EQ(accounts_.total("kept_out_week_g"), accounts_.sum("kept_out_g"));
    EXPECT_EQ(accounts_.total("displaced_week_g"),
              accounts_.sum("displaced_g") + accounts_.sum("displaced_stopped_g"));
  }

  const test::Results& results_;
  const ResultLayout& layout_;
  const PairLabel& label_;
  Accounts accounts_;
};

// Worlds by number: a laboratory's scenario with other luck and other rules.
class RandomWorld {
 public:
  explicit RandomWorld(std::uint32_t number) : luck_(number, 0) {
    scenario_ = one_of({"everything", "everything", "labour", "within_port", "money", "two_ports", "waiting",
                        "transit", "queue", "shocks", "instruments", "directing", "nested"});
    options_.seed = number;
    options_.weeks = 10 + below(70);
    const std::string warm_up = std::to_string(below(3) * 13);
    options_.sets = {"warm_up_weeks=" + warm_up,
                     "report_every=" + one_of({"week", "4_weeks", "quarter", "year"}),
                     "organisations.count=" + one_of({"3", "20", "60"}),
                     "choice.nu=" + one_of({"0.3", "0.5", "1"}),
                     "choice.eta=" + one_of({"0", "0.5", "2"}),
                     "choice.theta_kg_per_eur=" + one_of({"0", "1e-4", "1e-3"}),
                     "choice.patience_weeks=" + one_of({"0", "2", "9"}),
                     "choice.splitting=" + one_of({"risk", "off"}),
                     "beliefs.rule=" + one_of({"learned", "learned", "frozen", "known"}),
                     "beliefs.insider_information=" + one_of({"0", "0.5"}),
                     "contacts.rule=" + one_of({"off", "needed"}),
                     "money.rule=" + one_of({"unlimited", "limited"}),
                     "organisations.ties=" + one_of({"0", "2"})};
  }

  [[nodiscard]] std::string name() const {
    std::string name = scenario_ + ", " + std::to_string(*options_.weeks) + " weeks";
    for (const std::string& set : options_.sets) name += ", " + set;
    return name;
  }
  // Every arm is compared with every other, both ways.
  [[nodiscard]] Experiment experiment() const {
    const Prepared prepared = test::prepare_scenario("lab/" + scenario_ + ".yaml", options_);
    std::vector<ComparedArms> pairs;
    for (std::size_t reference = 0; reference < prepared.scenario.arms.size(); ++reference)
      for (std::size_t arm = 0; arm < prepared.scenario.arms.size(); ++arm)
        if (arm != reference) pairs.push_back({reference, arm});
    return {prepared.scenario.plan, prepared.scenario.start, prepared.scenario.arms,
            prepared.world,         prepared.mechanisms,     pairs};
  }

 private:
  std::uint32_t below(std::uint32_t count) {
    return luck_.draw_once(Purpose("random world"), 0, drawn_++)[0] % count;
  }
  std::string one_of(const std::vector<std::string>& values) {
    return values[below(static_cast<std::uint32_t>(values.size()))];
  }

  Luck luck_;
  std::uint32_t drawn_ = 0;
  std::string scenario_;
  ScenarioOptions options_;
};

TEST(Accounts, AddUpInAnyWorld) {
  Cells seen(move_class_names.size(), 0);
  std::map<std::string, std::int64_t> worlds_with;
  constexpr std::uint32_t worlds = 80 / test::times_smaller;
  for (std::uint32_t number = 0; number < worlds; ++number) {
    const RandomWorld world(number);
    SCOPED_TRACE(world.name());
    const test::Results results(world.experiment(), number % 3);
    for (std::size_t pair = 0; pair < results.layout().pairs.size(); ++pair) {
      const WorldCheck check(results, pair);
      check.expect_that_all_adds_up();
      const Accounts& accounts = check.accounts();
      for (const char* series : {"still_under_way_g", "displaced_later_g", "displaced_finer_g",
                                 "displaced_through_ties_g", "finer_inside_g", "deterred_back_g"})
        worlds_with[series] += accounts.total(series) != 0 ? 1 : 0;
      worlds_with["R of whole lanes"] += check.is_by_lane() ? 1 : 0;
      for (std::size_t cell = 0; cell < accounts.cells("changed_route_g").size(); ++cell)
        seen[cell % seen.size()] += accounts.cells("changed_route_g")[cell];
    }
  }
  // Nothing of this is empty for want of a world in which it happens.
  if (test::times_smaller > 1) return;
  EXPECT_GT(*std::min_element(seen.begin(), seen.end()), 0);
  for (const auto& [what, count] : worlds_with) EXPECT_GT(count, 5) << what;
}

// All mechanisms at once.
Experiment everything(const std::vector<std::string>& arms, std::vector<ComparedArms> pairs,
                      const std::string& report_every = "quarter") {
  ScenarioOptions options;
  options.arms = arms;
  options.weeks = 104;
  options.sets = {"report_every=" + report_every};
  const Prepared prepared = test::prepare_scenario("lab/everything.yaml", options);
  return {prepared.scenario.plan, prepared.scenario.start, prepared.scenario.arms,
          prepared.world,         prepared.mechanisms,     std::move(pairs)};
}

// Two arms of which the second has closed a chain and opened scanners, in eight replicates, both ways.
class SwappedArms : public testing::Test {
 protected:
  struct BothWays {
    Accounts there;
    Accounts back;
  };
  static const std::vector<BothWays>& replicates() {
    static const std::vector<BothWays> runs = [] {
      std::vector<BothWays> made;
      const Experiment experiment = everything({}, {{1, 2}, {2, 1}});
      for (std::uint32_t replicate = 0; replicate < 8; ++replicate) {
        const ReplicateResult result = experiment.run(replicate);
        made.push_back({Accounts(result.pairs[0]), Accounts(result.pairs[1])});
      }
      return made;
    }();
    return runs;
  }
  // That `back` has the cells of `there` with the sign changed, those of the last axis in another order; and
  // that they are not empty.
  template <std::size_t Count>
  static void expect_turned(const std::string& series, int sign,
                            const std::array<std::size_t, Count>& swapped) {
    Cells seen(Count, 0);
    for (const BothWays& run : replicates()) {
      const Cells& there = run.there.cells(series);
      for (std::size_t cell = 0; cell < there.size(); ++cell) {
        EXPECT_EQ(run.back.cells(series)[cell / Count * Count + swapped[cell % Count]], sign * there[cell])
            << series;
        seen[cell % Count] += std::abs(there[cell]);
      }
    }
    EXPECT_GT(sum_of(seen), 0) << series;
  }
};

TEST_F(SwappedArms, TurnTheSign) {
  for (const char* net : {"kept_out_g", "displaced_g", "displaced_stopped_g", "deterred_g", "intercepted_g",
                          "still_under_way_g", "really_gone_g", "displaced_to_g", "displaced_later_g",
                          "displaced_finer_g", "finer_inside_g", "displaced_through_ties_g",
                          "displaced_distance_g_km", "displaced_week_g", "kept_out_week_g"})
    expect_turned<1>(net, -1, {0});
}

TEST_F(SwappedArms, TransposeTheShiftMatrix) {
  for (const BothWays& run : replicates()) {
    const Cells& there = run.there.cells("shift_g");
    constexpr std::size_t years = 2;
    std::size_t rows = 1;
    while (years * rows * rows < there.size()) ++rows;
    for (std::size_t cell = 0; cell < there.size(); ++cell) {
      const std::size_t year = cell / (rows * rows);
      const std::size_t transposed = (year * rows + cell % rows) * rows + cell / rows % rows;
      EXPECT_EQ(run.back.cells("shift_g")[transposed], there[cell]);
    }
  }
}

// RO and OR, R0 and 0R, O0 and 0O change places, and newcomers and leavers.
TEST_F(SwappedArms, SwapClasses) {
  expect_turned<8>("changed_route_g", 1, {0, 2, 1, 4, 3, 5, 7, 6});
  expect_turned<8>("kept_out_class_g", -1, {0, 2, 1, 4, 3, 5, 7, 6});
  expect_turned<3>("outside_g", -1, {0, 2, 1});
}

// A mirror is what moved the other way: with both arms swapped, what moved this way.
TEST_F(SwappedArms, SwapMirrors) {
  for (const std::string term : {"deterred", "displaced", "displaced_stopped"}) {
    std::int64_t moved_back = 0;
    for (const BothWays& run : replicates()) {
      const std::int64_t forth = run.back.total(term + "_back_g");
      const std::int64_t back = run.there.total(term + "_back_g");
      const std::int64_t net =
          term == "deterred" ? run.there.total("deterred_g") : run.there.sum(term + "_g");
      EXPECT_EQ(forth - back, net) << term;
      moved_back += back;
    }
    EXPECT_GT(moved_back, 0) << term;
  }
}

TEST_F(SwappedArms, HaveNewcomersAndLeavers) {
  Cells by_whom(displaced_by_names.size(), 0);
  for (const BothWays& run : replicates())
    for (std::size_t cell = 0; cell < run.there.cells("outside_g").size(); ++cell)
      by_whom[cell % by_whom.size()] += run.there.cells("outside_g")[cell];
  EXPECT_GT(by_whom[static_cast<std::size_t>(DisplacedBy::newcomers)], 0);
  EXPECT_LT(by_whom[static_cast<std::size_t>(DisplacedBy::leavers)], 0);
}

TEST(Accounts, AreTheSameWhicheverOtherArmsAreRun) {
  const ReplicateResult all = everything({}, {{0, 1}, {0, 2}, {1, 2}}).run(1);
  const ReplicateResult two = everything({"at_work", "all_measures"}, {{0, 1}}).run(1);
  EXPECT_EQ(two.pairs[0].series, all.pairs[1].series);
}

TEST(Accounts, AreTheSameForAnyNumberOfThreads) {
  const Experiment experiment = everything({}, {{0, 1}, {0, 2}});
  std::vector<std::map<std::uint32_t, std::vector<Cells>>> by_threads;
  for (const int threads : {1, 3}) {
    auto& by_replicate = by_threads.emplace_back();
    std::mutex mutex;
    with_threads(threads, [&] {
      experiment.run_all(std::vector<std::uint32_t>{0, 1, 2, 3}, [&](const ReplicateResult& result) {
        const std::lock_guard lock(mutex);
        by_replicate[result.replicate] = result.pairs[1].series;
      });
    });
  }
  EXPECT_EQ(by_threads[0].size(), 4U);
  EXPECT_EQ(by_threads[1], by_threads[0]);
}

// Periods of the calendar: quarters add up to years, and weeks of the plan and matrix do not know of them.
TEST(Accounts, AddUpOverPeriods) {
  const test::Results by_quarter(everything({"at_work", "all_measures"}, {{0, 1}}), 0);
  const test::Results by_year(everything({"at_work", "all_measures"}, {{0, 1}}, "year"), 0);
  const Accounts quarters(by_quarter.result().pairs[0]);
  const Accounts years(by_year.result().pairs[0]);
  ASSERT_EQ(by_year.layout().periods.size(), 2U);
  for (const SeriesSpec& spec : pair_series()) {
    const Cells& fine = quarters.cells(spec.name);
    if (spec.axes.front() != Axis::period) {
      EXPECT_EQ(years.cells(spec.name), fine) << spec.name;
      continue;
    }
    const std::size_t row = fine.size() / by_quarter.layout().periods.size();
    Cells sums(2 * row, 0);
    for (std::size_t cell = 0; cell < fine.size(); ++cell)
      sums[year_of(by_quarter.layout(), cell / row) * row + cell % row] += fine[cell];
    EXPECT_EQ(years.cells(spec.name), sums) << spec.name;
  }
}

// The second of two years alone, the first a warm-up.
TEST(Accounts, DoNotKnowOfWhatIsReportedBesides) {
  const auto run = [](const std::vector<std::string>& sets, std::int64_t weeks) {
    ScenarioOptions options;
    options.arms = {"as_it_is", "tighter_first"};
    options.weeks = weeks;
    options.sets = sets;
    options.sets.emplace_back("report_every=year");
    return Accounts(test::experiment_of("lab/two_ports.yaml", options).run(0).pairs[0]);
  };
  const Accounts both = run({"warm_up_weeks=0"}, 104);
  const Accounts first = run({"warm_up_weeks=0"}, 52);
  const Accounts second = run({"start=2001-01-01", "warm_up_weeks=52"}, 52);
  EXPECT_NE(second.sum("displaced_g"), 0);
  Cells years = first.cells("shift_g");
  years.insert(years.end(), second.cells("shift_g").begin(), second.cells("shift_g").end());
  EXPECT_EQ(both.cells("shift_g"), years);
  for (const SeriesSpec& spec : pair_series()) {
    const Cells& all = both.cells(spec.name);
    const Cells half(all.begin() + static_cast<std::ptrdiff_t>(all.size() / 2), all.end());
    EXPECT_EQ(second.cells(spec.name), half) << spec.name;
  }
}

}  // namespace
}  // namespace waterbed
