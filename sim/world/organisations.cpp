// SPDX-License-Identifier: Apache-2.0
#include "sim/world/organisations.hpp"

#include <algorithm>

#include "sim/base/math.hpp"

namespace waterbed {
namespace {

constexpr Purpose size_purpose(organisation_purposes[0]);
constexpr Purpose home_purpose(organisation_purposes[1]);
constexpr Purpose tie_purpose(organisation_purposes[2]);

void draw_shares(std::size_t count, State& state) {
  const double sigma = state.effective.get<OrganisationsParams>().size_sigma.value();
  double sum = 0.0;
  for (std::size_t organisation = 0; organisation < count; ++organisation) {
    const PhiloxBlock words = state.luck.draw_once(size_purpose, static_cast<std::uint32_t>(organisation), 0);
    const double size = exp(sigma * normal_quantile(unit_interval(words[0], words[1])));
    state.organisations.flow_share.push_back(size);
    sum += size;
  }
  for (double& share : state.organisations.flow_share) share /= sum;
}

void draw_homes(std::size_t count, State& state) {
  const auto& homes = state.effective.named<HomeParams>();
  double weights = 0.0;
  for (const HomeParams& home : homes.values) weights += home.weight.value();
  for (std::size_t organisation = 0; organisation < count; ++organisation) {
    const PhiloxBlock words = state.luck.draw_once(home_purpose, static_cast<std::uint32_t>(organisation), 0);
    double rest = unit_interval(words[0]) * weights;
    Index home = none;
    for (std::size_t candidate = 0; candidate < homes.size() && rest >= 0.0; ++candidate) {
      if (homes.values[candidate].weight.value() > 0.0) home = index_of(candidate);
      rest -= homes.values[candidate].weight.value();
    }
    state.organisations.home.push_back(home);
  }
}

using Tie = std::pair<Index, Index>;

// The tie number `which` of an organisation, or a tie with itself when it makes no such tie.
Tie draw_tie(std::size_t organisation, std::uint32_t which, std::size_t count, const State& state) {
  const double ties_made = state.effective.get<OrganisationsParams>().ties.value() / 2.0;
  const PhiloxBlock words =
      state.luck.draw_once(tie_purpose, static_cast<std::uint32_t>(organisation), which);
  const double missing = ties_made - which;  // below 1: the tie is made with this chance
  auto other = static_cast<std::size_t>(unit_interval(words[0]) * static_cast<double>(count - 1));
  if (other >= organisation) ++other;
  if (unit_interval(words[1]) >= missing) other = organisation;
  return {index_of(organisation), index_of(other)};
}

void draw_ties(std::size_t count, State& state) {
  std::vector<Tie> ties;
  const double ties_made = state.effective.get<OrganisationsParams>().ties.value() / 2.0;
  for (std::size_t organisation = 0; organisation < count && count > 1; ++organisation) {
    for (std::uint32_t which = 0; which < ties_made; ++which) {
      const Tie tie = draw_tie(organisation, which, count, state);
      if (tie.first == tie.second) continue;
      ties.push_back(tie);
      ties.emplace_back(tie.second, tie.first);
    }
  }
  std::sort(ties.begin(), ties.end());
  ties.erase(std::unique(ties.begin(), ties.end()), ties.end());
  Organisations& organisations = state.organisations;
  organisations.ties_begin.assign(count + 1, 0);
  for (const Tie& tie : ties) {  // sorted by organisation, then by the other
    ++organisations.ties_begin[at(tie.first) + 1];
    organisations.ties.push_back(tie.second);
  }
  for (std::size_t organisation = 0; organisation < count; ++organisation)
    organisations.ties_begin[organisation + 1] += organisations.ties_begin[organisation];
}

}  // namespace

void draw_organisations(const World& world, State& state) {
  const std::size_t count = at(world.organisations);
  draw_shares(count, state);
  draw_homes(count, state);
  draw_ties(count, state);
  state.organisations.last_place.assign(count, none);
  state.organisations.outside_value.assign(count, 0.0F);
  state.organisations.activity.assign(count, 1.0);
  state.organisations.left.assign(count, 0.0);
  state.organisations.wakes.assign(count, never);
}

}  // namespace waterbed
