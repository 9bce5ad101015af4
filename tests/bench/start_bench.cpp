// SPDX-License-Identifier: Apache-2.0
// How long `waterbed run` takes until its first week is run: milliseconds from when the process was asked
// for, given by the caller as CLOCK_MONOTONIC in nanoseconds, to the end of each stage. Follows the very path
// of the command and stops it in its first week. tests/bench/start.py calls it once a round, so that nothing
// is warm.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <exception>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>

#include <unistd.h>

#include "sim/base/parallel.hpp"
#include "sim/jobs/run_job.hpp"

namespace {

using Clock = std::chrono::steady_clock;

// Milliseconds since the process was asked for.
double elapsed_ms(long long asked_ns) {
  const auto now = std::chrono::duration_cast<std::chrono::nanoseconds>(Clock::now().time_since_epoch());
  return static_cast<double>(now.count() - asked_ns) / 1e6;
}

void run(const std::filesystem::path& scenario, long long asked_ns) {
  const double loaded_ms = elapsed_ms(asked_ns);
  const waterbed::Prepared prepared = waterbed::prepare(scenario, {});
  if (!prepared.mistakes.empty()) throw std::invalid_argument(prepared.mistakes.printed());
  const double read_ms = elapsed_ms(asked_ns);
  static_cast<void>(waterbed::remarks_on(prepared.scenario, waterbed::Horizon::scenario));
  waterbed::RunSettings settings{
      std::filesystem::temp_directory_path() / ("waterbed_start_" + std::to_string(getpid()) + ".h5"),
      waterbed::available_threads(), waterbed::chosen_instruction_set(std::getenv("WATERBED_ISA"))};
  waterbed::check_target(prepared, scenario, settings.target);

  double ready_ms = 0;
  double ready_cpu_ms = 0;  // of the processor, since the process began
  double first_week_ms = 0;
  std::once_flag has_begun;
  waterbed::RunWatch watch;
  watch.report = [&](const waterbed::RunProgress& progress) {
    if (progress.done > progress.before) return;
    ready_ms = elapsed_ms(asked_ns);
    ready_cpu_ms = 1e3 * static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
  };
  watch.is_stopping = [&] {
    std::call_once(has_begun, [&] { first_week_ms = elapsed_ms(asked_ns); });
    return true;
  };
  static_cast<void>(waterbed::run_to_file(prepared, settings, watch));
  std::filesystem::remove_all(settings.target.parent_path() /
                              ("." + settings.target.filename().string() + ".blocks"));
  std::printf("loaded_ms,read_ms,ready_ms,first_week_ms,ready_cpu_ms\n%.2f,%.2f,%.2f,%.2f,%.2f\n", loaded_ms,
              read_ms, ready_ms, first_week_ms, ready_cpu_ms);
}

}  // namespace

int main(int count, char** words) {
  if (count != 3) {
    std::fprintf(stderr, "usage: start_bench SCENARIO ASKED_NS\n");
    return 2;
  }
  try {
    run(words[1], std::atoll(words[2]));
    return 0;
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "start_bench: %s\n", problem.what());
    return 1;
  }
}
