// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/interrupt.hpp"

#include <atomic>
#include <csignal>

namespace waterbed {
namespace {

std::atomic<int> received{0};  // lint: allow global: a signal handler can reach nothing else
static_assert(std::atomic<int>::is_always_lock_free);

extern "C" void remember_signal(int signal) {
  received = signal;
}

}  // namespace

void watch_for_interrupts() {
  struct sigaction action {};
  action.sa_handler = remember_signal;
  action.sa_flags = static_cast<int>(SA_RESETHAND | SA_RESTART);
  sigemptyset(&action.sa_mask);
  for (const int signal : {SIGINT, SIGTERM}) sigaction(signal, &action, nullptr);
}

bool is_interrupted() {
  return received != 0;
}

int exit_code_of_interrupt() {
  constexpr int first_code = 128;
  return first_code + received;
}

}  // namespace waterbed
