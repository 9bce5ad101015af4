// SPDX-License-Identifier: Apache-2.0
#include "output/seizure_table.hpp"

#include <string>
#include <utility>

#include "output/flows.hpp"
#include "sim/base/units.hpp"

namespace waterbed {
namespace {

// What was recorded at a place in all replicates together. Sums are exact below 2^53.
struct Record {
  double lots = 0;
  double kilograms = 0;
  double first_published_lots = 0;

  void add(const Record& other) {
    lots += other.lots;
    kilograms += other.kilograms;
    first_published_lots += other.first_published_lots;
  }
};

// One series of one run by lane, summed over periods.
std::vector<double> by_lane(const ResultReader& reader, std::string_view series, RunId run) {
  const std::size_t lanes = reader.layout().lanes.size();
  const std::vector<std::int64_t> cells = whole_cells(reader, series, run, {Axis::period, Axis::lane});
  std::vector<double> sums(lanes, 0.0);
  for (std::size_t cell = 0; cell < cells.size(); ++cell)
    sums[cell % lanes] += static_cast<double>(cells[cell]);  // lanes are the last axis
  return sums;
}

std::vector<Record> records_by_lane(const ResultReader& reader, RunId run) {
  const std::vector<double> lots = by_lane(reader, "recorded_lots", run);
  const std::vector<double> grams = by_lane(reader, "recorded_g", run);
  const std::vector<double> first =
      has_series(reader, "first_published_lots") ? by_lane(reader, "first_published_lots", run) : lots;
  std::vector<Record> records;
  for (std::size_t lane = 0; lane < lots.size(); ++lane)
    records.push_back({lots[lane], grams[lane] / grams_per_kilogram, first[lane]});
  return records;
}

std::size_t place_of(const ResultLayout& layout, const LaneLabel& lane) {
  std::size_t place = 0;
  while (place < layout.places.size() && layout.places[place].name != lane.place) ++place;
  return place;
}

std::vector<Cell> first_published_cells(const Record& record, double replicates) {
  return {number_cell(record.first_published_lots / replicates, 1),
          number_cell(100.0 * record.first_published_lots / record.lots, 1)};
}

void add_first_published_columns(Table& table) {
  table.columns.push_back({"first published", "first_published_lots", Align::right});
  table.columns.push_back({"% of all", "first_published_percent", Align::right});
}

std::vector<Cell> row(const PlaceLabel& place, const Record& record, double replicates, bool is_revised) {
  std::vector<Cell> cells{Cell{place.name}, Cell{place.title}, number_cell(record.lots / replicates, 1),
                          number_cell(record.kilograms / record.lots, 1)};
  if (!is_revised) return cells;
  for (Cell& cell : first_published_cells(record, replicates)) cells.push_back(std::move(cell));
  return cells;
}

// What was recorded in one arm.
struct Records {
  std::vector<Record> by_place;
  Record total;
  double replicates = 0;

  [[nodiscard]] bool is_revised() const { return total.first_published_lots != total.lots; }
};

Records records_of(const ResultReader& reader, std::size_t arm) {
  const ResultLayout& layout = reader.layout();
  Records all{std::vector<Record>(layout.places.size()), {}, 0};
  for (std::size_t replicate = 0; replicate < static_cast<std::size_t>(layout.replicates); ++replicate) {
    if (reader.state({arm, replicate}) != StoredState::done || layout.periods.empty()) continue;
    ++all.replicates;
    const std::vector<Record> by_lane = records_by_lane(reader, {arm, replicate});
    for (std::size_t lane = 0; lane < by_lane.size(); ++lane) {
      const std::size_t place = place_of(layout, layout.lanes[lane]);
      if (place < all.by_place.size()) all.by_place[place].add(by_lane[lane]);
      all.total.add(by_lane[lane]);
    }
  }
  return all;
}

}  // namespace

Table seizure_table(const ResultReader& reader) {
  Table table{"seizures", "", {}, {}};
  if (!has_series(reader, "recorded_lots") || !has_series(reader, "recorded_g")) return table;
  const ResultLayout& layout = reader.layout();
  const Records records = records_of(reader, 0);
  const bool is_revised = records.is_revised();
  table.title =
      "Seizures on record at entry or behind it, arm " + layout.arms.front() + ", mean over replicates";
  table.columns = {{"place", "place"},
                   {"name", "name"},
                   {"lots", "recorded_lots", Align::right},
                   {"kg per lot", "mean_recorded_lot_kg", Align::right}};
  if (is_revised) add_first_published_columns(table);
  const auto add = [&](const PlaceLabel& place, const Record& record) {
    if (record.lots > 0) table.rows.push_back(row(place, record, records.replicates, is_revised));
  };
  for (std::size_t place = 0; place < layout.places.size(); ++place)
    add(layout.places[place], records.by_place[place]);
  add({"total", "", "", 0, 0}, records.total);
  return table;
}

Table first_published_table(const ResultReader& reader) {
  Table table{"first_published",
              "Seizures on record in all places, mean over replicates",
              {{"arm", "arm"}, {"lots", "recorded_lots", Align::right}},
              {}};
  add_first_published_columns(table);
  if (!has_series(reader, "recorded_lots") || !has_series(reader, "recorded_g")) return table;
  bool is_told = false;
  for (std::size_t arm = 0; arm < reader.layout().arms.size(); ++arm) {
    const Records records = records_of(reader, arm);
    if (records.total.lots == 0) continue;
    is_told = is_told || (arm > 0 && records.is_revised());
    std::vector<Cell> cells{Cell{reader.layout().arms[arm]},
                            number_cell(records.total.lots / records.replicates, 1)};
    for (Cell& cell : first_published_cells(records.total, records.replicates))
      cells.push_back(std::move(cell));
    table.rows.push_back(std::move(cells));
  }
  if (!is_told) table.rows.clear();
  return table;
}

}  // namespace waterbed
