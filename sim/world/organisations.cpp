// SPDX-License-Identifier: Apache-2.0
#include "sim/world/organisations.hpp"

#include <algorithm>
#include <numeric>

#include "sim/base/math.hpp"

namespace waterbed {
namespace {

constexpr Purpose size_purpose(organisation_purposes[0]);
constexpr Purpose home_purpose(organisation_purposes[1]);
constexpr Purpose tie_purpose(organisation_purposes[2]);

// Which organisation is stored where, by its number.
std::vector<std::uint32_t> stored_ids(const World& world) {
  if (!world.storage_order.empty()) return world.storage_order;
  std::vector<std::uint32_t> ids(at(world.organisations));
  std::iota(ids.begin(), ids.end(), 0U);
  return ids;
}

// The sum goes by number, so that it rounds alike whatever the order of storage.
void draw_shares(State& state) {
  const double sigma = state.effective.get<OrganisationsParams>().size_sigma.value();
  const std::vector<std::uint32_t>& ids = state.organisations.id;
  std::vector<double> size(ids.size());
  double sum = 0.0;
  for (std::uint32_t id = 0; id < ids.size(); ++id) {
    const PhiloxBlock words = state.luck.draw_once(size_purpose, id, 0);
    size[id] = exp(sigma * normal_quantile(unit_interval(words[0], words[1])));
    sum += size[id];
  }
  for (const std::uint32_t id : ids) state.organisations.flow_share.push_back(size[id] / sum);
}

void draw_homes(State& state) {
  const auto& homes = state.effective.named<HomeParams>();
  double weights = 0.0;
  for (const HomeParams& home : homes.values) weights += home.weight.value();
  for (const std::uint32_t id : state.organisations.id) {
    const PhiloxBlock words = state.luck.draw_once(home_purpose, id, 0);
    double rest = unit_interval(words[0]) * weights;
    Index home = none;
    for (std::size_t candidate = 0; candidate < homes.size() && rest >= 0.0; ++candidate) {
      if (homes.values[candidate].weight.value() > 0.0) home = index_of(candidate);
      rest -= homes.values[candidate].weight.value();
    }
    state.organisations.home.push_back(home);
  }
}

using Tie = std::pair<std::uint32_t, std::uint32_t>;  // two ids

// The tie number `which` of an organisation, or a tie with itself when it makes no such tie.
Tie draw_tie(std::uint32_t id, std::uint32_t which, std::size_t count, const State& state) {
  const double ties_made = state.effective.get<OrganisationsParams>().ties.value() / 2.0;
  const PhiloxBlock words = state.luck.draw_once(tie_purpose, id, which);
  const double missing = ties_made - which;  // below 1: the tie is made with this chance
  auto other = static_cast<std::uint32_t>(unit_interval(words[0]) * static_cast<double>(count - 1));
  if (other >= id) ++other;
  if (unit_interval(words[1]) >= missing) other = id;
  return {id, other};
}

// All ties from both sides, by id, then by the other's.
std::vector<Tie> all_ties(std::size_t count, const State& state) {
  std::vector<Tie> ties;
  const double ties_made = state.effective.get<OrganisationsParams>().ties.value() / 2.0;
  for (std::uint32_t id = 0; id < count && count > 1; ++id) {
    for (std::uint32_t which = 0; which < ties_made; ++which) {
      const Tie tie = draw_tie(id, which, count, state);
      if (tie.first == tie.second) continue;
      ties.push_back(tie);
      ties.emplace_back(tie.second, tie.first);
    }
  }
  std::sort(ties.begin(), ties.end());
  ties.erase(std::unique(ties.begin(), ties.end()), ties.end());
  return ties;
}

void draw_ties(State& state) {
  Organisations& organisations = state.organisations;
  const std::size_t count = organisations.id.size();
  std::vector<Index> stored_at(count);
  for (std::size_t position = 0; position < count; ++position)
    stored_at[organisations.id[position]] = index_of(position);
  const std::vector<Tie> ties = all_ties(count, state);
  organisations.ties_begin.push_back(0);
  for (const std::uint32_t id : organisations.id) {
    const auto [begin, end] =
        std::equal_range(ties.begin(), ties.end(), Tie{id, 0},
                         [](const Tie& left, const Tie& right) { return left.first < right.first; });
    for (auto tie = begin; tie != end; ++tie) organisations.ties.push_back(stored_at[tie->second]);
    organisations.ties_begin.push_back(organisations.ties.size());
  }
}

}  // namespace

void draw_organisations(const World& world, State& state) {
  const std::size_t count = at(world.organisations);
  state.organisations.id = stored_ids(world);
  draw_shares(state);
  draw_homes(state);
  draw_ties(state);
  state.organisations.last_place.assign(count, none);
  state.organisations.outside_value.assign(count, 0.0F);
  state.organisations.activity.assign(count, 1.0);
  state.organisations.left.assign(count, 0.0);
  state.organisations.wakes.assign(count, never);
}

}  // namespace waterbed
