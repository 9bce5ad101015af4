// SPDX-License-Identifier: Apache-2.0
#include "config/measures.hpp"

#include <algorithm>
#include <limits>
#include <set>
#include <utility>

#include "config/date.hpp"
#include "config/entry_name.hpp"
#include "config/given.hpp"
#include "config/number.hpp"
#include "config/written_number.hpp"

namespace waterbed {

namespace {

constexpr Range ramp_range{0, 5000};  // weeks
constexpr Range any_number{std::numeric_limits<double>::lowest(), std::numeric_limits<double>::max()};

std::string_view word_of(Operation operation) {
  switch (operation) {
    case Operation::set:
      return "set";
    case Operation::add:
      return "add";
    case Operation::multiply:
      return "multiply";
  }
  return "set";
}

// What is slow where names are many; counted down over all measures.
struct Patience {
  std::size_t advice = 20;
  std::size_t comparisons = 50'000'000;  // of paths with * with numbers
};

// Reads one measure.
class MeasureReader {
 public:
  MeasureReader(const NodeEntry& entry, const MeasuresTask& task, Patience& patience,
                std::vector<ParameterRecord>& records, Reading& reading)
      : entry_(entry),
        path_(std::string(block_of(task.kind)) + "." + entry.key),
        index_(task.index),
        changes_left_(task.changes_left),
        patience_(patience),
        records_(records),
        reading_(reading) {
    result_.measure.kind = task.kind;
  }

  // Nothing after a mistake that leaves no measure.
  [[nodiscard]] std::optional<ReadMeasure> read() {
    const Node& map = entry_.value;
    if (map.kind != Node::Kind::map) {
      reading_.refuse(map.at, path_ + " must be a map, this is " + shown(map));
      return std::nullopt;
    }
    if (map.is_implied) {
      reading_.refuse(entry_.at, path_ + ": --set gives single keys of " +
                                     std::string(block_of(result_.measure.kind)) + " that exist");
      return std::nullopt;
    }
    result_.measure.name = entry_.key;
    sources_ = read_remarks(map, path_, {}, reading_.mistakes);
    refuse_other_keys(map, path_, {"from", "until", "ramp_weeks", "change"}, reading_.mistakes);
    read_dates(map);
    read_ramp(map);
    const Node* changes = find(map, "change");
    if (changes == nullptr || changes->kind != Node::Kind::map || has_only_remarks(*changes))
      refuse_idle(changes);
    else
      read_changes(*changes);
    if (!has_start_) forget_changes();
    return std::move(result_);
  }

 private:
  void refuse_idle(const Node* changes) {
    const RemovedAt* removed = reading_.removals.within(path_ + ".change");
    const Position written = changes == nullptr ? entry_.at : changes->at;
    reading_.refuse(removed == nullptr ? written : removed->at,
                    path_ + " changes nothing: write change: {path: {set: number}}");
  }

  // Without a start nothing can be said about the weeks of the changes.
  void forget_changes() {
    result_.measure.changes.clear();
    result_.change_at.clear();
    result_.numbers.clear();
  }

  void read_dates(const Node& map) {
    Measure& measure = result_.measure;
    const Node* from = find(map, "from");
    if (from == nullptr) {
      const RemovedAt* removed = reading_.removals.of(path_ + ".from");
      return reading_.refuse(removed == nullptr ? entry_.at : removed->at,
                             path_ + ".from must be given: date of the first week in force");
    }
    const auto first = read_week_at(*from, path_ + ".from", reading_.mistakes);
    if (!first) return;
    measure.from = *first;
    has_start_ = true;
    record("from", date_of(*first), *from);
    const Node* until = find(map, "until");
    if (until == nullptr) return;
    measure.until = read_week_at(*until, path_ + ".until", reading_.mistakes);
    if (!measure.until) return;
    record("until", date_of(*measure.until), *until);
    if (*measure.until <= measure.from)
      reading_.refuse(until->at, path_ + ".until = " + shown(*until) + " is not in a week after from");
  }

  void read_ramp(const Node& map) {
    const Node* ramp = find(map, "ramp_weeks");
    if (ramp == nullptr) return;
    const NumberRule rule{path_ + ".ramp_weeks", ramp_range, "weeks until full strength", true};
    const auto number = read_written_number(*ramp, rule, reading_.mistakes);
    if (!number) return;
    result_.measure.ramp_weeks = static_cast<int>(number->value);
    record("ramp_weeks", number->text, *ramp);
  }

  void read_changes(const Node& changes) {
    change_sources_ = read_remarks(changes, path_ + ".change", {}, reading_.mistakes);
    for (const NodeEntry& change : changes.entries) {
      if (is_remark(change.key)) continue;
      if (!has_time_for(change)) return;
      const std::vector<std::size_t> numbers = index_.matches(change.key);
      if (numbers.empty())
        refuse_path(change);
      else
        read_change(change, numbers);
    }
  }

  // Told once; the paths behind it are not looked at.
  bool has_time_for(const NodeEntry& change) {
    if (change.key.find('*') == std::string::npos) return true;
    if (patience_.comparisons == 0) return false;
    patience_.comparisons -= std::min(patience_.comparisons, index_.numbers().size());
    if (patience_.comparisons == 0)
      reading_.refuse(change.at, path_ + ".change." + change.key +
                                     ": so many paths with * cannot be compared with so many numbers");
    return patience_.comparisons > 0;
  }

  void refuse_path(const NodeEntry& change) {
    const std::string_view path = change.key;
    if (reading_.broken_blocks.contains(block_of(path))) return;
    const std::string subject = path_ + ".change." + change.key;
    if (reading_.removals.blame(path.substr(0, path.rfind('.')), change.at, subject)) return;
    const std::string why = patience_.advice > 0 ? index_.why_no_match(path) : "";
    patience_.advice -= why.empty() ? 0 : 1;
    reading_.refuse(change.at, subject + " matches nothing" + why);
  }

  void read_change(const NodeEntry& change, const std::vector<std::size_t>& numbers) {
    const auto operation = operation_of(change);
    if (!operation) return;
    const bool is_fixed = std::any_of(numbers.begin(), numbers.end(), [&](std::size_t number) {
      return index_.numbers()[number].change == Change::at_start_only;
    });
    if (is_fixed)
      return reading_.refuse(change.at,
                             path_ + ".change." + change.key +
                                 " cannot be changed by a measure: it is part of how the world is built");
    if (numbers.size() > changes_left_)
      return reading_.refuse(change.at, path_ + ".change." + change.key +
                                            ": all measures together change more than " +
                                            std::to_string(most_changes) + " numbers");
    changes_left_ -= numbers.size();
    const bool is_set = *operation == Operation::set;
    for (const std::size_t number : numbers) {
      const IndexedNumber& target = index_.numbers()[number];
      const NumberRule rule{path_ + ".change." + change.key, is_set ? target.range : any_number,
                            is_set ? std::string_view(target.doc) : std::string_view{}};
      const auto amount = read_number_map(change.value, word_of(*operation), rule, reading_.mistakes);
      if (!amount) return;
      add_change(change, number, *operation, *amount);
    }
  }

  // Exactly one of set, add and multiply.
  std::optional<Operation> operation_of(const NodeEntry& change) {
    const std::string path = path_ + ".change." + change.key;
    std::vector<Operation> found;
    for (const Operation operation : {Operation::set, Operation::add, Operation::multiply})
      if (change.value.kind == Node::Kind::map && find(change.value, word_of(operation)) != nullptr)
        found.push_back(operation);
    if (found.size() == 1) {
      refuse_other_keys(change.value, path, {"set", "add", "multiply", "low", "high"}, reading_.mistakes);
      return found.front();
    }
    reading_.refuse(change.value.at, path + " must be one of {set: x}, {add: x} and {multiply: x}");
    return std::nullopt;
  }

  void add_change(const NodeEntry& change, std::size_t number, Operation operation,
                  const WrittenNumber& amount) {
    const IndexedNumber& target = index_.numbers()[number];
    if (!changed_.insert(number).second)
      return reading_.refuse(change.at, path_ + " changes " + target.path + " twice");
    result_.numbers.push_back(number);
    result_.change_at.push_back(change.at);
    result_.measure.changes.push_back({target.path, operation, amount.value});
    const std::string unit = operation == Operation::multiply ? "1" : target.unit;
    std::string source = amount.source;
    if (source.empty()) source = change_sources_.in(change.at.file);
    if (source.empty()) source = sources_.in(change.at.file);
    records_.push_back({path_ + "." + target.path, std::string(word_of(operation)) + " " + amount.text, unit,
                        amount.low, amount.high, std::move(source), origin_of(change.at)});
  }

  void record(std::string_view key, std::string value, const Node& node) {
    const std::string unit = key == "ramp_weeks" ? "week" : "";
    records_.push_back({path_ + "." + std::string(key),
                        std::move(value),
                        unit,
                        {},
                        {},
                        sources_.in(node.at.file),
                        origin_of(node.at),
                        key == "ramp_weeks"});
  }

  const NodeEntry& entry_;
  std::string path_;
  const NumberIndex& index_;
  std::size_t& changes_left_;
  Patience& patience_;
  std::vector<ParameterRecord>& records_;
  Reading& reading_;
  Sources sources_;
  Sources change_sources_;
  bool has_start_ = false;
  std::set<std::size_t> changed_;  // numbers
  ReadMeasure result_;
};

}  // namespace

std::string_view block_of(MeasureKind kind) {
  return kind == MeasureKind::shock ? "shocks" : "measures";
}

std::vector<ReadMeasure> read_measures(const MeasuresTask& task, std::vector<ParameterRecord>& records,
                                       Reading& reading) {
  const std::string block(block_of(task.kind));
  std::vector<ReadMeasure> result;
  if (task.measures.kind != Node::Kind::map) {
    reading.refuse(task.measures.at, block + " must be a map, this is " + shown(task.measures));
    return result;
  }
  static_cast<void>(read_remarks(task.measures, block, {}, reading.mistakes));
  Patience patience;
  for (const NodeEntry& entry : task.measures.entries) {
    if (is_remark(entry.key)) continue;
    const std::string problem = problem_of_name(entry.key, {});
    if (!problem.empty()) reading.refuse(entry.at, block + "." + entry.key + ": " + problem);
    auto measure = MeasureReader(entry, task, patience, records, reading).read();
    if (measure) result.push_back(*std::move(measure));
  }
  return result;
}

std::optional<Week> read_week_at(const Node& node, const std::string& path, Mistakes& mistakes) {
  const auto week = node.kind == Node::Kind::scalar ? read_week(node.text) : std::nullopt;
  if (!week)
    mistakes.add(mistake_at(node.at, path + " = " + shown(node) +
                                         " is not a date of 1900 to 2999: write 2022-01-31 or 2022-W05"));
  return week;
}

}  // namespace waterbed
