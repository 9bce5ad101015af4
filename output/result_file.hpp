// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>

#include "output/made_runs.hpp"
#include "output/result_record.hpp"

namespace waterbed {

struct JoinTarget {
  std::filesystem::path temporary;  // in the file system of `file`
  std::filesystem::path file;
};

// Joins runs, of one scenario or of a sweep, into the one file that users see (output/FORMAT.md), and seals
// it. The file appears whole, in place of an older one, or not at all; its bytes depend on nothing but
// `record` and the runs: not on how these are spread over files, nor on names or folders. Replicates that
// were not made are missing in the file. `between` is called between replicates and may throw to stop. Throws
// OutputError.
void join(MadeRuns& runs, const ResultRecord& record, const JoinTarget& target,
          const std::function<void()>& between = {});

}  // namespace waterbed
