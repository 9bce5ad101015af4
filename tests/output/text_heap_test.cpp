// SPDX-License-Identifier: Apache-2.0
#include "output/text_heap.hpp"

#include "tests/output/sample.hpp"
#include "tests/output/temporary_folder.hpp"

namespace waterbed {
namespace {

std::string number(std::uint64_t value, std::size_t width) {
  std::string bytes;
  for (std::size_t byte = 0; byte < width; ++byte, value >>= 8U) bytes += static_cast<char>(value & 0xffU);
  return bytes;
}

// A heap of 64 bytes with the text "waterbed" as object 1 and 24 bytes of free space, then one reference to
// it.
struct Heap {
  std::uint64_t object_size = 8;
  std::uint64_t free_size = 24;
  std::uint64_t claimed_length = 8;
  std::uint64_t claimed_index = 1;

  [[nodiscard]] std::string bytes() const {
    const std::string header = "GCOL\1" + std::string(3, '\0') + number(64, 8);
    const std::string object = number(1, 2) + std::string(6, '\0') + number(object_size, 8) + "waterbed";
    const std::string free_space = std::string(8, '\0') + number(free_size, 8) + std::string(8, '\0');
    return "HDF5...." + header + object + free_space + number(claimed_length, 4) + number(8, 8) +
           number(claimed_index, 4);
  }
};

class TextHeap : public WithFolder {
 protected:
  [[nodiscard]] bool is_sound(const Heap& heap) const {
    sample::write_bytes(file("heap"), heap.bytes());
    return has_sound_texts(file("heap"), 72, 1);
  }
};

TEST_F(TextHeap, IsSoundWhenSizesAgree) {
  EXPECT_TRUE(is_sound({}));
}

// HDF5 1.10 walks such free space for ever.
TEST_F(TextHeap, IsNotSoundWhenFreeSpaceHasNoSize) {
  EXPECT_FALSE(is_sound({.free_size = 0}));
}

TEST_F(TextHeap, IsNotSoundWhenAnObjectReachesBeyondTheHeap) {
  EXPECT_FALSE(is_sound({.object_size = 4000}));
  EXPECT_FALSE(is_sound({.object_size = ~std::uint64_t{0}}));
}

TEST_F(TextHeap, IsNotSoundWhenATextHasAnotherLength) {
  EXPECT_FALSE(is_sound({.claimed_length = 7}));
}

TEST_F(TextHeap, IsNotSoundWhenATextIsNotThere) {
  EXPECT_FALSE(is_sound({.claimed_index = 2}));
}

TEST_F(TextHeap, IsNotSoundBeyondTheEndOfTheFile) {
  sample::write_bytes(file("heap"), Heap{}.bytes());
  EXPECT_FALSE(has_sound_texts(file("heap"), 80, 1));
  EXPECT_FALSE(has_sound_texts(file("heap"), ~std::uint64_t{0}, 1));
}

}  // namespace
}  // namespace waterbed
