// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "output/hdf5_file.hpp"

namespace waterbed {

// UINT64_MAX if there are too many to count.
[[nodiscard]] std::uint64_t cells_in(const Shape& shape);

// A variable of texts in pieces that are read or written at once: at most a thousand cells that lie one
// behind the other in the file, in row-major order, and alike in the first of several dimensions. A piece
// costs much more than a text.
[[nodiscard]] std::vector<Block> pieces_of(const Shape& shape);

}  // namespace waterbed
