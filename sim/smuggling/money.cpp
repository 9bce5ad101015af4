// SPDX-License-Identifier: Apache-2.0
#include "sim/smuggling/money.hpp"

#include "sim/base/parallel.hpp"
#include "sim/smuggling/bill.hpp"
#include "sim/smuggling/choice.hpp"
#include "sim/smuggling/consignments.hpp"

namespace waterbed {
namespace {

// What organisations buy in some usual weeks.
class Purchases {
 public:
  Purchases(const World& world, const State& state)
      : shares_(state.organisations.flow_share),
        params_(state.effective.get<ConsignmentParams>()),
        choice_(state.effective.get<ChoiceParams>()),
        price_(cheapest_purchase(world, state)) {}

  [[nodiscard]] Cents of(std::size_t organisation, Weeks weeks) const {
    return in_cents(weeks.value() * planned_kg_a_week(params_, choice_, shares_[organisation]) * price_);
  }

 private:
  const std::vector<double>& shares_;
  const ConsignmentParams& params_;
  const ChoiceParams& choice_;
  double price_;  // EUR/kg
};

void found(const World& world, State& state, Week) {
  const auto& params = state.effective.get<MoneyParams>();
  state.money.limits = params.rule == MoneyRule::limited;
  if (!state.money.limits) return;
  const Purchases purchases(world, state);
  for (std::size_t organisation = 0; organisation < state.money.capital.size(); ++organisation)
    pay(state.money, organisation, Account::founders, Cents{} - purchases.of(organisation, params.start));
}

void pay_departures(const World& world, State& state, Week) {
  constexpr std::size_t piece = 256;
  const Consignments& consignments = state.consignments;
  const Billing billing(world, state);
  const std::size_t organisations = at(world.organisations);
  std::vector<Received> received((organisations + piece - 1) / piece);
  for_each_range(organisations, piece, [&](std::size_t begin, std::size_t end) {
    Received& of_piece = received[begin / piece];
    for (std::size_t number = consignments.begin[begin]; number < consignments.begin[end]; ++number) {
      if (consignments.route[number] == none) continue;
      const Bill bill = billing.of(number, consignments.helped[number]);
      const std::size_t payer = at(consignments.organisation[number]);
      pay(state.money, payer, Account::growers, bill.growers, of_piece);
      pay(state.money, payer, Account::carriers, bill.carriers, of_piece);
      pay(state.money, payer, Account::crews, bill.crews, of_piece);
      pay(state.money, payer, Account::insiders, bill.insiders, of_piece);
      pay(state.money, payer, Account::code_sellers, bill.code_sellers, of_piece);
    }
  });
  for (const Received& of_piece : received)
    for (std::size_t account = 0; account < account_count; ++account)
      add_to(state.money.received[account], of_piece[account]);
}

void settle_lots(const World& world, State& state) {
  const Endings& endings = state.endings;
  const auto& methods = state.effective.named<MethodParams>().values;
  const auto& markets = state.effective.named<MarketParams>().values;
  const Cents arrest = in_cents(state.effective.get<ChoiceParams>().arrest_loss.value());
  for (std::size_t lot = 0; lot < endings.count(); ++lot) {
    const std::size_t owner = at(endings.organisation[lot]);
    if (endings.ending[lot] != Ending::landed) {
      pay(state.money, owner, Account::arrests, arrest);
      continue;
    }
    const std::size_t route = at(endings.route[lot]);
    const double price = markets[at(world.routes.market[route])].landed_price.value();
    const double crew_share =
        methods[at(world.lanes[at(world.routes.lane[route])].method)].crew_share.value();
    pay(state.money, owner, Account::buyers, Cents{} - value_of(endings.size[lot], price));
    pay(state.money, owner, Account::crews, value_of(endings.size[lot], crew_share * price));
  }
}

void withdraw(std::size_t organisation, Cents kept, double share, Money& money) {
  const Cents surplus = money.capital[organisation] - kept;
  if (surplus.value <= 0) return;
  pay(money, organisation, Account::withdrawals,
      {static_cast<std::int64_t>(share * static_cast<double>(surplus.value) + 0.5)});
}

void leave_to_creditors(std::size_t organisation, Money& money) {
  pay(money, organisation, Account::creditors, money.capital[organisation]);
}

void give_up(std::size_t organisation, Organisations& organisations) {
  organisations.activity[organisation] = 0.0;
  organisations.left[organisation] = 0.0;
  organisations.wakes[organisation] = never;
  ++organisations.given_up;
}

void count_debt(std::size_t organisation, double patience_weeks, State& state) {
  std::int32_t& weeks = state.money.weeks_in_debt[organisation];
  weeks = state.money.capital[organisation].value < 0 ? weeks + 1 : 0;
  if (weeks > 0 && static_cast<double>(weeks) >= patience_weeks) give_up(organisation, state.organisations);
}

void limit_organisations(const World& world, State& state) {
  const auto& params = state.effective.get<MoneyParams>();
  const Purchases purchases(world, state);
  const Organisations& organisations = state.organisations;
  for (std::size_t organisation = 0; organisation < state.money.capital.size(); ++organisation) {
    if (organisations.activity[organisation] > 0.0) {
      withdraw(organisation, purchases.of(organisation, params.kept), params.withdrawn.value(), state.money);
      count_debt(organisation, params.debt.value(), state);
    }
    if (organisations.activity[organisation] <= 0.0) state.money.weeks_in_debt[organisation] = 0;
    const bool has_given_up =
        organisations.activity[organisation] <= 0.0 && organisations.left[organisation] <= 0.0;
    if (has_given_up) leave_to_creditors(organisation, state.money);
  }
}

void settle_accounts(const World& world, State& state, Week) {
  state.organisations.given_up = 0;
  settle_lots(world, state);
  if (state.money.limits) limit_organisations(world, state);
}

}  // namespace

void MoneyParams::describe(FieldVisitor& fields) {
  fields.choice(
      "rule", rule, {{"unlimited", MoneyRule::unlimited}, {"limited", MoneyRule::limited}},
      "whether capital limits what is shipped, is withdrawn and can run out; books are always kept");
  fields.quantity("start", start, {0, 520}, "`limited`: first capital, in usual purchases",
                  Change::at_start_only);
  fields.quantity("kept", kept, {0, 520}, "`limited`: capital that is not withdrawn, in usual purchases");
  fields.quantity("withdrawn", withdrawn, {0, 1}, "`limited`: share of the rest that is withdrawn a week");
  fields.quantity("debt", debt, {1, 1e4},
                  "`limited`: weeks in a row that end in debt, after which an organisation gives up");
}

Mechanism money_mechanism() {
  return {.name = "money",
          .add_parameters =
              [](ParameterSet& parameters) {
                parameters.add_block<MoneyParams>({"money", "the working capital of organisations"});
              },
          .start = found,
          .steps = {{"pay_departures", Phase::move, pay_departures, {"depart"}},
                    {"settle_accounts", Phase::settle, settle_accounts, {"control_lots"}}}};
}

}  // namespace waterbed
