// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "output/result_record.hpp"

// Whether runs belong together: those of one scenario, one seed and one version of the model may stand in one
// file. The number of replicates does not matter, nor do titles, sources or where a value stands.
namespace waterbed {

// A hash of all that decides how runs come out, and of the shape in which they are stored. A sweep asks for
// those of many records that differ in a few values.
class Fingerprint {
 public:
  explicit Fingerprint(const ResultRecord& record);

  // That of the record with another value of this parameter of it.
  [[nodiscard]] Fingerprint replaced(const ParameterRecord& parameter, std::string_view value) const;
  [[nodiscard]] std::uint64_t value() const;

 private:
  std::uint64_t shape_ = 0;   // of the layout, and of the paths of parameters in their order
  std::uint64_t values_ = 0;  // a sum over parameters, so that each can be taken out again
};

// The value of the record's fingerprint.
[[nodiscard]] std::uint64_t fingerprint(const ResultRecord& record);

// Of a scenario that cannot be read with these texts of --set over the record's: it has no record of its own.
[[nodiscard]] std::uint64_t fingerprint_of_unreadable(const ResultRecord& record,
                                                      const std::vector<std::string>& sets);

// A hash of the shape alone in which runs are stored, labels included, and of the version of the model: runs
// of all points of a sweep have one.
[[nodiscard]] std::uint64_t shape_fingerprint(const ResultRecord& record);

// The first thing that keeps runs of `there` from standing beside runs of `here`, as "choice.eta is 0.5 there
// and 0.2 here"; empty if nothing does.
[[nodiscard]] std::string first_difference(const ResultRecord& there, const ResultRecord& here);

}  // namespace waterbed
