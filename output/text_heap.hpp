// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>

namespace waterbed {

// Texts of variable length lie in heaps of the HDF5 file ("global heap collections", HDF5 File Format
// Specification 3.0, III.E). HDF5 1.10 can loop for ever or write past its memory on a damaged one, so we
// look first. True if all `count` references that begin at byte `offset` lead to a text of the length they
// claim.
[[nodiscard]] bool has_sound_texts(const std::filesystem::path& file, std::uint64_t offset,
                                   std::uint64_t count);

}  // namespace waterbed
