// SPDX-License-Identifier: Apache-2.0
#pragma once

// Ctrl-C and requests to end: the command ends at the next good moment; a second one ends it at once.
namespace waterbed {

enum class NextInterrupt { ends, is_ignored };

// From now on is_interrupted() tells of an interrupt; what the one after it does.
void watch_for_interrupts(NextInterrupt next = NextInterrupt::ends);
// From any thread.
[[nodiscard]] bool is_interrupted();
// 130 after Ctrl-C (SIGINT), 143 after SIGTERM, as shells say it.
[[nodiscard]] int exit_code_of_interrupt();

}  // namespace waterbed
