// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/commands.hpp"
#include "sim/cli/problem.hpp"
#include "sim/cli/terminal.hpp"

namespace {

int answer(const waterbed::Arguments& arguments) {
  using Command = waterbed::Arguments::Command;
  switch (arguments.command) {
    case Command::run:
      return run_command(arguments);
    case Command::check:
      return check_command(arguments);
    case Command::show:
      return show_command(arguments);
    case Command::compare:
      return compare_command(arguments);
    case Command::verify:
      return verify_command(arguments);
    case Command::sweep:
      return sweep_command(arguments);
    case Command::list:
      return list_command(arguments);
    case Command::schema:
      return schema_command(arguments);
    case Command::nothing:
      break;
  }
  return arguments.exit_code;
}

}  // namespace

int main(int count, char** words) {
  waterbed::prepare_terminal();
  waterbed::tell_of_sudden_ends();
  try {
    const int code = answer(waterbed::read_arguments(count, words));
    if (waterbed::results_were_written()) return code;
    waterbed::print_message("waterbed: standard output cannot be written\n");
  } catch (...) {
    return waterbed::print_problem();
  }
  return waterbed::exit_machine_failed;
}
