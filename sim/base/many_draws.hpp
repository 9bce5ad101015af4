// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/base/instruction_set.hpp"
#include "sim/base/luck.hpp"

namespace waterbed {

// Many draws of one purpose at once: the same words as Luck::draw, in less time where the processor
// multiplies several numbers at once. Keys first, then `draw`, then words.
class ManyDraws {
 public:
  explicit ManyDraws(InstructionSet instruction_set) : instruction_set_(instruction_set) {}

  // Makes room; what was there has no meaning any more.
  void resize(std::size_t count);

  void key(std::size_t number, std::uint32_t who, Week when, std::uint32_t which) {
    who_[number] = who;
    when_[number] = static_cast<std::uint32_t>(when.number);
    which_[number] = which;
  }

  void draw(const Luck& luck, Purpose purpose);

  // Word 0 to 3 of a draw.
  [[nodiscard]] std::uint32_t word(std::size_t number, std::size_t which) const {
    return words_[which * who_.size() + number];
  }

 private:
  InstructionSet instruction_set_;
  // Filled up to whole vectors.
  std::vector<std::uint32_t> who_;
  std::vector<std::uint32_t> when_;
  std::vector<std::uint32_t> which_;
  std::vector<std::uint32_t> words_;  // [word x draw]
};

}  // namespace waterbed
