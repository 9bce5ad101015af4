// SPDX-License-Identifier: Apache-2.0
#include "sim/jobs/factor_parts.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>

#include "config/number.hpp"

namespace waterbed {
namespace {

// The value of a factor at a point. Small, and compared as numbers: there are millions.
struct PlacedValue {
  std::uint32_t text;  // 0: a number; else which text, in their order
  double number;
  std::uint32_t point;

  [[nodiscard]] bool is_as(const PlacedValue& other) const {
    return text == other.text && number == other.number;
  }
  [[nodiscard]] bool operator<(const PlacedValue& other) const {
    return std::tie(text, number, point) < std::tie(other.text, other.number, other.point);
  }
};

// The values of a factor at all points.
class FactorColumn {
 public:
  void add(const std::string& value) {
    const auto point = static_cast<std::uint32_t>(values_.size());
    const std::optional<double> number = read_number(value);
    const std::uint32_t text =
        number ? 0U : texts_.try_emplace(value, static_cast<std::uint32_t>(texts_.size() + 1)).first->second;
    values_.push_back({text, number.value_or(0.0), point});
  }

  [[nodiscard]] std::vector<PlacedValue> take_sorted() {
    std::vector<std::uint32_t> ranks(texts_.size() + 1, 0U);
    std::uint32_t rank = 0;
    for (const auto& [text, seen] : texts_) ranks[seen] = ++rank;
    for (PlacedValue& value : values_) value.text = ranks[value.text];
    std::sort(values_.begin(), values_.end());
    return std::move(values_);
  }

 private:
  std::vector<PlacedValue> values_;
  std::map<std::string, std::uint32_t> texts_;  // numbered from 1 as they come
};

// From `begin` to before `end` among sorted values.
struct Stretch {
  std::size_t begin;
  std::size_t end;
};

std::vector<Stretch> equal_ones(const std::vector<PlacedValue>& values) {
  std::vector<Stretch> found;
  for (std::size_t index = 0; index < values.size(); ++index) {
    if (found.empty() || !values[index].is_as(values[index - 1])) found.push_back({index, index});
    found.back().end = index + 1;
  }
  return found;
}

// Whether other factors differ between points, too: then single points say little of this one.
enum class OtherFactors { none, some };

std::vector<Stretch> stretches_of(const std::vector<PlacedValue>& values, OtherFactors others) {
  constexpr std::size_t most_values = 25;
  constexpr std::size_t points_of_a_part = 4;
  std::vector<Stretch> equal = equal_ones(values);
  const bool are_repeated = 2 * equal.size() <= values.size();
  if (equal.size() <= most_values && (are_repeated || others == OtherFactors::none)) return equal;
  const std::size_t parts = std::clamp<std::size_t>(values.size() / points_of_a_part, 1, 10);
  std::vector<Stretch> found;
  std::size_t begun = 0;  // parts, in the count of equal ones: a value with many points fills several
  for (const Stretch& value : equal) {
    const std::size_t part = value.begin * parts / values.size();
    if (part >= begun) {
      found.push_back(value);
      begun = part + 1;
    }
    found.back().end = value.end;
  }
  return found;
}

std::vector<FactorPart> parts_of(const DesignPoints& points, std::size_t factor,
                                 const std::vector<PlacedValue>& values, OtherFactors others) {
  std::vector<FactorPart> parts;
  for (const Stretch& stretch : stretches_of(values, others)) {
    const PlacedValue& first = values[stretch.begin];
    const PlacedValue& last = values[stretch.end - 1];
    FactorPart& part = parts.emplace_back();
    part.value = points.values(first.point)[factor];
    if (!first.is_as(last)) part.value += " to " + points.values(last.point)[factor];
    for (std::size_t index = stretch.begin; index < stretch.end; ++index)
      part.points.push_back(values[index].point);
  }
  return parts;
}

}  // namespace

std::vector<std::vector<FactorPart>> parts_of_factors(const DesignPoints& points, std::size_t factors) {
  std::vector<FactorColumn> columns(factors);
  for (std::uint64_t point = 0; point < points.count(); ++point) {
    const std::vector<std::string> values = points.values(point);
    for (std::size_t factor = 0; factor < factors; ++factor) columns[factor].add(values[factor]);
  }
  std::vector<std::vector<FactorPart>> parts;
  for (std::size_t factor = 0; factor < factors; ++factor)
    parts.push_back(parts_of(points, factor, columns[factor].take_sorted(),
                             factors > 1 ? OtherFactors::some : OtherFactors::none));
  return parts;
}

}  // namespace waterbed
