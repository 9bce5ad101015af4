// SPDX-License-Identifier: Apache-2.0
#include "sim/jobs/factor_places.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <optional>

#include "config/number.hpp"
#include "sim/base/check.hpp"
#include "sim/base/parameter_content.hpp"

namespace waterbed {
namespace {

bool is_same_number(double left, double right) {
  return std::bit_cast<std::uint64_t>(left) == std::bit_cast<std::uint64_t>(right);
}

struct NumbersOfEntry final : FieldVisitorBase {
  using FieldVisitorBase::visit;
  void visit(const QuantityField& field) override { numbers.push_back(*field.value); }
  std::vector<double> numbers;
};

std::vector<double> numbers_of(ParameterBlock& block, std::size_t entry) {
  NumbersOfEntry visitor;
  block.describe(entry, visitor);
  return std::move(visitor.numbers);
}

bool have_same_shape(const ReadArms& left, const ReadArms& right) {
  return left.parameters.size() == right.parameters.size() && left.arms.size() == right.arms.size();
}

void compare_records(const ReadArms& left, const ReadArms& right, FactorPlaces& places) {
  for (std::size_t record = 0; record < left.parameters.size(); ++record) {
    const std::string& value = left.parameters[record].value;
    if (value != right.parameters[record].value)
      places.records.push_back({record, value.substr(0, value.rfind(' ') + 1)});
  }
}

void compare_entries(ParameterBlock& left, ParameterBlock& right, std::size_t arm, std::size_t block,
                     FactorPlaces& places) {
  for (std::size_t entry = 0; entry < std::min(left.size(), right.size()); ++entry) {
    const std::vector<double> numbers = numbers_of(left, entry);
    const std::vector<double> others = numbers_of(right, entry);
    for (std::size_t quantity = 0; quantity < numbers.size(); ++quantity)
      if (!is_same_number(numbers[quantity], others[quantity]))
        places.parameters.push_back({arm, {block, entry, quantity}});
  }
}

// By value, since describing needs what may be written to.
void compare_parameters(ParameterSet left, ParameterSet right, std::size_t arm, FactorPlaces& places) {
  for (std::size_t block = 0; block < left.size(); ++block)
    compare_entries(left.block(block), right.block(block), arm, block, places);
}

void compare_measures(const std::vector<Measure>& left, const std::vector<Measure>& right, std::size_t arm,
                      FactorPlaces& places) {
  for (std::size_t measure = 0; measure < std::min(left.size(), right.size()); ++measure) {
    const std::vector<ParameterChange>& changes = left[measure].changes;
    const std::vector<ParameterChange>& others = right[measure].changes;
    for (std::size_t change = 0; change < std::min(changes.size(), others.size()); ++change)
      if (!is_same_number(changes[change].amount, others[change].amount))
        places.measures.push_back({arm, measure, change});
  }
}

bool are_same(const ParameterChange& left, const ParameterChange& right) {
  return left.path == right.path && left.operation == right.operation &&
         is_same_number(left.amount, right.amount);
}

bool are_same(const Measure& left, const Measure& right) {
  return left.name == right.name && left.kind == right.kind && left.from == right.from &&
         left.until == right.until && left.ramp_weeks == right.ramp_weeks &&
         std::equal(
             left.changes.begin(), left.changes.end(), right.changes.begin(), right.changes.end(),
             [](const ParameterChange& one, const ParameterChange& other) { return are_same(one, other); });
}

bool are_same(const Arm& left, const Arm& right) {
  return left.name == right.name && content_of(left.parameters) == content_of(right.parameters) &&
         std::equal(left.measures.begin(), left.measures.end(), right.measures.begin(), right.measures.end(),
                    [](const Measure& one, const Measure& other) { return are_same(one, other); });
}

bool are_same(const ParameterRecord& left, const ParameterRecord& right) {
  return left.path == right.path && left.value == right.value && left.unit == right.unit;
}

}  // namespace

FactorPlaces differences(const ReadArms& left, const ReadArms& right) {
  FactorPlaces places;
  if (!have_same_shape(left, right)) return places;
  compare_records(left, right, places);
  for (std::size_t arm = 0; arm < left.arms.size(); ++arm) {
    compare_parameters(left.arms[arm].parameters, right.arms[arm].parameters, arm, places);
    compare_measures(left.arms[arm].measures, right.arms[arm].measures, arm, places);
  }
  return places;
}

bool are_same(const ReadArms& left, const ReadArms& right) {
  return have_same_shape(left, right) &&
         std::equal(
             left.parameters.begin(), left.parameters.end(), right.parameters.begin(),
             [](const ParameterRecord& one, const ParameterRecord& other) { return are_same(one, other); }) &&
         std::equal(left.arms.begin(), left.arms.end(), right.arms.begin(),
                    [](const Arm& one, const Arm& other) { return are_same(one, other); });
}

void put_into_records(const FactorPlaces& places, double number, std::vector<ParameterRecord>& records) {
  for (const FactorPlaces::InRecord& place : places.records)
    records[place.record].value = value_of(place, number);
}

void put_into_arm(const FactorPlaces& places, double number, std::size_t arm, Arm& changed) {
  for (const FactorPlaces::InParameters& place : places.parameters)
    if (place.arm == arm) *field_at(changed.parameters, place.place).value = number;
  for (const FactorPlaces::InMeasure& place : places.measures)
    if (place.arm == arm) changed.measures[place.measure].changes[place.change].amount = number;
}

std::string value_of(const FactorPlaces::InRecord& place, double number) {
  return place.before + print_number(number);
}

QuantityField field_at(ParameterSet& parameters, const QuantityPlace& place) {
  struct Finder final : FieldVisitorBase {
    using FieldVisitorBase::visit;
    void visit(const QuantityField& field) override {
      if (left-- == 0) found = field;
    }
    std::size_t left = 0;
    std::optional<QuantityField> found;
  } finder;
  finder.left = place.quantity;
  parameters.block(place.block).describe(place.entry, finder);
  WATERBED_CHECK(finder.found.has_value());
  return *finder.found;
}

}  // namespace waterbed
