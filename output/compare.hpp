// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "output/result_reader.hpp"
#include "output/table.hpp"

namespace waterbed {

struct CompareOptions {
  // Both empty: those of the first tallied pair.
  std::string reference;  // empty: the first arm
  std::string arm;        // empty: the first arm that is not the reference
  // Days since 1970-01-01; only periods that lie wholly in [from_day, until_day) count. Missing: from the
  // period in which the arms of a tallied pair begin to differ to that in which they no longer do, or all.
  std::optional<std::int64_t> from_day;
  std::optional<std::int64_t> until_day;
  std::string control = {};  // entry place for evaluations by seizures; empty: chosen by evaluate()
};

// Two arms of a result side by side: `comparison` (what is compared, replicates used and dropped); for a pair
// that was tallied `findings`, `displacement`, `moves`, `seizures` (what they would have told) and
// `precision`; `places` and `lanes` (flows in tonnes a year, the difference between the arms in the same
// replicates with its 95 % Student-t interval, and the share of variance saved by pairing), `within` (by
// terminal and depot, if there are any), `organisations` (those dismantled a year and those active at a time,
// only if any was dismantled), `money` (what each account received) and `pools` (of labour, if there are any:
// what differs beyond luck). A replicate counts if both of its runs are done. Rows without any flow are left
// out; `places` has what was first published where this differs from what is recorded. Throws OutputError for
// an unknown arm, an arm beside itself or an empty time, and if a flow is not in the file.
[[nodiscard]] std::vector<Table> compare(const ResultReader& reader, const CompareOptions& options = {});

// One line for people if a date asked for lies within a reporting period, which then does not count: how many
// weeks are covered, and where periods begin near by. Else empty. Throws as compare does for an empty time.
[[nodiscard]] std::string remark_on_cut_periods(const ResultReader& reader, const CompareOptions& options);

// One line for people if the pair was not tallied, so that what moved is not known consignment by
// consignment: the command that would tally it, or how to ask for it the other way round. Else empty.
[[nodiscard]] std::string remark_on_untallied_pair(const ResultReader& reader, const CompareOptions& options);

}  // namespace waterbed
