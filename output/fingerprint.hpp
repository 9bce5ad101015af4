// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "output/result_record.hpp"

// Whether runs belong together: those of one scenario, one seed and one version of the model may stand in one
// file. The number of replicates does not matter, nor do titles, sources or where a value stands.
namespace waterbed {

// A hash of all that decides how runs come out, and of the shape in which they are stored.
[[nodiscard]] std::uint64_t fingerprint(const ResultRecord& record);

// The first thing that keeps runs of `there` from standing beside runs of `here`, as "choice.eta is 0.5 there
// and 0.2 here"; empty if nothing does.
[[nodiscard]] std::string first_difference(const ResultRecord& there, const ResultRecord& here);

}  // namespace waterbed
