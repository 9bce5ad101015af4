// SPDX-License-Identifier: Apache-2.0
#include "output/moves_table.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace waterbed {
namespace {

constexpr std::size_t most_rows = 12;
constexpr double smallest_tonnes = 0.005;  // a year: less is printed as 0

struct Move {
  std::size_t from;
  std::size_t to;
  double tonnes;
  double back;
};

// The larger direction of each two lanes, the largest net move first.
std::vector<Move> largest_moves(const std::vector<double>& matrix, std::size_t length) {
  std::vector<Move> moves;
  for (std::size_t from = 0; from < length; ++from)
    for (std::size_t to = 0; to < length; ++to) {
      const double there = matrix[from * length + to];
      const double back = matrix[to * length + from];
      const bool is_larger = there > back || (there == back && from < to);
      if (from != to && is_larger && there >= smallest_tonnes) moves.push_back({from, to, there, back});
    }
  std::stable_sort(moves.begin(), moves.end(), [](const Move& left, const Move& right) {
    return left.tonnes - left.back > right.tonnes - right.back;
  });
  if (moves.size() > most_rows) moves.resize(most_rows);
  return moves;
}

std::string name_of(const ResultLayout& layout, std::size_t position) {
  if (position < layout.lanes.size()) return layout.lanes[position].name;
  return position == layout.lanes.size() ? "not shipped" : "none";
}

}  // namespace

Table moves_table(PairAccounts& accounts) {
  Table table{"moves",
              "Largest net moves between lanes",
              {{"in A", "from", Align::left, Overflow::wrap},
               {"in B", "to", Align::left, Overflow::wrap},
               {"t/year", "t_per_year", Align::right},
               {"back", "back_t_per_year", Align::right},
               {"net", "net_t_per_year", Align::right}},
              {}};
  const std::optional<PeriodLabel> years = accounts.time_of_matrix();
  if (!years) table.note = "No calendar year lies wholly in the time compared.";
  if (!years || accounts.replicates().empty()) return table;
  table.title += fmt::format(", calendar years from {} until {}", date_text(years->start_day),
                             date_text(end_day(*years)));
  table.note =
      "Planned consignments by their lane in either arm; not shipped: planned only; none: not planned, or "
      "smaller.";
  const ResultLayout& layout = accounts.layout();
  for (const Move& move : largest_moves(accounts.matrix(), layout.length(Axis::lane_in_a)))
    table.rows.push_back({Cell{name_of(layout, move.from)}, Cell{name_of(layout, move.to)},
                          number_cell(move.tonnes, 2), number_cell(move.back, 2),
                          number_cell(move.tonnes - move.back, 2)});
  return table;
}

}  // namespace waterbed
