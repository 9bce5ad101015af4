// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include "sim/base/shell_word.hpp"
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

// Of the command line, what the next command has to be told, too.
[[nodiscard]] inline std::string with_store(const SweepArguments& sweep) {
  return shell_word(sweep.design) + (sweep.store.empty() ? "" : " --store " + shell_word(sweep.store));
}

}  // namespace waterbed
