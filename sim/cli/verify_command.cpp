// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "output/hexadecimal.hpp"
#include "sim/base/parallel.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/interrupt.hpp"
#include "sim/cli/progress.hpp"
#include "sim/cli/terminal.hpp"
#include "sim/jobs/verify_job.hpp"

namespace waterbed {
namespace {

std::optional<VerifySettings::One> run_named(const std::string& text) {
  if (text.empty()) return std::nullopt;
  const std::size_t comma = std::min(text.find(','), text.size());
  VerifySettings::One one{0, comma == text.size() ? "" : text.substr(comma + 1)};
  const char* end = text.data() + comma;
  const auto read = std::from_chars(text.data(), end, one.replicate);
  if (read.ec != std::errc{} || read.ptr != end || one.arm.empty())
    throw std::invalid_argument("--run " + text +
                                " names no run: write its replicate and arm, as --run 3,rotterdam");
  return one;
}

const char* word_of(StoredState state) {
  return state == StoredState::done ? "done" : state == StoredState::failed ? "failed" : "not run";
}

// What the file and the program say of one run, for people.
std::string said(const StoredRun& run) {
  return run.state == StoredState::done ? hexadecimal(run.digest) : run.message;
}

Table counts_table(const Verification& result) {
  Table table{"verified", "Made again from the file", {{"", "what"}, {"", "runs", Align::right}}, {}};
  const auto add = [&](const char* what, std::int64_t number) {
    table.rows.push_back({{what}, {std::to_string(number), static_cast<double>(number)}});
  };
  add("runs in the file", result.stored);
  add("made again", result.compared);
  add("equal", result.equal);
  add("different", result.compared - result.equal);
  return table;
}

Table run_table(const RunComparison& run) {
  Table table{"run",
              fmt::format("Run {},{}", run.replicate, run.arm),
              {{"", "what"}, {"state", "state"}, {"digest or message", "said"}},
              {}};
  table.rows.push_back({{"in the file"}, {word_of(run.stored.state)}, {said(run.stored)}});
  table.rows.push_back({{"made again"}, {word_of(run.made.state)}, {said(run.made)}});
  return table;
}

Table differences_table(const Verification& result) {
  Table table{"different",
              "Different",
              {{"replicate", "replicate", Align::right}, {"arm", "arm"}, {"what", "difference"}},
              {}};
  for (const RunComparison& run : result.different)
    table.rows.push_back(
        {{std::to_string(run.replicate), static_cast<double>(run.replicate)}, {run.arm}, {run.difference}});
  return table;
}

}  // namespace

int verify_command(const Arguments& arguments) {
  watch_for_interrupts();
  const VerifyArguments& asked = arguments.verify;
  const VerifySettings settings{asked.file, asked.threads.value_or(available_threads()),
                                chosen_instruction_set(std::getenv("WATERBED_ISA")), asked.runs,
                                run_named(asked.run)};
  ProgressPrinter progress(arguments.volume, "run", "different");
  RunWatch watch;
  watch.report = [&](const RunProgress& state) { progress.show(state); };
  watch.is_stopping = is_interrupted;
  const Verification result = verify_file(settings, watch);
  progress.finish();
  for (const std::string& sentence : result.scenario)
    print_message(fmt::format("waterbed: {}: {}\n", asked.file, sentence));
  std::vector<Table> tables{counts_table(result)};
  if (result.asked_for) tables.push_back(run_table(*result.asked_for));
  if (!result.different.empty()) tables.push_back(differences_table(result));
  print_result(printed(tables, arguments.format));
  if (result.ending == RunEnding::stopped) {
    print_message("waterbed: interrupted; the rest was not made again\n");
    return exit_code_of_interrupt();
  }
  return result.scenario.empty() && result.equal == result.compared ? exit_done : exit_some_failed;
}

}  // namespace waterbed
