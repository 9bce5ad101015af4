// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

// What the command says. Results go to standard output, messages to standard error; a message that nobody can
// read is no failure, a result that nobody can read is.
namespace waterbed {

// Makes the standard streams safe: one that is closed must not be taken by a file that is opened later, and a
// limit on file sizes must give an error instead of a signal.
void prepare_terminal();

void print_result(const std::string& text);
void print_message(const std::string& text);

// Whether all results reached standard output.
[[nodiscard]] bool results_were_written();

}  // namespace waterbed
