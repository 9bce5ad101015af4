// SPDX-License-Identifier: Apache-2.0
#include "config/suggest.hpp"

#include <algorithm>

namespace waterbed {

namespace {

char lower(char letter) {
  return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

std::size_t cut_off(std::string_view left, std::string_view right) {
  return std::max<std::size_t>(1, std::max(left.size(), right.size()) / 3);
}

std::size_t difference(std::size_t left, std::size_t right) {
  return left > right ? left - right : right - left;
}

}  // namespace

std::size_t edit_distance(std::string_view left, std::string_view right, std::size_t most) {
  std::vector<std::size_t> before_last(right.size() + 1);
  std::vector<std::size_t> last(right.size() + 1);
  std::vector<std::size_t> row(right.size() + 1);
  for (std::size_t j = 0; j <= right.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= left.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= right.size(); ++j) {
      const bool is_equal = lower(left[i - 1]) == lower(right[j - 1]);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (is_equal ? 0U : 1U)});
      const bool is_swap = i > 1 && j > 1 && lower(left[i - 1]) == lower(right[j - 2]) &&
                           lower(left[i - 2]) == lower(right[j - 1]);
      if (is_swap) row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
    // No way from this row on is shorter than its shortest, or than the last row's by a swap.
    const std::size_t shortest =
        std::min(*std::min_element(row.begin(), row.end()), *std::min_element(last.begin(), last.end()));
    if (shortest > most) return shortest;
    before_last.swap(last);
    last.swap(row);
  }
  return last[right.size()];
}

std::string_view nearest(std::string_view written, const std::vector<std::string>& candidates) {
  // Very long texts are no typing mistakes, and their distance would be slow to find.
  constexpr std::size_t longest = 200;
  std::string_view best;
  if (written.size() > longest) return best;
  std::size_t best_distance = longest;
  for (const std::string& candidate : candidates) {
    const std::size_t allowed = cut_off(written, candidate);
    if (candidate.size() > longest || difference(candidate.size(), written.size()) > allowed) continue;
    const std::size_t distance = edit_distance(written, candidate, std::min(allowed, best_distance));
    if (distance > allowed || distance >= best_distance) continue;
    best = candidate;
    best_distance = distance;
  }
  return best;
}

std::string advice(std::string_view written, const std::vector<std::string>& candidates) {
  constexpr std::size_t few = 12;
  const std::string_view guess = nearest(written, candidates);
  if (!guess.empty()) return ": did you mean " + std::string(guess) + "?";
  if (candidates.empty()) return ": there are none";
  if (candidates.size() > few) return "";
  std::string list = ": known are";
  for (std::size_t index = 0; index < candidates.size(); ++index)
    list.append(index == 0 ? " " : ", ").append(candidates[index]);
  return list;
}

}  // namespace waterbed
