// SPDX-License-Identifier: Apache-2.0
#include "output/text_pieces.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace waterbed {
namespace {

constexpr std::uint64_t longest = 1000;

// A piece is some steps along an axis, with all cells of the axes behind it. Never along the first of
// several: HDF5 lays down the texts of one call in an order of its own, so results over arm and replicate
// would have other bytes than they had when pieces were rows.
struct Cut {
  std::size_t axis;
  std::uint64_t cells_behind;
};

Cut cut_of(const Shape& shape) {
  Cut cut{shape.size() - 1, 1};
  for (; cut.axis > 1 && shape[cut.axis] <= longest / cut.cells_behind; --cut.axis)
    cut.cells_behind *= shape[cut.axis];
  return cut;
}

// Of the cell with a number in row-major order.
Shape place_of(std::uint64_t number, const Shape& shape) {
  Shape place(shape.size());
  for (std::size_t axis = shape.size(); axis-- > 0; number /= shape[axis]) place[axis] = number % shape[axis];
  return place;
}

}  // namespace

std::uint64_t cells_in(const Shape& shape) {
  std::uint64_t cells = 1;
  for (const std::uint64_t length : shape) {
    if (length != 0 && cells > std::numeric_limits<std::uint64_t>::max() / length) {
      return std::numeric_limits<std::uint64_t>::max();
    }
    cells *= length;
  }
  return cells;
}

std::vector<Block> pieces_of(const Shape& shape) {
  std::vector<Block> pieces;
  if (shape.empty() || cells_in(shape) == 0) return pieces;
  const Cut cut = cut_of(shape);
  for (std::uint64_t first = 0; first < cells_in(shape); first += cells_in(pieces.back().count)) {
    Block piece{place_of(first, shape), shape};
    std::fill_n(piece.count.begin(), cut.axis, 1U);
    piece.count[cut.axis] = std::min(longest / cut.cells_behind, shape[cut.axis] - piece.start[cut.axis]);
    pieces.push_back(std::move(piece));
  }
  return pieces;
}

}  // namespace waterbed
