// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <vector>

#include "output/result_record.hpp"

namespace waterbed {

// Joins blocks into the one result file that users see (output/FORMAT.md), seals it, and removes the blocks.
// The file appears whole, in place of an older one, or not at all; its bytes depend on nothing but `record`
// and the runs: not on how these are spread over blocks, nor on names or folders. Replicates of the layout
// that no block holds are missing in the file. Throws OutputError; then the blocks stay.
void join(const std::vector<std::filesystem::path>& blocks, const ResultRecord& record,
          const std::filesystem::path& target);

}  // namespace waterbed
