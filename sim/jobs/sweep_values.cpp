// SPDX-License-Identifier: Apache-2.0
#include "sim/jobs/sweep_values.hpp"

#include <cmath>
#include <utility>

#include "config/csv.hpp"
#include "config/given.hpp"
#include "config/number.hpp"
#include "config/source_file.hpp"
#include "sim/stats/interval.hpp"

namespace waterbed {
namespace {

// Squares of larger ones could not be added up.
constexpr double largest_value = 1e150;

class ValueReader {
 public:
  ValueReader(const CsvTable& table, const SweepSize& size, SweepValues& values)
      : table_(table), size_(size), values_(values) {}

  void read() {
    find_columns();
    if (!point_) return refuse(table_.header.front().at, "the table needs a column named point");
    if (values_.outputs.empty()) return refuse(table_.header.front().at, "the table has no outputs");
    if (table_.rows.empty()) return refuse(table_.header.front().at, "the table has no rows");
    const std::size_t replicates = replicate_ ? static_cast<std::size_t>(size_.replicates) : 1;
    for (SweepOutput& output : values_.outputs)
      output.values.assign(size_.points, std::vector<std::optional<double>>(replicates));
    for (const std::vector<CsvCell>& row : table_.rows) read_row(row);
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
      } else if (!is_remark(name)) {
        output_of_.emplace_back(column, values_.outputs.size());
        values_.outputs.push_back({name, {}});
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
    const auto point = number_in(row[*point_], "point", static_cast<std::int64_t>(size_.points));
    const auto replicate =
        replicate_ ? number_in(row[*replicate_], "replicate", size_.replicates) : std::size_t{0};
    if (!point || !replicate) return;
    for (const auto& [column, output] : output_of_) {
      std::vector<std::optional<double>>& of_point = values_.outputs[output].values[*point];
      if (row[column].text.empty()) continue;
      const std::optional<double> value = read_number(row[column].text);
      if (!value || !(*value >= -largest_value && *value <= largest_value))
        refuse(row[column].at, row[column].text + " is not a number up to 1e150");
      if (of_point[*replicate]) refuse(row[column].at, "this run has a value already");
      of_point[*replicate] = value;
    }
  }

  const CsvTable& table_;
  SweepSize size_;
  SweepValues& values_;
  std::optional<std::size_t> point_;
  std::optional<std::size_t> replicate_;
  std::vector<std::pair<std::size_t, std::size_t>> output_of_;  // column and output
};

}  // namespace

SweepValues read_values(const std::filesystem::path& path, const SweepSize& size) {
  SweepValues values;
  SourceFiles files;
  TableRoom room{10'000'000, 100'000'000};
  try {
    const SourceFileRecord* file =
        files.read(path, path.filename().string(), table_limit_bytes, values.mistakes);
    if (file == nullptr) return values;
    const auto table = read_csv(file->name, file->text, room, values.mistakes);
    if (table) ValueReader(*table, size, values).read();
  } catch (const TooManyMistakes&) {  // those so far are told
  }
  return values;
}

namespace {

// Nothing if one is missing.
std::optional<std::vector<double>> all_of(const std::vector<std::optional<double>>& values) {
  std::vector<double> all;
  for (const std::optional<double>& value : values) {
    if (!value) return std::nullopt;
    all.push_back(*value);
  }
  return all;
}

}  // namespace

bool may_be_zero(std::span<const double> whole) {
  constexpr std::size_t fewest = 4;  // below, no interval of a share is told either
  const stats::Estimate estimate = stats::mean_interval(whole);
  const double margin = whole.size() < fewest ? 0.0 : *estimate.half_width;
  return std::abs(estimate.mean) <= margin;
}

std::vector<std::optional<double>> means_by_point(const SweepOutput& output) {
  std::vector<std::optional<double>> means;
  for (std::size_t point = 0; point < output.values.size(); ++point) {
    std::optional<double>& mean = means.emplace_back();
    const auto values = all_of(output.values[point]);
    if (!values || values->empty()) continue;
    mean = stats::mean_of(*values);
    if (output.wholes.empty()) continue;
    const auto wholes = all_of(output.wholes[point]);
    if (!wholes || may_be_zero(*wholes))
      mean.reset();
    else
      *mean /= stats::mean_of(*wholes);
  }
  return means;
}

}  // namespace waterbed
