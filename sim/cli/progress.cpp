// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/progress.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include <fmt/format.h>
#include <unistd.h>

#include "sim/cli/terminal.hpp"

namespace waterbed {
namespace {

// "1 run", "2 runs"
std::string counted(std::int64_t number, const std::string& noun) {
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

ProgressPrinter::ProgressPrinter(Volume volume, std::string noun, std::string failure)
    : volume_(volume),
      noun_(std::move(noun)),
      failure_(std::move(failure)),
      is_terminal_(isatty(STDERR_FILENO) == 1),
      start_(Clock::now()),
      last_(start_) {}

void ProgressPrinter::show(const RunProgress& progress) {
  if (volume_ == Volume::quiet) return;
  const Clock::time_point now = Clock::now();
  const double pause_s = is_terminal_ ? 0.1 : 5.0;
  const bool is_first = progress.done == progress.before;
  const bool is_last = progress.done == progress.total;
  if (is_first) start_ = now;
  const bool has_news = progress.before > 0 && !has_shown_;  // how many were taken up
  if (is_first && !has_news && !is_terminal_) return;
  const bool is_due = std::chrono::duration<double>(now - last_).count() >= pause_s;
  if (!is_first && !is_last && !is_due) return;
  last_ = now;
  const double elapsed_s = std::chrono::duration<double>(now - start_).count();
  std::string text = fmt::format("{} of {}", progress.done, counted(progress.total, noun_));
  const std::int64_t made = progress.done - progress.before;
  if (is_last) {
    text = counted(made, noun_) + " in " + duration_text(elapsed_s);
  } else if (made > 0) {
    const double rate = static_cast<double>(made) / std::max(elapsed_s, 1e-9);
    const double left_s = static_cast<double>(progress.total - progress.done) / rate;
    text += fmt::format(", {:.2f} a second, {} left", rate, duration_text(left_s));
  }
  if (progress.before > 0) text += fmt::format(", {} from before", progress.before);
  if (progress.failed > 0) text += ", " + counted(progress.failed, "run") + " " + failure_;
  if (is_terminal_)
    print_message(fmt::format("\r\033[K[{}] {}", bar(progress.done, progress.total), text));
  else
    print_message(fmt::format("waterbed: {}\n", text));
  has_shown_ = true;
  has_open_line_ = is_terminal_;
}

void ProgressPrinter::finish() {
  if (has_open_line_) print_message("\n");
  has_open_line_ = false;
}

}  // namespace waterbed
