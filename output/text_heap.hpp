// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>

namespace waterbed {

// What stands for a text in a variable: its length in 4 bytes, the address of its heap in 8, its index there
// in 4.
inline constexpr std::size_t text_reference_bytes = 16;

// Texts of variable length lie in heaps of the HDF5 file ("global heap collections", HDF5 File Format
// Specification 3.0, III.E). HDF5 1.10 can loop for ever or write past its memory on a damaged one, so we
// look first. True if all `count` references that begin at byte `offset` lead to a text of the length they
// claim.
[[nodiscard]] bool has_sound_texts(const std::filesystem::path& file, std::uint64_t offset,
                                   std::uint64_t count);

}  // namespace waterbed
