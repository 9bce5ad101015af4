// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/problem.hpp"

#include <exception>
#include <new>
#include <stdexcept>
#include <system_error>

#include <fmt/format.h>
#include <unistd.h>

#include "output/error.hpp"
#include "sim/cli/terminal.hpp"

namespace waterbed {

ExitCode print_problem() {
  try {
    throw;
  } catch (const OutputError& problem) {
    print_message(fmt::format("waterbed: {}\n", problem.what()));
    return problem.fault() == OutputFault::machine ? exit_machine_failed : exit_wrong_input;
  } catch (const std::invalid_argument& problem) {
    print_message(fmt::format("waterbed: {}\n", problem.what()));
    return exit_wrong_input;
  } catch (const std::bad_alloc&) {
    print_message("waterbed: not enough memory\n");
  } catch (const std::system_error& problem) {
    print_message(
        fmt::format("waterbed: the system refused what is needed (memory, threads): {}\n", problem.what()));
  } catch (const std::exception& problem) {
    print_message(fmt::format("waterbed: {}\n", problem.what()));
  }
  return exit_machine_failed;
}

void tell_of_sudden_ends() {
  std::set_terminate([] {
    constexpr char text[] =
        "waterbed: the system refused what is needed (memory, threads); what is finished is kept, and "
        "--resume "
        "goes on with it\n";
    static_cast<void>(!::write(STDERR_FILENO, text, sizeof(text) - 1));
    ::_exit(exit_machine_failed);
  });
}

}  // namespace waterbed
