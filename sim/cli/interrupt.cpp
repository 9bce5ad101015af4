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

extern "C" void remember_first_signal(int signal) {
  received = signal;
  for (const int one : {SIGINT, SIGTERM}) ::signal(one, SIG_DFL);
}

}  // namespace

void watch_for_interrupts(NextInterrupt next) {
  for (const int signal : {SIGINT, SIGTERM}) {
    struct sigaction action {};
    // What who started the command ignores (a job in the background) stays ignored.
    if (sigaction(signal, nullptr, &action) != 0 || action.sa_handler == SIG_IGN) continue;
    action = {};
    action.sa_handler = next == NextInterrupt::ends ? remember_first_signal : remember_signal;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    sigaction(signal, &action, nullptr);
  }
}

bool is_interrupted() {
  return received != 0;
}

int exit_code_of_interrupt() {
  constexpr int first_code = 128;
  return first_code + received;
}

}  // namespace waterbed
