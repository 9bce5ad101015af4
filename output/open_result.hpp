// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "output/result_reader.hpp"

namespace waterbed {

// Opens a result that other commands may replace at any moment: what is read is of one of the files that had
// this name, and whole. Throws what the constructor throws, and where the file is that of a sweep.
[[nodiscard]] ResultReader open_result(const std::filesystem::path& path);
// The same for the file of a sweep.
[[nodiscard]] ResultReader open_sweep(const std::filesystem::path& path);

}  // namespace waterbed
