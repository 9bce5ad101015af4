// SPDX-License-Identifier: Apache-2.0
#include "sim/smuggling/contacts.hpp"

#include <map>

#include "sim/base/math.hpp"

namespace waterbed {
namespace {

constexpr Purpose start_purpose("contacts.start");
constexpr Purpose loss_purpose("contacts.loss");

std::uint32_t hash_of(const World& world, const State& state, std::size_t place_method) {
  const PlaceMethod& pair = world.place_methods[place_method];
  return name_hash(world.place_names[at(pair.place)] + "/" +
                   state.effective.named<MethodParams>().names[at(pair.method)]);
}

// By place-method of a whole place; 0 for others.
std::vector<std::uint32_t> hashes(const World& world, const State& state) {
  std::vector<std::uint32_t> hashes(world.place_methods.size(), 0);
  for (std::size_t number = 0; number < hashes.size(); ++number)
    if (at(world.place_methods[number].whole) == number) hashes[number] = hash_of(world, state, number);
  return hashes;
}

// A contact lasts until the hazard since it was begun exceeds an exponential variable.
double lost_at(const Contacts& contacts, const PhiloxBlock& words) {
  return contacts.hazard + exponential(unit_interval(words[0], words[1]));
}

void draw_contacts(const World& world, State& state, Week first_week) {
  const auto& params = state.effective.get<ContactParams>();
  if (params.rule == ContactRule::off) return;
  const std::size_t pairs = world.place_methods.size();
  const std::vector<std::uint32_t> hash = hashes(world, state);
  Contacts& contacts = state.contacts;
  contacts.ready.assign(at(world.organisations) * pairs, never);
  contacts.lost_at.assign(contacts.ready.size(), 0.0);
  for (std::size_t organisation = 0; organisation < at(world.organisations); ++organisation)
    for (std::size_t pair = 0; pair < pairs; ++pair) {
      if (at(world.place_methods[pair].whole) != pair) continue;
      const PhiloxBlock words =
          state.luck.draw_once(start_purpose, state.organisations.id[organisation], hash[pair]);
      if (unit_interval(words[2]) >= params.at_start.value()) continue;
      contacts.ready[organisation * pairs + pair] = first_week;
      contacts.lost_at[organisation * pairs + pair] = lost_at(contacts, words);
    }
}

void lose_contacts(Contacts& contacts, double chance) {
  if (chance <= 0.0) return;
  constexpr double certain = 1e9;  // more than any contact lasts
  contacts.hazard += chance < 1.0 ? -log(1.0 - chance) : certain;
  for (std::size_t contact = 0; contact < contacts.ready.size(); ++contact)
    if (contacts.ready[contact] != never && contacts.lost_at[contact] <= contacts.hazard)
      contacts.ready[contact] = never;
}

// Whether a tie that is at work can use this place-method.
bool is_introduced(std::size_t organisation, std::size_t pair, std::size_t pairs, const State& state,
                   Week week) {
  const Organisations& all = state.organisations;
  for (std::size_t tie = all.ties_begin[organisation]; tie < all.ties_begin[organisation + 1]; ++tie)
    if (all.activity[at(all.ties[tie])] > 0.0 &&
        state.contacts.ready[at(all.ties[tie]) * pairs + pair] <= week)
      return true;
  return false;
}

// What is left to pay of time and cost.
double share_to_make(std::size_t organisation, std::size_t pair, std::size_t pairs, const State& state,
                     Week week) {
  return is_introduced(organisation, pair, pairs, state, week)
             ? state.effective.get<ContactParams>().introduced.value()
             : 1.0;
}

Week ready_after(double weeks, Week week) {
  auto whole = static_cast<std::int32_t>(weeks);
  if (static_cast<double>(whole) < weeks) ++whole;
  return week + (whole > 0 ? whole : 1);  // the week of the plan is over
}

// Begins the contacts for which consignments of this week would rather have gone another way.
class Maker {
 public:
  Maker(const World& world, State& state, Week week)
      : state_(state),
        params_(state.effective.get<ContactParams>()),
        week_(week),
        pairs_(world.place_methods.size()),
        hash_(hashes(world, state)) {}

  void make(std::size_t organisation, std::size_t pair) {
    Contacts& contacts = state_.contacts;
    const std::size_t contact = organisation * pairs_ + pair;
    if (contacts.ready[contact] != never) return;  // begun already
    const double share = share_to_make(organisation, pair, pairs_, state_, week_);
    const Cents cost = in_cents(params_.cost.value() * share);
    if (state_.money.limits && state_.money.capital[organisation] < cost) return;
    pay(state_.money, organisation, Account::go_betweens, cost);
    contacts.ready[contact] = ready_after(params_.time.value() * share, week_);
    contacts.lost_at[contact] = lost_at(
        contacts, state_.luck.draw(loss_purpose, state_.organisations.id[organisation], week_, hash_[pair]));
  }

 private:
  State& state_;
  const ContactParams& params_;
  Week week_;
  std::size_t pairs_;
  std::vector<std::uint32_t> hash_;
};

void keep_contacts(const World& world, State& state, Week week) {
  if (!state.contacts.are_needed()) return;
  lose_contacts(state.contacts, state.effective.get<ContactParams>().loss.value());
  Maker maker(world, state, week);
  const Consignments& consignments = state.consignments;
  for (std::size_t number = 0; number < consignments.size_of_week(); ++number)
    if (consignments.new_contact[number] != none)
      maker.make(at(consignments.organisation[number]), at(consignments.new_contact[number]));
}

// Contacts at two places with one hash would share their luck.
void refuse_shared_luck_of_contacts(const ParameterSet& parameters, std::vector<std::string>& problems) {
  if (parameters.get<ContactParams>().rule == ContactRule::off) return;
  const auto& places = parameters.named<PlaceParams>();
  const auto& methods = parameters.named<MethodParams>();
  std::map<std::uint32_t, std::string> seen;
  for (std::size_t place = 0; place < places.size(); ++place)
    for (std::size_t method = 0; method < methods.size(); ++method) {
      if (places.values[place].role != PlaceRole::entry ||
          methods.values[method].at != places.values[place].kind)
        continue;
      const std::string name = places.names[place] + "/" + methods.names[method];
      const auto [other, is_new] = seen.emplace(name_hash(name), name);
      if (!is_new)
        problems.push_back("contacts: '" + name + "' and '" + other->second +
                           "' have one hash and would share their luck: rename one");
    }
}

}  // namespace

void fill_contacts(const World& world, const State& state, Planner who, ContactsOf& contacts) {
  const std::size_t pairs = world.place_methods.size();
  const std::size_t organisation = at(who.organisation);
  const double cost = state.effective.get<ContactParams>().cost.value();
  contacts.can_use.assign(pairs, false);
  contacts.cost.assign(pairs, 0.0F);
  for (std::size_t pair = 0; pair < pairs; ++pair) {
    if (at(world.place_methods[pair].whole) != pair) continue;
    const Week ready = state.contacts.ready[organisation * pairs + pair];
    contacts.can_use[pair] = ready <= who.week;
    if (ready == never)
      contacts.cost[pair] =
          static_cast<float>(cost * share_to_make(organisation, pair, pairs, state, who.week));
  }
}

void ContactParams::describe(FieldVisitor& fields) {
  constexpr auto fixed = Change::at_start_only;
  fields.choice("rule", rule, {{"off", ContactRule::off}, {"needed", ContactRule::needed}},
                "whether a method at a place can only be used with a contact there");
  fields.quantity("at_start", at_start, {0, 1}, "share of all contacts that an organisation has at the start",
                  fixed);
  fields.quantity("time", time, {0, 520}, "time that it takes to make a contact");
  fields.quantity("cost", cost, {0, 1e8}, "what it costs to make one");
  fields.quantity("introduced", introduced, {0, 1},
                  "share of time and cost that remains where a tie has the contact; 1: ties do not help");
  fields.quantity("loss", loss, {0, 1}, "chance a week that a contact is lost");
}

Mechanism contacts_mechanism() {
  return {.name = "contacts",
          .add_parameters =
              [](ParameterSet& parameters) {
                parameters.add_block<ContactParams>(
                    {"contacts", "what organisations need to use a method at a place"});
              },
          .validate_names = refuse_shared_luck_of_contacts,
          .purposes = {"contacts.start", "contacts.loss"},
          .start = draw_contacts,
          .steps = {{"keep_contacts", Phase::settle, keep_contacts}}};
}

}  // namespace waterbed
