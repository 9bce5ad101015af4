// SPDX-License-Identifier: Apache-2.0
#include <cstdlib>
#include <filesystem>
#include <span>

#include <fmt/format.h>

#include "output/error.hpp"
#include "output/result_reader.hpp"
#include "output/summary.hpp"
#include "sim/base/parallel.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/progress.hpp"
#include "sim/cli/terminal.hpp"
#include "sim/jobs/run_job.hpp"

namespace waterbed {
namespace {

std::filesystem::path target_of(const RunArguments& run) {
  if (!run.output.empty()) return run.output;
  return std::filesystem::path(run.scenario.file).stem().concat(".h5");
}

void print_failures(const RunSummary& summary) {
  constexpr std::size_t most = 20;
  const std::size_t shown = std::min(most, summary.failures.size());
  for (const std::string& failure : std::span(summary.failures).first(shown))
    print_message(fmt::format("waterbed: run failed: {}\n", failure));
  if (summary.failures.size() > shown)
    print_message(fmt::format("waterbed: and {} more\n", summary.failures.size() - shown));
}

}  // namespace

void print_remarks(const Scenario& scenario, const ScenarioOptions& options, Volume volume) {
  if (volume == Volume::quiet) return;
  for (const std::string& remark : remarks_on(scenario, options.weeks ? Horizon::option : Horizon::scenario))
    print_message("waterbed: " + remark + "\n");
}

int run_command(const Arguments& arguments) {
  const RunArguments& run = arguments.run;
  const InstructionSet instruction_set = chosen_instruction_set(std::getenv("WATERBED_ISA"));
  const Prepared prepared = prepare(run.scenario.file, run.scenario.options);
  if (!prepared.mistakes.empty()) {
    print_message(fmt::format("{}", prepared.mistakes.printed()));
    return exit_wrong_input;
  }
  const RunSettings settings{
      target_of(run), run.scenario.threads.value_or(available_threads()), instruction_set,
      run.timing == StoreTiming::yes ? RunSettings::Timing::stored : RunSettings::Timing::left_out};
  check_target(prepared, run.scenario.file, settings.target);
  print_remarks(prepared.scenario, run.scenario.options, arguments.volume);
  ProgressPrinter progress(arguments.volume);
  const RunSummary summary =
      run_to_file(prepared, settings, [&](const RunProgress& state) { progress.show(state); });
  progress.finish();
  print_failures(summary);
  const ResultReader reader(settings.target);
  print_result(printed(summarise(reader), arguments.format));
  if (arguments.volume == Volume::normal)
    print_message(fmt::format("\nResults: {0} (waterbed show {0}; waterbed compare {0} --arm NAME)\n",
                              settings.target.string()));
  return summary.failed_runs > 0 ? exit_some_failed : exit_done;
}

}  // namespace waterbed
