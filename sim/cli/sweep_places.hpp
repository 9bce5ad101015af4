// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "sim/cli/commands.hpp"

// Where a sweep keeps what it makes: in the working folder, unless the command line says otherwise.
namespace waterbed {

[[nodiscard]] inline std::filesystem::path beside(const SweepArguments& sweep, const char* ending) {
  return std::filesystem::path(sweep.design).stem().string() + ending;
}

[[nodiscard]] inline std::filesystem::path store_of(const SweepArguments& sweep) {
  return sweep.store.empty() ? beside(sweep, ".sweep") : std::filesystem::path(sweep.store);
}

[[nodiscard]] inline std::filesystem::path merged_file_of(const SweepArguments& sweep) {
  return sweep.output.empty() ? beside(sweep, ".h5") : std::filesystem::path(sweep.output);
}

}  // namespace waterbed
