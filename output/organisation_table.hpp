// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "output/comparison.hpp"
#include "output/result_reader.hpp"
#include "output/table.hpp"

namespace waterbed {

// `organisations`: in both arms, those dismantled a year and those active at a time, means over the
// replicates of the comparison, with the difference and its interval. Without rows if the file does not count
// them or if nobody was dismantled in either arm at any reported time: who was dismantled before the time
// compared is still missing in it.
[[nodiscard]] Table organisation_table(const ResultReader& reader, const Comparison& comparison);

}  // namespace waterbed
