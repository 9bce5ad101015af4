// SPDX-License-Identifier: Apache-2.0
#include "sim/smuggling/contest.hpp"

#include <algorithm>
#include <array>

namespace waterbed {
namespace {

// The routes of a nest that one call bounds.
class Block {
 public:
  Block(const RoutesOnOffer& offers, const Bounding& bounding, const NestQuery& query)
      : offers_(offers), bounding_(bounding), query_(query) {}

  void search(std::size_t begin, std::size_t end, Contender& best) {
    const BoundTable& table = bounding_.table;
    const BoundQuery bound_query = bound_query_of(query_, table);
    const Leaders leaders = bounding_.loops.bound_keys(
        table.routes(begin, end, bounding_.base, offers_.survival.plain, offers_.survival.hired), bound_query,
        bounds_.data());
    WATERBED_CHECK(!leaders.has_no_number);
    const float margin = table.margin(bound_query.inverse_kilograms, bound_query.shift);
    const auto needed = [&] { return needed_bound(leaders.first, margin, best.at_least()); };
    if (leaders.first < needed()) return;
    const std::size_t first = position_of(leaders.first);
    challenge(begin + first, best);
    const float still_needed = needed();
    if (leaders.second < still_needed) return;
    for (std::size_t offset = 0; offset < end - begin; ++offset)
      if (bounds_[offset] >= still_needed && offset != first) challenge(begin + offset, best);
  }

  [[nodiscard]] std::size_t looked_at() const { return looked_at_; }

 private:
  void challenge(std::size_t route, Contender& best) {
    ++looked_at_;
    const Contender next =
        contender_of(route, offers_.survival.of(route), offers_, query_, offers_.terms.pull[route]);
    if (next.is_better_than(best)) best = next;
  }

  const RoutesOnOffer& offers_;
  const Bounding& bounding_;
  const NestQuery& query_;
  std::size_t looked_at_ = 0;
  alignas(64) std::array<float, most_bounds + bound_padding> bounds_;
};

}  // namespace

void choose_by_all_keys(const RoutesOnOffer& offers, const std::vector<float>& pull, const NestQuery& query,
                        Contender& best) {
  for (std::size_t route = query.begin; route < query.end; ++route) {
    if (pull[route] == -std::numeric_limits<float>::infinity()) continue;
    const Contender next = contender_of(route, offers.survival.of(route), offers, query, pull[route]);
    const double key = next.key();
    const double best_key = best.key();
    if (key > best_key || (key == best_key && next.hash() < best.hash())) best = next;
  }
}

std::size_t choose_by_bounds(const RoutesOnOffer& offers, const Bounding& bounding, const NestQuery& query,
                             Contender& best) {
  Block block(offers, bounding, query);
  for (std::size_t begin = query.begin; begin < query.end; begin += most_bounds)
    block.search(begin, std::min(begin + most_bounds, query.end), best);
  return block.looked_at();
}

}  // namespace waterbed
