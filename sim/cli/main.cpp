// SPDX-License-Identifier: Apache-2.0
#include <exception>
#include <new>
#include <stdexcept>
#include <system_error>

#include <fmt/format.h>

#include "output/error.hpp"
#include "sim/cli/commands.hpp"
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
    case Command::list:
      return list_command(arguments);
    case Command::schema:
      return waterbed::schema_command();
    case Command::nothing:
      break;
  }
  return arguments.exit_code;
}

}  // namespace

int main(int count, char** words) {
  using waterbed::print_message;
  waterbed::prepare_terminal();
  try {
    const int code = answer(waterbed::read_arguments(count, words));
    if (waterbed::results_were_written()) return code;
    print_message("waterbed: standard output cannot be written\n");
  } catch (const waterbed::OutputError& problem) {
    print_message(fmt::format("waterbed: {}\n", problem.what()));
    return problem.fault() == waterbed::OutputFault::machine ? waterbed::exit_machine_failed
                                                             : waterbed::exit_wrong_input;
  } catch (const std::invalid_argument& problem) {
    print_message(fmt::format("waterbed: {}\n", problem.what()));
    return waterbed::exit_wrong_input;
  } catch (const std::bad_alloc&) {
    print_message("waterbed: not enough memory\n");
  } catch (const std::system_error& problem) {
    print_message(
        fmt::format("waterbed: the system refused what is needed (memory, threads): {}\n", problem.what()));
  } catch (const std::exception& problem) {
    print_message(fmt::format("waterbed: {}\n", problem.what()));
  }
  return waterbed::exit_machine_failed;
}
