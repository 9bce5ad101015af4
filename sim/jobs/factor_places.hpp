// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "sim/base/fields.hpp"
#include "sim/base/parameter_record.hpp"
#include "sim/week/measure.hpp"

// Where the number of a factor stands in what was read of a scenario. It is not reckoned from the factor's
// path, which the reader alone understands, but found by reading the scenario with two numbers.
namespace waterbed {

// What a factor can change.
struct ReadArms {
  std::vector<ParameterRecord> parameters;
  std::vector<Arm> arms;  // all of the scenario, whether they are run or not
};

struct QuantityPlace {
  std::size_t block, entry, quantity;
  friend bool operator==(const QuantityPlace&, const QuantityPlace&) = default;
};

struct FactorPlaces {
  struct InRecord {
    std::size_t record;
    std::string before;  // what stands before the number: "multiply ", or nothing
  };
  struct InParameters {
    std::size_t arm;
    QuantityPlace place;
  };
  struct InMeasure {
    std::size_t arm, measure, change;
  };

  std::vector<InRecord> records;
  std::vector<InParameters> parameters;
  std::vector<InMeasure> measures;

  [[nodiscard]] bool is_empty() const { return records.empty() && parameters.empty() && measures.empty(); }
};

// Where numbers and values of records differ; the two have the same arms, measures and paths, or nothing is
// found that would make one of the other.
[[nodiscard]] FactorPlaces differences(const ReadArms& left, const ReadArms& right);

// Whether they say the same, numbers bit for bit; sources, ranges and places in files aside.
[[nodiscard]] bool are_same(const ReadArms& left, const ReadArms& right);

// As the reader would have put the number there.
void put_into_records(const FactorPlaces& places, double number, std::vector<ParameterRecord>& records);
void put_into_arm(const FactorPlaces& places, double number, std::size_t arm, Arm& changed);

// The value of a record with this number, as the reader writes it.
[[nodiscard]] std::string value_of(const FactorPlaces::InRecord& place, double number);

// Holds as long as the parameters.
[[nodiscard]] QuantityField field_at(ParameterSet& parameters, const QuantityPlace& place);

}  // namespace waterbed
