// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "output/result_record.hpp"
#include "sim/jobs/prepare.hpp"

// A scenario read again from what a result file keeps of it, and from nothing else.
namespace waterbed {

// With the mistakes of a scenario that cannot be read; throws nothing but std::bad_alloc.
[[nodiscard]] Prepared prepare_stored(const ResultRecord& record);

// In what the scenario, read again, is not what the file says of it, one sentence each; empty: in nothing.
// `prepared` is what prepare_stored() made of the record, without mistakes.
[[nodiscard]] std::vector<std::string> differences_from(const ResultRecord& record, const Prepared& prepared);

}  // namespace waterbed
