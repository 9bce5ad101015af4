// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/progress.hpp"

#include <cstdio>
#include <string>

#include <fmt/format.h>
#include <unistd.h>

#include "sim/cli/terminal.hpp"

namespace waterbed {
namespace {

// "1 run", "2 runs"
std::string counted(std::int64_t number, const char* noun) {
  return fmt::format("{} {}{}", number, noun, number == 1 ? "" : "s");
}

std::string bar(std::int64_t done, std::int64_t total) {
  constexpr std::int64_t width = 24;
  const auto filled = static_cast<std::size_t>(width * done / total);
  return std::string(filled, '#') + std::string(width - filled, '.');
}

}  // namespace

std::string duration_text(double seconds) {
  const auto whole = static_cast<std::int64_t>(seconds + 0.5);
  if (whole < 60) return fmt::format("{} s", whole);
  if (whole < 3600) return fmt::format("{} min {:02} s", whole / 60, whole % 60);
  return fmt::format("{} h {:02} min", whole / 3600, whole / 60 % 60);
}

ProgressPrinter::ProgressPrinter(Volume volume)
    : volume_(volume), is_terminal_(isatty(STDERR_FILENO) == 1), start_(Clock::now()), last_(start_) {}

void ProgressPrinter::show(const RunProgress& progress) {
  if (volume_ == Volume::quiet) return;
  const Clock::time_point now = Clock::now();
  const double pause_s = is_terminal_ ? 0.1 : 5.0;
  const bool is_last = progress.done == progress.total;
  if (std::chrono::duration<double>(now - last_).count() < pause_s && !is_last) return;
  last_ = now;
  const double elapsed_s = std::chrono::duration<double>(now - start_).count();
  const double rate = static_cast<double>(progress.done) / (elapsed_s > 0.0 ? elapsed_s : 1e-9);
  const double left_s = static_cast<double>(progress.total - progress.done) / rate;
  std::string text = fmt::format("{} of {} replicates, {:.2f} a second, {} left", progress.done,
                                 progress.total, rate, duration_text(left_s));
  if (is_last) text = counted(progress.total, "replicate") + " in " + duration_text(elapsed_s);
  if (progress.failed > 0) text += ", " + counted(progress.failed, "run") + " failed";
  if (is_terminal_)
    print_message(fmt::format("\r\033[K[{}] {}", bar(progress.done, progress.total), text));
  else
    print_message(fmt::format("waterbed: {}\n", text));
  has_open_line_ = is_terminal_;
}

void ProgressPrinter::finish() {
  if (has_open_line_) print_message("\n");
  has_open_line_ = false;
}

}  // namespace waterbed
