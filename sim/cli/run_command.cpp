// SPDX-License-Identifier: Apache-2.0
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <optional>
#include <stdexcept>
#include <system_error>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "output/block_store.hpp"
#include "output/open_result.hpp"
#include "output/result_reader.hpp"
#include "output/summary.hpp"
#include "sim/base/parallel.hpp"
#include "sim/cli/commands.hpp"
#include "sim/cli/interrupt.hpp"
#include "sim/cli/problem.hpp"
#include "sim/cli/profile_tables.hpp"
#include "sim/cli/progress.hpp"
#include "sim/cli/terminal.hpp"
#include "sim/jobs/run_job.hpp"
#include "sim/jobs/until_precise.hpp"

namespace waterbed {
namespace {

std::filesystem::path target_of(const RunArguments& run) {
  std::filesystem::path target = run.output;
  if (run.output.empty()) target = std::filesystem::path(run.scenario.file).stem().concat(".h5");
  // A link is kept, and what it leads to replaced.
  constexpr int most_links = 40;  // as Linux follows
  std::error_code ignored;
  int links = 0;
  for (; links < most_links && std::filesystem::is_symlink(target, ignored); ++links)
    target = target.parent_path() / std::filesystem::read_symlink(target);
  if (links == most_links) throw std::invalid_argument(run.output + " is a link that leads to itself");
  return target;
}

// Tells of runs that failed, now or earlier, and counts them.
std::int64_t print_failures(const ResultReader& reader) {
  constexpr std::int64_t most = 20;
  std::int64_t failed = 0;
  const ResultLayout& layout = reader.layout();
  for (std::size_t replicate = 0; replicate < static_cast<std::size_t>(layout.replicates); ++replicate) {
    for (std::size_t arm = 0; arm < layout.arms.size(); ++arm) {
      if (reader.state({arm, replicate}) != StoredState::failed || ++failed > most) continue;
      print_message(fmt::format("waterbed: run {},{} failed: {}\n", replicate, layout.arms[arm],
                                reader.run({arm, replicate}).message));
    }
  }
  if (failed > most) print_message(fmt::format("waterbed: and {} more runs failed\n", failed - most));
  return failed;
}

std::string where_results_are(const std::filesystem::path& target, std::size_t arms) {
  const std::string file = target.string();
  const std::string compare =
      arms < 2 ? "" : fmt::format("; waterbed compare {} --arm NAME --from DATE", file);
  return fmt::format("\nResults: {0} (waterbed show {0}{1})\n", file, compare);
}

// What ends early says how to go on, whatever ended it.
class Keeping {
 public:
  explicit Keeping(std::filesystem::path target) : target_(std::move(target)) {}
  void begin() { ++rounds_; }
  void print_how_to_go_on() const {
    const bool is_beside = rounds_ > 0 && has_blocks(target_);
    if (!is_beside && rounds_ < 2) return;  // the result of an earlier round stands
    print_message(
        fmt::format("waterbed: what is finished is kept {} {}: the same command with --resume goes on\n",
                    is_beside ? "beside" : "in", target_.string()));
  }

 private:
  std::filesystem::path target_;
  int rounds_ = 0;
};

// The summary alone, or before the tables of the profile.
void print_tables(const Table& summary, const std::optional<Profile>& profile, Index organisations,
                  TableFormat format) {
  if (!profile) return print_result(printed(summary, format));
  std::vector<Table> tables{summary};
  for (Table& table : profile_tables(*profile, organisations)) tables.push_back(std::move(table));
  print_result(printed(tables, format));
}

using Job = std::function<RunSummary(const RunWatch&)>;

// Returns the exit code if the run did not come to its end.
std::optional<int> run_watched(const Job& job, const RunSettings& settings, Volume volume) {
  Keeping keeping(settings.target);
  ProgressPrinter progress(volume);
  RunWatch watch;
  watch.report = [&](const RunProgress& state) { progress.show(state); };
  watch.remark = [&](const std::string& sentence) {
    progress.finish();
    if (volume == Volume::normal) print_message("waterbed: " + sentence + "\n");
  };
  watch.keeping = [&] { keeping.begin(); };
  watch.is_stopping = is_interrupted;
  try {
    const RunSummary summary = job(watch);
    progress.finish();
    if (summary.ending == RunEnding::finished) return std::nullopt;
    print_message(fmt::format("waterbed: interrupted with {} of {} replicates finished\n", summary.made,
                              summary.asked));
    keeping.print_how_to_go_on();
    return exit_code_of_interrupt();
  } catch (...) {
    progress.finish();
    const int code = print_problem();
    keeping.print_how_to_go_on();
    return code;
  }
}

}  // namespace

void print_remarks(const Scenario& scenario, const ScenarioOptions& options, Volume volume) {
  if (volume == Volume::quiet) return;
  for (const std::string& remark : remarks_on(scenario, options.weeks ? Horizon::option : Horizon::scenario))
    print_message("waterbed: " + remark + "\n");
}

int run_command(const Arguments& arguments) {
  watch_for_interrupts();
  const RunArguments& run = arguments.run;
  const InstructionSet instruction_set = chosen_instruction_set(std::getenv("WATERBED_ISA"));
  const Prepared prepared = prepare(run.scenario.file, run.scenario.options);
  if (!prepared.mistakes.empty()) {
    print_message(fmt::format("{}", prepared.mistakes.printed()));
    return exit_wrong_input;
  }
  RunSettings settings{target_of(run), run.scenario.threads.value_or(available_threads()), instruction_set};
  if (run.timing == StoreTiming::no) settings.timing = RunSettings::Timing::left_out;
  settings.resume = run.resume;
  settings.forking = run.forking;
  std::optional<Profile> profile;
  if (run.profiling == Profiling::yes) settings.profile = &profile.emplace(prepared.mechanisms);
  std::optional<PrecisionGoal> goal = run.goal;
  if (goal) goal->most_replicates = run.replicates_at_most;
  check_target(prepared, run.scenario.file, settings.target);
  if (goal) check_goal(prepared, *goal);
  print_remarks(prepared.scenario, run.scenario.options, arguments.volume);
  const Job job = [&](const RunWatch& watch) {
    return goal ? run_until_precise(prepared, run.scenario.options, settings, *goal, watch)
                : run_to_file(prepared, settings, watch);
  };
  const std::optional<int> early = run_watched(job, settings, arguments.volume);
  if (early) return *early;
  const ResultReader reader = open_result(settings.target);
  const std::int64_t failed = print_failures(reader);
  print_tables(summarise(reader), profile, prepared.world.organisations, arguments.format);
  if (arguments.volume == Volume::normal)
    print_message(where_results_are(settings.target, prepared.scenario.arms.size()));
  return failed > 0 ? exit_some_failed : exit_done;
}

}  // namespace waterbed
