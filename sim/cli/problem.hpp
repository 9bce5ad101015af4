// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sim/cli/commands.hpp"

namespace waterbed {

// Inside a catch clause: tells on standard error what was thrown, and returns the exit code that goes with
// it.
[[nodiscard]] ExitCode print_problem();

// Makes the command end with a message and the exit code of a failed machine where it could only be aborted:
// oneTBB ends the process when the system refuses a thread.
void tell_of_sudden_ends();

}  // namespace waterbed
