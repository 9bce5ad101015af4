// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "output/table.hpp"

// What the command line asks for, and the commands that answer. Only this folder prints and exits.
namespace waterbed {

// Exit codes of the command.
enum ExitCode : int { exit_done = 0, exit_some_failed = 1, exit_wrong_input = 2, exit_machine_failed = 3 };

enum class Volume { normal, quiet };
enum class StoreTiming { yes, no };

struct RunArguments {
  std::string scenario;
  std::string output;  // empty: the scenario's stem + ".h5" in the working folder
  std::optional<std::int64_t> replicates;
  std::optional<std::int64_t> weeks;
  std::optional<std::int64_t> seed;
  std::optional<int> threads;
  std::vector<std::string> arms;
  StoreTiming timing = StoreTiming::yes;
};

struct CompareArguments {
  std::string file;
  std::string reference;
  std::string arm;
  std::string from;  // date, or empty
  std::string until;
};

struct Arguments {
  enum class Command { nothing, run, show, compare, list } command = Command::nothing;
  RunArguments run;
  std::string show_file;
  CompareArguments compare;
  std::string list_what;
  TableFormat format = TableFormat::text;
  Volume volume = Volume::normal;
  int exit_code = exit_done;  // when `command` is nothing: help, version or a mistake was printed
};

[[nodiscard]] Arguments read_arguments(int count, const char* const* words);

[[nodiscard]] int run_command(const Arguments& arguments);
[[nodiscard]] int show_command(const Arguments& arguments);
[[nodiscard]] int compare_command(const Arguments& arguments);
[[nodiscard]] int list_command(const Arguments& arguments);

}  // namespace waterbed
