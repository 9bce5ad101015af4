// SPDX-License-Identifier: Apache-2.0
#include "sim/jobs/sweep_values.hpp"

#include <algorithm>
#include <utility>

#include "config/csv.hpp"
#include "config/number.hpp"
#include "config/source_file.hpp"

namespace waterbed {
namespace {

constexpr std::int64_t most_replicates = 1'000'000;

class ValueReader {
 public:
  ValueReader(const CsvTable& table, std::uint64_t points, SweepValues& values)
      : table_(table), points_(points), values_(values) {}

  void read() {
    find_columns();
    if (!point_) return refuse(table_.header.front().at, "the table needs a column named point");
    if (values_.outputs.empty()) return refuse(table_.header.front().at, "the table has no outputs");
    for (const std::vector<CsvCell>& row : table_.rows) read_row(row);
    make_whole();
  }

 private:
  void refuse(Position at, std::string text) { values_.mistakes.add(mistake_at(at, std::move(text))); }

  void find_columns() {
    for (std::size_t column = 0; column < table_.header.size(); ++column) {
      const std::string& name = table_.header[column].text;
      if (name == "point") {
        point_ = column;
      } else if (name == "replicate") {
        replicate_ = column;
      } else {
        output_of_.emplace_back(column, values_.outputs.size());
        values_.outputs.push_back({name, std::vector<std::vector<std::optional<double>>>(points_)});
      }
    }
  }

  std::optional<std::size_t> number_in(const CsvCell& cell, const char* what, std::int64_t end) {
    const std::optional<std::int64_t> number = read_whole(cell.text);
    if (number && *number >= 0 && *number < end) return static_cast<std::size_t>(*number);
    refuse(cell.at, std::string(what) + " = " + cell.text + " is not a whole number from 0 to " +
                        std::to_string(end - 1));
    return std::nullopt;
  }

  void read_row(const std::vector<CsvCell>& row) {
    const auto point = number_in(row[*point_], "point", static_cast<std::int64_t>(points_));
    const auto replicate =
        replicate_ ? number_in(row[*replicate_], "replicate", most_replicates) : std::size_t{0};
    if (!point || !replicate) return;
    most_ = std::max(most_, *replicate + 1);
    for (const auto& [column, output] : output_of_) {
      std::vector<std::optional<double>>& of_point = values_.outputs[output].values[*point];
      if (of_point.size() <= *replicate) of_point.resize(*replicate + 1);
      if (row[column].text.empty()) continue;
      const std::optional<double> value = read_number(row[column].text);
      if (!value) refuse(row[column].at, row[column].text + " is not a number");
      if (of_point[*replicate]) refuse(row[column].at, "this run has a value already");
      of_point[*replicate] = value;
    }
  }

  // Every point has as many replicates.
  void make_whole() {
    for (SweepOutput& output : values_.outputs)
      for (std::vector<std::optional<double>>& of_point : output.values) of_point.resize(most_);
  }

  const CsvTable& table_;
  std::uint64_t points_;
  SweepValues& values_;
  std::optional<std::size_t> point_;
  std::optional<std::size_t> replicate_;
  std::vector<std::pair<std::size_t, std::size_t>> output_of_;  // column and output
  std::size_t most_ = 1;                                        // replicates
};

}  // namespace

SweepValues read_values(const std::filesystem::path& path, std::uint64_t points) {
  SweepValues values;
  SourceFiles files;
  TableRoom room{10'000'000, 100'000'000};
  try {
    const SourceFileRecord* file =
        files.read(path, path.filename().string(), table_limit_bytes, values.mistakes);
    if (file == nullptr) return values;
    const auto table = read_csv(file->name, file->text, room, values.mistakes);
    if (table) ValueReader(*table, points, values).read();
  } catch (const TooManyMistakes&) {  // those so far are told
  }
  return values;
}

std::vector<std::optional<double>> means_by_point(const SweepOutput& output) {
  std::vector<std::optional<double>> means;
  for (const std::vector<std::optional<double>>& of_point : output.values) {
    double sum = 0;
    bool is_whole = !of_point.empty();
    for (const std::optional<double>& value : of_point) {
      is_whole = is_whole && value.has_value();
      sum += value.value_or(0.0);
    }
    means.push_back(is_whole ? std::optional(sum / static_cast<double>(of_point.size())) : std::nullopt);
  }
  return means;
}

}  // namespace waterbed
