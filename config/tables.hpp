// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "config/block_reader.hpp"
#include "config/node.hpp"
#include "config/reading.hpp"

namespace waterbed {

// Reads the tables that the blocks of one file name (`places: {table: a.csv}`, or a list of files), and makes
// their rows entries of the block, below what the file itself says of them.
void lay_out_tables(Node& top, const std::vector<BlockGroup>& groups, Reading& reading);

}  // namespace waterbed
