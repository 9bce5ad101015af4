// SPDX-License-Identifier: Apache-2.0
// Case 13 of the model: grams by commodity and cents by account, every week, in every scenario, made up anew
// from what the state says of consignments, lots and endings.
#include <algorithm>
#include <cmath>
#include <map>

#include <gtest/gtest.h>

#include "sim/smuggling/choice.hpp"
#include "tests/support/lab.hpp"

namespace waterbed {
namespace {

std::vector<std::string> scenarios() {
  const std::filesystem::path folder = std::filesystem::path(WATERBED_SOURCE_DIR) / "scenarios";
  std::vector<std::string> names;
  for (const char* part : {".", "lab"})
    for (const auto& entry : std::filesystem::directory_iterator(folder / part))
      if (entry.path().extension() == ".yaml")
        names.push_back(std::filesystem::relative(entry.path(), folder).string());
  std::sort(names.begin(), names.end());
  return names;
}

std::int64_t cents(double euros_per_kilogram, Grams mass) {
  return std::llround(euros_per_kilogram * static_cast<double>(mass.value) / 10.0);
}

// The books of one arm, kept a second time.
class Auditor {
 public:
  explicit Auditor(const World& world) : world_(world), commodities_(world.lanes.size(), 0) {}

  void audit(const State& state) {
    std::map<Account, std::int64_t> paid;  // this week
    spent_.assign(state.money.capital.size(), 0);
    for (std::size_t number = 0; number < state.consignments.size_of_week(); ++number)
      if (state.consignments.route[number] != none) send(state, number, paid);
    for (std::size_t lot = 0; lot < state.endings.count(); ++lot) end(state, lot, paid);
    compare_grams(state);
    compare_cents(state, paid);
    if (state.money.limits) ask_for_credit(state);
    capital_before_ = state.money.capital;
    wages_before_.clear();
    for (const Pool& pool : state.labour.pools) wages_before_.push_back(pool.wage);
  }
  [[nodiscard]] std::int64_t shipped_g() const { return shipped_g_; }

 private:
  [[nodiscard]] const Lane& lane_of(Index route) const {
    return world_.lanes[at(world_.routes.lane[at(route)])];
  }

  void send(const State& state, std::size_t number, std::map<Account, std::int64_t>& paid) {
    const Consignments& all = state.consignments;
    const Lane& lane = lane_of(all.route[number]);
    const MethodParams& method = state.effective.named<MethodParams>().values[at(lane.method)];
    const auto& commodities = state.effective.named<CommodityParams>().values;
    const double inland =
        state.effective.get<InlandParams>().freight.value() * world_.routes.inland_km[at(all.route[number])];
    const Grams size = all.size[number];
    commodities_[at(lane.commodity)] += size.value;
    shipped_g_ += size.value;
    const std::int64_t goods = cents(commodities[at(lane.commodity)].source_price.value(), size);
    const std::int64_t carriage = cents(method.freight.value() + inland, size) +
                                  std::llround(method.fixed_cost.value() * all.lots[number] * 100.0);
    paid[Account::growers] += goods;
    paid[Account::carriers] += carriage;
    spent_[at(all.organisation[number])] += goods + carriage;
    if (knows_wages(state)) hire(state, number, paid);
  }

  // Wages moved at the end of the week before, and have moved on by now.
  [[nodiscard]] bool knows_wages(const State& state) const {
    return wages_before_.size() == state.labour.pools.size();
  }

  // A job for each lot of crew or skipper, and for each that an insider helped with; a code for each lot for
  // which an office gave none.
  void hire(const State& state, std::size_t number, std::map<Account, std::int64_t>& paid) {
    const Consignments& all = state.consignments;
    const std::size_t route = at(all.route[number]);
    const Index hands = state.labour.hands[at(world_.routes.place_method[route])];
    const Index insider = all.insider[number];
    const Index helped = insider == none ? 0 : all.helped[number];
    const bool gives_code =
        insider != none && state.labour.pools[at(insider)].kind == LabourKind::release_insider;
    const Index bought = gives_code ? all.lots[number] - helped : all.lots[number];
    const auto cost_of = [](Index lots, double euros) { return std::llround(euros * lots * 100.0); };
    const std::int64_t crew = hands == none ? 0 : cost_of(all.lots[number], wages_before_[at(hands)]);
    const std::int64_t help = insider == none ? 0 : cost_of(helped, wages_before_[at(insider)]);
    const std::int64_t code = cost_of(bought, state.controls.code_price[at(world_.routes.crossing[route])]);
    paid[Account::crews] += crew;
    paid[Account::insiders] += help;
    paid[Account::code_sellers] += code;
    spent_[at(all.organisation[number])] += crew + help + code;
  }

  void end(const State& state, std::size_t lot, std::map<Account, std::int64_t>& paid) {
    const Endings& endings = state.endings;
    const Lane& lane = lane_of(endings.route[lot]);
    commodities_[at(lane.commodity)] -= endings.size[lot].value;
    if (endings.ending[lot] != Ending::landed) {
      paid[Account::arrests] += std::llround(state.effective.get<ChoiceParams>().arrest_loss.value() * 100.0);
      return;
    }
    const Index market = world_.routes.market[at(endings.route[lot])];
    const double price = state.effective.named<MarketParams>().values[at(market)].landed_price.value();
    const double share = state.effective.named<MethodParams>().values[at(lane.method)].crew_share.value();
    paid[Account::buyers] -= cents(price, endings.size[lot]);
    paid[Account::crews] += cents(share * price, endings.size[lot]);
  }

  // Where money limits, goods are bought with what there was after the week before.
  void ask_for_credit(const State& state) const {
    if (capital_before_.empty()) return;
    for (std::size_t organisation = 0; organisation < state.money.capital.size(); ++organisation) {
      if (spent_[organisation] > 0) {
        ASSERT_LE(spent_[organisation], capital_before_[organisation].value);
      }
    }
  }

  // Shipped - seized - lost - landed so far is what is under way, by commodity.
  void compare_grams(const State& state) const {
    std::vector<std::int64_t> left = commodities_;
    for (std::size_t lot = 0; lot < state.lots.count(); ++lot)
      left[at(lane_of(state.lots.route[lot]).commodity)] -= state.lots.size[lot].value;
    for (const std::int64_t grams : left) ASSERT_EQ(grams, 0);
  }

  void compare_cents(const State& state, const std::map<Account, std::int64_t>& paid) {
    const Money& money = state.money;
    std::int64_t sum = 0;
    for (const Cents capital : money.capital) sum += capital.value;
    for (const Cents received : money.received) sum += received.value;
    ASSERT_EQ(sum, 0);
    std::vector<Account> accounts{Account::growers, Account::carriers, Account::arrests, Account::buyers};
    if (knows_wages(state))
      for (const Account account : {Account::crews, Account::insiders, Account::code_sellers})
        accounts.push_back(account);
    for (const Account account : accounts) {
      const auto number = static_cast<std::size_t>(account);
      const auto found = paid.find(account);
      ASSERT_EQ((money.received[number] - before_[number]).value, found == paid.end() ? 0 : found->second)
          << account_names[number];
    }
    before_ = money.received;
  }

  const World& world_;
  std::vector<std::int64_t> commodities_;  // grams under way
  std::array<Cents, account_count> before_{};
  std::vector<Cents> capital_before_;  // by organisation; empty in the first week
  std::vector<double> wages_before_;   // EUR, by pool; empty in the first week
  std::vector<std::int64_t> spent_;    // cents, this week, by organisation
  std::int64_t shipped_g_ = 0;
};

class Balance : public testing::TestWithParam<std::string> {
 protected:
  // Audits every arm; grams shipped by all of them.
  static std::int64_t audited(std::vector<std::string> sets) {
    ScenarioOptions options;
    const bool is_large = GetParam() == "lab/k1.yaml";
    options.weeks = (is_large ? 20 : 40) / (test::times_smaller > 1 ? 4 : 1);
    options.sets = std::move(sets);
    options.sets.emplace_back("warm_up_weeks=0");
    const Experiment experiment = test::experiment_of(GetParam(), options);
    std::map<std::size_t, Auditor> auditors;
    const ReplicateResult result = experiment.run(0, [&](std::size_t arm, const State& state, Week) {
      auditors.try_emplace(arm, experiment.world()).first->second.audit(state);
    });
    for (const RunResult& run : result.arms) EXPECT_EQ(run.message, "");
    std::int64_t shipped_g = 0;
    for (const auto& [arm, auditor] : auditors) shipped_g += auditor.shipped_g();
    return shipped_g;
  }
};

TEST_P(Balance, HoldsInGramsAndCentsEveryWeek) {
  EXPECT_GT(audited({}), 0);
}

TEST_P(Balance, HoldsWhereMoneyIsLimitedContactsAreNeededAndConsignmentsWait) {
  const std::int64_t shipped_g = audited(
      {"money.rule=limited", "contacts.rule=needed", "contacts.at_start=0.5", "choice.patience_weeks=4"});
  if (GetParam() == "north_sea.yaml") {
    EXPECT_GT(shipped_g, 0);
  }
}

INSTANTIATE_TEST_SUITE_P(Scenarios, Balance, testing::ValuesIn(scenarios()), [](const auto& scenario) {
  std::string name = scenario.param;
  std::replace_if(
      name.begin(), name.end(), [](char letter) { return letter == '/' || letter == '.'; }, '_');
  return name;
});

}  // namespace
}  // namespace waterbed
