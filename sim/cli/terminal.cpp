// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/terminal.hpp"

#include <csignal>
#include <cstdio>
#include <iostream>

#include <fcntl.h>
#include <unistd.h>

namespace waterbed {

void prepare_terminal() {
  // open() gives the lowest free number; read-only, so that writing to a closed stream stays an error.
  for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; ++stream)
    if (fcntl(stream, F_GETFD) == -1 && open("/dev/null", O_RDONLY) != stream) return;
  std::signal(SIGXFSZ, SIG_IGN);
}

void print_result(const std::string& text) {
  std::fputs(text.c_str(), stdout);
}

void print_message(const std::string& text) {
  std::fputs(text.c_str(), stderr);
  std::fflush(stderr);
}

bool results_were_written() {
  const bool is_flushed = std::fflush(stdout) == 0 && std::ferror(stdout) == 0;
  std::cout.flush();
  return is_flushed && std::cout.good();
}

}  // namespace waterbed
