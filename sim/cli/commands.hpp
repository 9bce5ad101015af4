// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "config/scenario.hpp"
#include "output/table.hpp"
#include "sim/jobs/job_scripts.hpp"
#include "sim/jobs/run_job.hpp"
#include "sim/jobs/sweep_job.hpp"
#include "sim/jobs/until_precise.hpp"

// What the command line asks for, and the commands that answer. Only this folder prints and exits.
namespace waterbed {

// Exit codes of the command; after an interrupt exit_code_of_interrupt().
enum ExitCode : int { exit_done = 0, exit_some_failed = 1, exit_wrong_input = 2, exit_machine_failed = 3 };

enum class Volume { normal, quiet };
enum class StoreTiming { yes, no };
enum class Profiling { no, yes };

// A scenario and what the command line puts over it; for `run` and `check`.
struct ScenarioArguments {
  std::string file;
  ScenarioOptions options;
  std::optional<int> threads;
};

struct RunArguments {
  ScenarioArguments scenario;
  std::string output;  // empty: the scenario's stem + ".h5" in the working folder
  StoreTiming timing = StoreTiming::yes;
  Resume resume = Resume::no;
  Forking forking = Forking::yes;
  Profiling profiling = Profiling::no;
  std::optional<PrecisionGoal> goal;  // none: as many replicates as the scenario has
  std::int64_t replicates_at_most = PrecisionGoal{}.most_replicates;  // with a goal
};

enum class CheckView { what_would_run, resolved };

struct CheckArguments {
  ScenarioArguments scenario;
  CheckView view = CheckView::what_would_run;
};

// Which tables people are shown; programs get all.
enum class CompareTables { main, all };

struct CompareArguments {
  std::string file;
  std::string reference;
  std::string arm;
  std::string from;  // date, or empty
  std::string until;
  std::string control;  // entry place, or empty
  std::string table;    // the only one printed, or empty
  CompareTables tables = CompareTables::main;
};

struct VerifyArguments {
  std::string file;
  std::optional<std::int64_t> runs;
  std::string run;  // "R,ARM", or empty
  std::optional<int> threads;
};

struct SweepArguments {
  enum class Action { plan, run, submit, status, cancel, merge, analyse } action = Action::plan;
  std::string design;
  std::string store;   // folder of the runs; empty: the design's stem + ".sweep" in the working folder
  std::string output;  // `merge`, `submit`: file; empty: the design's stem + ".h5" in the working folder
  SweepSettings::Begin begin = SweepSettings::Begin::anew;  // `run`, `submit`
  std::string points;  // `plan`: file to which the points are written, or empty
  std::string file;    // `analyse`: merged file; empty: the design's stem + ".h5" in the working folder
  std::string values;  // `analyse`: table of outputs instead, or empty
  std::vector<std::string> outputs;  // `analyse`: only these; empty: main ones for people, all for programs
  std::optional<int> threads;
  ClusterOptions cluster;  // `submit`
  bool is_dry = false;     // `submit`
  std::optional<int>
      submission;          // `run`: only the runs of a task of it; `merge`: only if it is of this design
  std::uint64_t task = 0;  // `run`
};

struct ListArguments {
  std::string topic;
  std::string scenario;  // empty: what the language has
};

// Which language a schema describes.
enum class SchemaOf { scenario, design };

struct Arguments {
  enum class Command {
    nothing,
    run,
    check,
    show,
    compare,
    verify,
    sweep,
    list,
    schema
  } command = Command::nothing;
  RunArguments run;
  CheckArguments check;
  std::string show_file;
  CompareArguments compare;
  VerifyArguments verify;
  SweepArguments sweep;
  ListArguments list;
  SchemaOf schema_of = SchemaOf::scenario;
  TableFormat format = TableFormat::text;
  Volume volume = Volume::normal;
  int exit_code = exit_done;  // when `command` is nothing: help, version or a mistake was printed
};

[[nodiscard]] Arguments read_arguments(int count, const char* const* words);

// On standard error, what remarks_on() says of a scenario that `run` and `check` accept.
void print_remarks(const Scenario& scenario, const ScenarioOptions& options, Volume volume);

[[nodiscard]] int run_command(const Arguments& arguments);
[[nodiscard]] int check_command(const Arguments& arguments);
[[nodiscard]] int show_command(const Arguments& arguments);
[[nodiscard]] int compare_command(const Arguments& arguments);
[[nodiscard]] int verify_command(const Arguments& arguments);
[[nodiscard]] int sweep_command(const Arguments& arguments);
[[nodiscard]] int list_command(const Arguments& arguments);
[[nodiscard]] int schema_command(const Arguments& arguments);

}  // namespace waterbed
