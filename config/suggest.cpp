// SPDX-License-Identifier: Apache-2.0
#include "config/suggest.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>

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

// Which letters a text has: a bit for each of 64 classes.
std::uint64_t letters_in(std::string_view text) {
  std::uint64_t letters = 0;
  for (const char letter : text)
    letters |= std::uint64_t{1} << (static_cast<unsigned char>(lower(letter)) & 63U);
  return letters;
}

// No distance is shorter: a letter that the other text does not have at all needs a change of its own.
std::size_t least_distance(std::uint64_t left, std::uint64_t right) {
  return static_cast<std::size_t>(std::max(std::popcount(left & ~right), std::popcount(right & ~left)));
}

}  // namespace

std::size_t edit_distance(std::string_view left, std::string_view right, std::size_t most) {
  std::vector<std::size_t> before_last(right.size() + 1);
  std::vector<std::size_t> last(right.size() + 1);
  std::vector<std::size_t> row(right.size() + 1);
  for (std::size_t j = 0; j <= right.size(); ++j) last[j] = j;
  std::size_t shortest_of_last = 0;
  for (std::size_t i = 1; i <= left.size(); ++i) {
    row[0] = i;
    std::size_t shortest = i;
    for (std::size_t j = 1; j <= right.size(); ++j) {
      const bool is_equal = lower(left[i - 1]) == lower(right[j - 1]);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (is_equal ? 0U : 1U)});
      const bool is_swap = i > 1 && j > 1 && lower(left[i - 1]) == lower(right[j - 2]) &&
                           lower(left[i - 2]) == lower(right[j - 1]);
      if (is_swap) row[j] = std::min(row[j], before_last[j - 2] + 1);
      shortest = std::min(shortest, row[j]);
    }
    // No way from this row on is shorter than its shortest, or than the last row's by a swap.
    if (std::min(shortest, shortest_of_last) > most) return std::min(shortest, shortest_of_last);
    shortest_of_last = shortest;
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
  const std::uint64_t letters = letters_in(written);
  for (const std::string& candidate : candidates) {
    const std::size_t allowed = cut_off(written, candidate);
    if (candidate.size() > longest || difference(candidate.size(), written.size()) > allowed) continue;
    const std::size_t least = least_distance(letters, letters_in(candidate));
    if (least > allowed || least >= best_distance) continue;
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
