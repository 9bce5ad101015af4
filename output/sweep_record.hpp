// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "sim/base/parameter_record.hpp"

// What the merged file of a sweep says of its design.
namespace waterbed {

struct FactorRecord {
  std::string path;  // of the parameter
  std::string role;  // "lever" or "uncertainty"
  std::string unit;
};

struct SweepRecord {
  std::string kind;   // "sobol" ...
  std::string title;  // of the design
  std::vector<FactorRecord> factors;
  // By factor, of a point, as text; may be called often.
  std::function<std::vector<std::string>(std::uint64_t point)> values;
  std::vector<SourceFileRecord> files;  // the design, and the table of a list
};

}  // namespace waterbed
