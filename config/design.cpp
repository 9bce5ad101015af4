// SPDX-License-Identifier: Apache-2.0
#include "config/design.hpp"

#include <algorithm>
#include <utility>

#include "config/csv.hpp"
#include "config/given.hpp"
#include "config/number.hpp"
#include "config/reading.hpp"
#include "config/suggest.hpp"
#include "config/written_number.hpp"
#include "config/yaml_tree.hpp"

namespace waterbed {
namespace {

class DesignReader {
 public:
  DesignReader(Reading& reading, Design& design) : reading_(reading), design_(design) {}

  void read(const Node& top) {
    if (top.kind != Node::Kind::map)
      return refuse(top.at, "a design is a map of keys, this is " + shown(top));
    check_version(top);
    read_kind(top);
    refuse_other_keys_of_design(top);
    read_texts(top);
    read_sizes(top);
    read_options(top);
    read_factors(top, "levers", FactorRole::lever);
    read_factors(top, "uncertainties", FactorRole::uncertainty);
    if (design_.kind == DesignKind::list) read_table(top);
    if (design_.factors.empty() && reading_.mistakes.empty())
      refuse(top.at, "a design needs factors, under levers or uncertainties");
    refuse_too_many_points(top);
  }

 private:
  void refuse(Position at, std::string text) { reading_.refuse(at, std::move(text)); }

  void check_version(const Node& top) {
    if (top.entries.empty() || top.entries.front().key != "waterbed_design")
      return refuse(top.at,
                    "the first key must be waterbed_design: 1, the version of the language of designs");
    const Node& version = top.entries.front().value;
    if (version.text != "1")
      refuse(version.at,
             "waterbed_design = " + shown(version) + " is not a version this program reads: write 1");
  }

  void read_kind(const Node& top) {
    const Node* kind = find(top, "design");
    if (kind == nullptr) return refuse(top.at, "design must be given: " + all_kinds());
    const std::optional<DesignKind> found = design_kind_named(kind->text);
    if (kind->kind != Node::Kind::scalar || !found)
      return refuse(kind->at, "design = " + shown(*kind) + " is not one of " + all_kinds());
    design_.kind = *found;
  }

  static std::string all_kinds() {
    std::string names;
    for (const DesignKind kind : all_design_kinds)
      names.append(names.empty() ? "" : ", ").append(name_of(kind));
    return names;
  }

  void refuse_other_keys_of_design(const Node& top) {
    std::vector<std::string> known{
        "waterbed_design", "title", "question",  "scenario", "design", "seed",         "arms",
        "replicates",      "weeks", "runs_seed", "set",      "levers", "uncertainties"};
    if (const std::string_view key = size_key(design_.kind); !key.empty()) known.emplace_back(key);
    if (design_.kind == DesignKind::morris) known.emplace_back("levels");
    if (design_.kind == DesignKind::list) known.emplace_back("table");
    static_cast<void>(refuse_other_keys(top, "", known, reading_.mistakes));
  }

  void read_texts(const Node& top) {
    if (const auto title = text_of(top, "title")) design_.title = *title;
    static_cast<void>(text_of(top, "question"));
    const auto scenario = text_of(top, "scenario");
    if (scenario)
      design_.scenario = reading_.folder / *scenario;
    else if (find(top, "scenario") == nullptr)
      refuse(top.at, "scenario must be given: the file whose worlds are run");
  }

  std::optional<std::string> text_of(const Node& top, std::string_view key) {
    const Node* text = find(top, key);
    if (text == nullptr) return std::nullopt;
    if (text->kind == Node::Kind::scalar && !text->text.empty()) return text->text;
    refuse(text->at, std::string(key) + " must be text, this is " + shown(*text));
    return std::nullopt;
  }

  std::optional<std::int64_t> whole_of(const Node& map, std::string_view key, Range range,
                                       const std::string& path = {}) {
    const Node* node = find(map, key);
    if (node == nullptr) return std::nullopt;
    const auto number =
        read_written_number(*node, {path + std::string(key), range, "", true}, reading_.mistakes);
    if (!number) return std::nullopt;
    return static_cast<std::int64_t>(number->value);
  }

  void read_sizes(const Node& top) {
    const std::string_view key = size_key(design_.kind);
    if (!key.empty()) {
      const auto size = whole_of(top, key, allowed_sizes);
      if (size) design_.size = *size;
      if (find(top, key) == nullptr)
        refuse(top.at, std::string(key) + " must be given for a design of kind " +
                           std::string(name_of(design_.kind)));
    }
    if (const auto seed = whole_of(top, "seed", allowed_seeds)) design_.seed = *seed;
    if (design_.kind != DesignKind::morris) return;
    if (const auto levels = whole_of(top, "levels", allowed_levels)) design_.levels = *levels;
    if (design_.levels % 2 != 0) refuse(find(top, "levels")->at, "levels must be even");
  }

  void read_options(const Node& top) {
    design_.options.replicates = whole_of(top, "replicates", allowed_replicates);
    design_.options.weeks = whole_of(top, "weeks", allowed_weeks);
    design_.options.seed = whole_of(top, "runs_seed", allowed_seeds);
    read_arms(top);
    const Node* sets = find(top, "set");
    if (sets == nullptr) return;
    if (sets->kind != Node::Kind::map)
      return refuse(sets->at, "set must be a map of paths and values, as choice.nu: 0.5");
    for (const NodeEntry& entry : sets->entries) {
      if (is_remark(entry.key)) continue;
      if (entry.value.kind != Node::Kind::scalar)
        refuse(entry.value.at, "set." + entry.key + " must be one value, this is " + shown(entry.value));
      design_.options.sets.push_back(entry.key + "=" + entry.value.text);
      design_.set_origins.push_back(origin_of(entry.at));
    }
  }

  void read_arms(const Node& top) {
    const Node* arms = find(top, "arms");
    if (arms == nullptr) return;
    design_.arms_origin = origin_of(arms->at);
    if (arms->kind != Node::Kind::sequence)
      return refuse(arms->at, "arms must be a list of names, this is " + shown(*arms));
    for (const Node& arm : arms->items) {
      if (arm.kind != Node::Kind::scalar)
        refuse(arm.at, "arms must be a list of names, this is " + shown(arm));
      design_.options.arms.push_back(arm.text);
    }
  }

  void read_factors(const Node& top, std::string_view key, FactorRole role) {
    const Node* map = find(top, key);
    if (map == nullptr) return;
    if (map->kind != Node::Kind::map)
      return refuse(map->at, std::string(key) + " must be a map of paths and ranges, this is " + shown(*map));
    for (const NodeEntry& entry : map->entries) {
      if (is_remark(entry.key)) continue;
      const bool is_repeated = std::any_of(design_.factors.begin(), design_.factors.end(),
                                           [&](const Factor& factor) { return factor.path == entry.key; });
      if (is_repeated) refuse(entry.at, entry.key + " is a factor already");
      Factor factor;
      factor.path = entry.key;
      factor.role = role;
      read_factor(entry, factor);
      add_factor(std::move(factor), entry.at);
    }
  }

  void add_factor(Factor factor, Position at) {
    refuse_wrong_path(factor.path, at);
    factor.origin = origin_of(at);
    design_.factors.push_back(std::move(factor));
    places_.push_back(at);
  }

  void refuse_wrong_path(const std::string& path, Position at) {
    for (const std::string_view common : common_to_points)
      if (path == common) refuse(at, path + " is the same for all points: it cannot be a factor");
    for (const std::string& set : design_.options.sets)
      if (set.starts_with(path + "=")) refuse(at, path + " is given under set, too: it cannot be a factor");
  }

  void read_factor(const NodeEntry& entry, Factor& factor) {
    const Node& node = entry.value;
    if (node.kind == Node::Kind::null) return check_grid(entry, factor);
    if (design_.kind == DesignKind::list)
      return refuse(node.at, entry.key + ": the values of a list stand in its table, write ~");
    if (node.kind == Node::Kind::sequence) {
      if (design_.kind == DesignKind::morris)
        return refuse(node.at,
                      entry.key + ": elementary effects need a range, {low, high}, not a list of values");
      read_values(node, factor);
      return check_grid(entry, factor);
    }
    if (node.kind != Node::Kind::map)
      return refuse(node.at,
                    entry.key + " must be ~ for the scenario's range, {low, high} or a list of values");
    static_cast<void>(
        refuse_other_keys(node, entry.key, {"low", "high", "scale", "steps"}, reading_.mistakes));
    read_range(node, factor);
    read_scale(node, factor);
    factor.steps = whole_of(node, "steps", allowed_steps, entry.key + ".");
    if (factor.steps && design_.kind != DesignKind::grid)
      refuse(find(node, "steps")->at, entry.key + ".steps is for a design of kind grid");
    check_grid(entry, factor);
  }

  void check_grid(const NodeEntry& entry, const Factor& factor) {
    if (design_.kind == DesignKind::grid && factor.values.empty() && !factor.steps)
      refuse(entry.at, entry.key + ": a grid needs a list of values, or a range with steps: {steps: 5}");
  }

  void read_values(const Node& list, Factor& factor) {
    for (const Node& value : list.items) {
      if (value.kind != Node::Kind::scalar)
        refuse(value.at, factor.path + " must have a list of values, this is " + shown(value));
      else if (std::find(factor.values.begin(), factor.values.end(), value.text) != factor.values.end())
        refuse(value.at, factor.path + ": " + value.text + " is listed twice");
      else
        factor.values.push_back(value.text);
    }
    if (list.items.empty()) refuse(list.at, factor.path + " has no values");
  }

  void read_range(const Node& map, Factor& factor) {
    const Node* low = find(map, "low");
    const Node* high = find(map, "high");
    if (low == nullptr && high == nullptr) return;
    if (low == nullptr || high == nullptr) return refuse(map.at, factor.path + ": give both low and high");
    const auto low_number = end_of(*low, factor.path + ".low");
    const auto high_number = end_of(*high, factor.path + ".high");
    if (!low_number || !high_number) return;
    if (!(*low_number < *high_number)) return refuse(low->at, factor.path + ".low must be below high");
    factor.range = FactorRange{*low_number, *high_number};
  }

  std::optional<double> end_of(const Node& node, const std::string& path) {
    const std::optional<double> number =
        node.kind == Node::Kind::scalar && !node.is_quoted ? read_number(node.text) : std::nullopt;
    if (!number) refuse(node.at, path + " must be a number, this is " + shown(node));
    return number;
  }

  void read_scale(const Node& map, Factor& factor) {
    const Node* scale = find(map, "scale");
    if (scale == nullptr || scale->text == "linear") return;
    if (scale->text != "log")
      return refuse(scale->at, factor.path + ".scale = " + shown(*scale) + " is not one of linear, log");
    factor.scale = FactorScale::logarithmic;
    if (factor.range && factor.range->low <= 0)
      refuse(scale->at, factor.path + ": a logarithmic range must lie above 0");
  }

  void refuse_too_many_points(const Node& top) {
    constexpr std::size_t most_factors = 1000;
    if (design_.factors.size() > most_factors) refuse(top.at, "the design has more than 1000 factors");
    const auto factors = static_cast<double>(design_.factors.size());
    double points = static_cast<double>(design_.size);
    if (design_.kind == DesignKind::saltelli) points *= factors + 2;
    if (design_.kind == DesignKind::morris) points *= factors + 1;
    if (design_.kind == DesignKind::grid) {
      points = 1;
      for (const Factor& factor : design_.factors)
        points *=
            factor.steps ? static_cast<double>(*factor.steps) : static_cast<double>(factor.values.size());
    }
    if (points > most_points) refuse(top.at, "the design has more than 10 million points");
  }

  // One column a factor, one row a point.
  void read_table(const Node& top) {
    const auto name = text_of(top, "table");
    if (!name) {
      if (find(top, "table") == nullptr)
        refuse(
            top.at,
            "table must be given for a design of kind list: a column for each factor, a row for each point");
      return;
    }
    const SourceFileRecord* file =
        reading_.files.read(reading_.folder / *name, *name, table_limit_bytes, reading_.mistakes);
    if (file == nullptr) return;
    const auto table = read_csv(file->name, file->text, reading_.table_room, reading_.mistakes);
    if (!table) return;
    const std::vector<std::optional<std::size_t>> columns = columns_of(*table);
    for (const std::vector<CsvCell>& row : table->rows) {
      std::vector<std::string>& point = design_.rows.emplace_back(design_.factors.size());
      design_.row_origins.push_back(origin_of(row.front().at));
      for (std::size_t column = 0; column < row.size(); ++column)
        if (columns[column]) point[*columns[column]] = row[column].text;
    }
    if (table->rows.empty()) refuse({file->name, 0, 0}, "the table has no points");
  }

  // The factor of each column; a column of a path that is named nowhere is an uncertainty.
  std::vector<std::optional<std::size_t>> columns_of(const CsvTable& table) {
    std::vector<std::optional<std::size_t>> columns;
    for (const CsvCell& cell : table.header) {
      if (is_remark(cell.text)) {
        columns.emplace_back();
        continue;
      }
      const auto found = std::find_if(design_.factors.begin(), design_.factors.end(),
                                      [&](const Factor& factor) { return factor.path == cell.text; });
      columns.emplace_back(static_cast<std::size_t>(found - design_.factors.begin()));
      if (found != design_.factors.end()) continue;
      Factor factor;
      factor.path = cell.text;
      add_factor(std::move(factor), cell.at);
    }
    for (std::size_t factor = 0; factor < design_.factors.size(); ++factor)
      if (std::find(columns.begin(), columns.end(), factor) == columns.end())
        refuse(places_[factor], design_.factors[factor].path + " has no column in the table");
    return columns;
  }

  Reading& reading_;
  Design& design_;
  std::vector<Position> places_;  // of factors
};

}  // namespace

DesignReading read_design(const std::filesystem::path& path) {
  DesignReading result;
  Reading reading;
  reading.folder = path.parent_path();
  try {
    const std::string name = path.filename().string();
    const SourceFileRecord* file = reading.files.read(path, name, yaml_limit_bytes, reading.mistakes);
    if (file != nullptr) {
      const std::optional<Node> top = read_yaml(file->name, file->text, reading.mistakes);
      if (top) DesignReader(reading, result.design).read(*top);
    }
  } catch (const TooManyMistakes&) {  // those so far are told
  }
  result.design.files.assign(reading.files.all().begin(), reading.files.all().end());
  result.mistakes = std::move(reading.mistakes);
  return result;
}

}  // namespace waterbed
