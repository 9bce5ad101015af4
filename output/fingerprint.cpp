// SPDX-License-Identifier: Apache-2.0
#include "output/fingerprint.hpp"

#include <map>
#include <string_view>

#include "output/series_variable.hpp"
#include "sim/base/digest.hpp"

namespace waterbed {
namespace {

class TextDigest {
 public:
  void add(std::int64_t number) { digest_.add(number); }
  void add(std::string_view text) {
    add(static_cast<std::int64_t>(text.size()));
    for (const char letter : text) add(static_cast<std::int64_t>(static_cast<unsigned char>(letter)));
  }
  [[nodiscard]] std::uint64_t value() const { return digest_.value(); }

 private:
  Digest digest_;
};

bool matters(const ParameterRecord& parameter) {
  return parameter.path != "replicates" && !parameter.path.ends_with(".title");
}

void add_layout(TextDigest& digest, const ResultLayout& layout) {
  digest.add(static_cast<std::int64_t>(layout.seed));
  for (const std::string& arm : layout.arms) digest.add(arm);
  for (const PeriodLabel& period : layout.periods) {
    digest.add(period.start_day);
    digest.add(period.weeks);
  }
  for (const std::string& stage : layout.stages) digest.add(stage);
  for (const LaneLabel& lane : layout.lanes) digest.add(lane.name);
  for (const std::string& source : layout.source_places) digest.add(source);
  for (const LotSizeLabel& label : layout.lot_size_classes) digest.add(label.name);
  for (const std::string& account : layout.accounts) digest.add(account);
  for (const PartLabel& part : layout.parts) digest.add(part.name);
  for (const PoolLabel& pool : layout.pools) digest.add(pool.name);
  // Which lanes the measures of a pair touch follows from the parameters.
  for (const PairLabel& pair : layout.pairs) digest.add(pair.name);
  for (const SeriesSpec& series : all_series(layout)) {
    digest.add(series.name);
    digest.add(series.is_count ? 1 : 0);
    for (const Axis axis : series.axes) digest.add(static_cast<std::int64_t>(axis));
  }
}

std::uint64_t hash_of(std::string_view path, std::string_view value) {
  TextDigest digest;
  digest.add(path);
  digest.add(value);
  return digest.value();
}

std::map<std::string_view, std::string_view> values_of(const ResultRecord& record) {
  std::map<std::string_view, std::string_view> values;
  for (const ParameterRecord& parameter : record.scenario.parameters)
    if (matters(parameter)) values.emplace(parameter.path, parameter.value);
  return values;
}

std::string said(std::string_view name, std::string_view there, std::string_view here) {
  const auto shown = [](std::string_view value) { return value.empty() ? "empty" : std::string(value); };
  return std::string(name) + " is " + shown(there) + " there and " + shown(here) + " here";
}

std::string different_parameter(const ResultRecord& there, const ResultRecord& here) {
  const auto values_there = values_of(there);
  const auto values_here = values_of(here);
  for (const auto& [path, value] : values_here) {
    const auto found = values_there.find(path);
    if (found == values_there.end()) return std::string(path) + " does not stand there";
    if (found->second != value) return said(path, found->second, value);
  }
  for (const auto& [path, value] : values_there)
    if (!values_here.contains(path)) return std::string(path) + " stands only there";
  return {};
}

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ",") + name;
  return text;
}

}  // namespace

Fingerprint::Fingerprint(const ResultRecord& record) {
  TextDigest shape;
  shape.add(record.program.results_version);
  add_layout(shape, record.layout);
  for (const ParameterRecord& parameter : record.scenario.parameters) {
    if (!matters(parameter)) continue;
    shape.add(parameter.path);
    values_ += hash_of(parameter.path, parameter.value);
  }
  shape_ = shape.value();
}

Fingerprint Fingerprint::replaced(const ParameterRecord& parameter, std::string_view value) const {
  Fingerprint other = *this;
  if (matters(parameter))
    other.values_ += hash_of(parameter.path, value) - hash_of(parameter.path, parameter.value);
  return other;
}

std::uint64_t Fingerprint::value() const {
  Digest digest;
  digest.add(static_cast<std::int64_t>(shape_));
  digest.add(static_cast<std::int64_t>(values_));
  return digest.value();
}

std::uint64_t fingerprint(const ResultRecord& record) {
  return Fingerprint(record).value();
}

std::uint64_t fingerprint_of_unreadable(const ResultRecord& record, const std::vector<std::string>& sets) {
  TextDigest digest;
  digest.add(static_cast<std::int64_t>(fingerprint(record)));
  for (const std::string& set : sets) digest.add(set);
  return digest.value();
}

std::uint64_t shape_fingerprint(const ResultRecord& record) {
  TextDigest digest;
  digest.add(record.program.results_version);
  add_layout(digest, record.layout);
  return digest.value();
}

std::string first_difference(const ResultRecord& there, const ResultRecord& here) {
  if (there.program.results_version != here.program.results_version)
    return said("results_version", std::to_string(there.program.results_version),
                std::to_string(here.program.results_version));
  if (there.layout.arms != here.layout.arms)
    return said("the list of arms", joined(there.layout.arms), joined(here.layout.arms));
  std::string parameter = different_parameter(there, here);
  if (!parameter.empty()) return parameter;
  return fingerprint(there) == fingerprint(here) ? "" : "the order of names, or what is counted, differs";
}

}  // namespace waterbed
