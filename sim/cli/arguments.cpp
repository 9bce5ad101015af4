// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <string_view>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "sim/cli/commands.hpp"
#include "sim/cli/terminal.hpp"
#include "sim/jobs/version.hpp"

namespace waterbed {
namespace {

void add_common_options(CLI::App& command, Arguments& arguments) {
  const std::map<std::string, TableFormat> formats{{"text", TableFormat::text},
                                                   {"json", TableFormat::json},
                                                   {"csv", TableFormat::csv},
                                                   {"markdown", TableFormat::markdown}};
  command.add_option("--format", arguments.format, "how tables are printed: text, json, csv or markdown")
      ->transform(CLI::CheckedTransformer(formats).description(""))
      ->option_text("FORMAT");
  command.add_flag_callback(
      "--quiet", [&arguments] { arguments.volume = Volume::quiet; },
      "no progress and no messages but mistakes");
}

void add_threads(CLI::App& command, std::optional<int>& threads) {
  command.add_option("--threads", threads, "threads (default: the processors this process may use)")
      ->check(CLI::Range(1, 4096).description(""))
      ->option_text("T");
}

void add_scenario_options(CLI::App& command, ScenarioArguments& scenario) {
  ScenarioOptions& options = scenario.options;
  command.add_option("SCENARIO", scenario.file, "the scenario, a YAML file")->required()->option_text(" ");
  command.add_option("--replicates", options.replicates, "number of replicates")
      ->check(CLI::Range(std::int64_t{1}, std::int64_t{10000000}).description(""))
      ->option_text("N");
  command.add_option("--weeks", options.weeks, "weeks reported, counted from the start")
      ->check(CLI::Range(std::int64_t{1}, std::int64_t{10000}).description(""))
      ->option_text("N");
  command.add_option("--seed", options.seed, "seed of all luck")
      ->check(CLI::Range(std::int64_t{0}, std::int64_t{9000000000000000}).description(""))
      ->option_text("S");
  add_threads(command, scenario.threads);
  command
      .add_option("--arms", options.arms,
                  "only these arms, in the scenario's order; the first of them is the reference")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->option_text("a,b");
  // A function for each, since CLI11 would take "[a, b]" apart.
  command
      .add_option_function<std::string>(
          "--set", [&options](const std::string& text) { options.sets.push_back(text); },
          "put a value over the file's, as --set choice.eta=0.2 (repeatable)")
      ->trigger_on_parse()
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast)
      ->option_text("PATH=VALUE");
}

// "5%" or "displaced_share=5%".
PrecisionGoal goal_of(std::string_view text) {
  PrecisionGoal goal;
  const std::size_t sign = text.find('=');
  const std::string_view name = sign == text.npos ? statistic_names[0] : text.substr(0, sign);
  const auto found = std::find(statistic_names.begin(), statistic_names.end(), name);
  if (found == statistic_names.end())
    throw CLI::ValidationError("--until-halfwidth",
                               fmt::format("{} is none of {}", name, fmt::join(statistic_names, ", ")));
  goal.statistic = static_cast<Statistic>(found - statistic_names.begin());
  std::string_view number = sign == text.npos ? text : text.substr(sign + 1);
  const bool has_sign = number.ends_with('%');
  if (has_sign) number.remove_suffix(1);
  double percent = 0.0;
  const auto read = std::from_chars(number.data(), number.data() + number.size(), percent);
  const bool is_whole = read.ec == std::errc() && read.ptr == number.data() + number.size();
  if (!has_sign || !is_whole || !(percent > 0.0 && percent <= 100.0))
    throw CLI::ValidationError("--until-halfwidth",
                               fmt::format("{} is no percentage over 0 and up to 100, as 5%", text));
  goal.relative = percent / 100.0;
  return goal;
}

void add_goal(CLI::App& command, RunArguments& run) {
  CLI::Option* goal = command.add_option_function<std::string>(
      "--until-halfwidth", [&run](const std::string& text) { run.goal = goal_of(text); },
      fmt::format(
          "add replicates until half the 95 % interval of NAME is at most P % of its value, for every "
          "pair of arms that is accounted for: {} of them (default: {}), or {} of every arm",
          fmt::join(statistic_names.begin(), statistic_names.end() - 1, ", "), statistic_names.front(),
          statistic_names.back()));
  goal->option_text("[NAME=]P%");
  command
      .add_option("--replicates-at-most", run.replicates_at_most,
                  fmt::format("then end all the same (default: {})", run.replicates_at_most))
      ->check(CLI::Range(std::int64_t{1}, std::int64_t{10000000}).description(""))
      ->needs(goal)
      ->option_text("M");
}

void add_run(CLI::App& app, Arguments& arguments) {
  CLI::App* command =
      app.add_subcommand("run", "run all arms and replicates of a scenario into one result file");
  RunArguments& run = arguments.run;
  add_scenario_options(*command, run.scenario);
  add_goal(*command, run);
  command->add_option("-o,--output", run.output, "result file (default: the scenario's name + .h5, here)")
      ->check(
          [](const std::string& text) { return std::string(text.empty() ? "a result needs a name" : ""); })
      ->option_text("FILE.h5");
  command->add_flag_callback(
      "--no-timing", [&run] { run.timing = StoreTiming::no; },
      "leave out the group `timing`, so that equal runs give equal files");
  command->add_flag_callback(
      "--resume", [&run] { run.resume = Resume::yes; },
      "go on with what an earlier command of the same scenario has made, finished or not");
  command->add_flag_callback(
      "--no-fork", [&run] { run.forking = Forking::no; },
      "compute every arm from the first week on, though arms are the same until they first differ; the "
      "result "
      "is the same");
  command->add_flag_callback(
      "--profile", [&run] { run.profiling = Profiling::yes; },
      "print also the time by step of the week, and what was computed in it");
  add_common_options(*command, arguments);
  command->callback([&arguments] { arguments.command = Arguments::Command::run; });
}

void add_check(CLI::App& app, Arguments& arguments) {
  CLI::App* command =
      app.add_subcommand("check", "every mistake of a scenario at once, or else what would run");
  CheckArguments& check = arguments.check;
  add_scenario_options(*command, check.scenario);
  command->add_flag_callback(
      "--resolved", [&check] { check.view = CheckView::resolved; },
      "print every parameter with its value and where it comes from");
  add_common_options(*command, arguments);
  command->callback([&arguments] { arguments.command = Arguments::Command::check; });
}

void add_show(CLI::App& app, Arguments& arguments) {
  CLI::App* command = app.add_subcommand("show", "what is in a result file: arms, periods, lanes, totals");
  command->add_option("FILE", arguments.show_file, "a result file")->required()->option_text(" ");
  add_common_options(*command, arguments);
  command->callback([&arguments] { arguments.command = Arguments::Command::show; });
}

void add_compare(CLI::App& app, Arguments& arguments) {
  CLI::App* command =
      app.add_subcommand("compare", "where the flow went: two arms, consignment by consignment");
  CompareArguments& compare = arguments.compare;
  command->add_option("FILE", compare.file, "a result file")->required()->option_text(" ");
  command->add_option("--reference", compare.reference, "arm A (default: the first)")->option_text("A");
  command->add_option("--arm", compare.arm, "arm B (default: the first other)")->option_text("B");
  command
      ->add_option("--from", compare.from,
                   "only periods that begin on this date or later (default: when the arms begin to differ)")
      ->option_text("YYYY-MM-DD");
  command->add_option("--until", compare.until, "only periods that end before this date")
      ->option_text("YYYY-MM-DD");
  command
      ->add_option("--control", compare.control,
                   "control place of what seizures would have told (default: a far one)")
      ->option_text("PLACE");
  CLI::Option* table =
      command->add_option("--table", compare.table, "print this table alone, by its name in JSON");
  table->option_text("NAME");
  command
      ->add_flag_callback(
          "--all", [&compare] { compare.tables = CompareTables::all; },
          "print also lanes, terminals, organisations, money and pools")
      ->excludes(table);
  add_common_options(*command, arguments);
  command->callback([&arguments] { arguments.command = Arguments::Command::compare; });
}

void add_verify(CLI::App& app, Arguments& arguments) {
  CLI::App* command =
      app.add_subcommand("verify", "make stored runs again, from the file alone, and compare");
  VerifyArguments& verify = arguments.verify;
  command->add_option("FILE", verify.file, "a result file")->required()->option_text(" ");
  CLI::Option* runs = command->add_option("--runs", verify.runs, "only so many runs, spread over the file");
  runs->check(CLI::Range(std::int64_t{1}, std::int64_t{10000000000}).description(""))->option_text("N");
  command->add_option("--run", verify.run, "only this run: its replicate and arm")
      ->excludes(runs)
      ->option_text("R,ARM");
  add_threads(*command, verify.threads);
  add_common_options(*command, arguments);
  command->callback([&arguments] { arguments.command = Arguments::Command::verify; });
}

void add_whole_number(CLI::App& command, const char* name, int& number, CLI::Range range,
                      const char* description) {
  command.add_option(name, number, description)->check(range.description(""))->option_text("N");
}

void add_lines(CLI::App& command, const char* name, std::vector<std::string>& lines, const char* description,
               const char* letters) {
  command
      .add_option_function<std::string>(
          name, [&lines](const std::string& line) { lines.push_back(line); }, description)
      ->trigger_on_parse()
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast)
      ->option_text(letters);
}

// What is asked of a cluster.
void add_cluster(CLI::App& command, SweepArguments& sweep) {
  ClusterOptions& options = sweep.cluster;
  command
      .add_option("--program", options.program,
                  "what tasks start, as a wrapper around a container (default: this program)")
      ->option_text("FILE");
  command.add_option("--partition", options.partition, "part of the cluster (default: the cluster's)")
      ->option_text("NAME");
  command.add_option("--account", options.account, "who pays (default: the cluster's)")->option_text("NAME");
  const CLI::Range some(1, 1000000);
  add_whole_number(command, "--cores", options.cores, CLI::Range(1, 4096),
                   "processors of a task (default: 4)");
  add_whole_number(command, "--minutes", options.minutes, some, "work of a task, about (default: 30)");
  add_whole_number(command, "--tasks", options.tasks, some, "so many tasks, in the place of --minutes");
  add_whole_number(
      command, "--time", options.limit_minutes, CLI::Range(3, 1000000),
      "minutes after which Slurm ends a task, which then goes on later (default: twice the work, and "
      "ten, if the partition allows it)");
  add_whole_number(command, "--memory", options.memory_mb, CLI::Range(1, 1000000000),
                   "MB of a task (default: one and a half times the estimate, and 300)");
  add_whole_number(command, "--at-once", options.at_once, some, "tasks that may run at a time");
  add_whole_number(
      command, "--rounds", options.rounds, CLI::Range(0, 100),
      "how often what is still missing when all tasks have ended is submitted again (default: 2)");
  add_lines(command, "--setup", options.setup,
            "a line of shell before the program starts, as --setup 'module load hdf5' (repeatable)", "LINE");
  add_lines(command, "--sbatch", options.sbatch,
            "another option of sbatch, as --sbatch=--qos=short (repeatable)", "OPTION");
  command.add_flag_callback(
      "--dry-run", [&sweep] { sweep.is_dry = true; }, "print the scripts, and submit and write nothing");
}

void add_sweep(CLI::App& app, Arguments& arguments) {
  CLI::App* group = app.add_subcommand("sweep",
                                       "many worlds of one scenario: what a design would run, and "
                                       "what its outputs tell");
  group->require_subcommand(1);
  SweepArguments& sweep = arguments.sweep;
  const auto add = [&](const char* name, const char* description, SweepArguments::Action action) {
    CLI::App* command = group->add_subcommand(name, description);
    command->add_option("DESIGN", sweep.design, "the design, a YAML file")->required()->option_text(" ");
    add_common_options(*command, arguments);
    command->callback([&arguments, action] {
      arguments.command = Arguments::Command::sweep;
      arguments.sweep.action = action;
    });
    return command;
  };
  CLI::App* plan =
      add("plan", "every mistake of a design at once, or else what would run and what it would cost",
          SweepArguments::Action::plan);
  plan->add_option("--points", sweep.points, "write the values of all factors, point by point, to this file")
      ->option_text("FILE.csv");
  add_threads(*plan, sweep.threads);
  const auto add_store = [&](CLI::App& command) {
    command
        .add_option("--store", sweep.store, "folder of the runs (default: the design's name + .sweep, here)")
        ->option_text("FOLDER");
  };
  const auto add_output = [&](CLI::App& command) {
    command
        .add_option("-o,--output", sweep.output, "the merged file (default: the design's name + .h5, here)")
        ->option_text("FILE.h5");
  };
  CLI::App* run =
      add("run", "run what is missing of a design, on all processors", SweepArguments::Action::run);
  add_store(*run);
  add_threads(*run, sweep.threads);
  using Begin = SweepSettings::Begin;
  run->add_flag_callback(
      "--resume",
      [&sweep] {
        if (sweep.begin == Begin::anew) sweep.begin = Begin::resume;
      },
      "go on with what an earlier command has made, of this design or of a smaller one");
  run->add_flag_callback(
      "--retry-failed", [&sweep] { sweep.begin = Begin::retry_failed; }, "go on, and run again what failed");
  CLI::Option* submission =
      run->add_option("--submission", sweep.submission, "only a task of this submission, beside others")
          ->check(CLI::Range(1, 1000000).description(""))
          ->option_text("N");
  CLI::Option* task = run->add_option("--task", sweep.task, "which task")->needs(submission);
  task->option_text("K");
  submission->needs(task);
  CLI::App* submit = add("submit", "what is missing of a design as jobs of a cluster (Slurm)",
                         SweepArguments::Action::submit);
  add_store(*submit);
  add_cluster(*submit, sweep);
  submit->add_flag_callback(
      "--retry-failed", [&sweep] { sweep.begin = Begin::retry_failed; }, "also what failed");
  add_output(*submit);
  CLI::App* status = add("status", "how far a sweep is, and why runs failed", SweepArguments::Action::status);
  add_store(*status);
  CLI::App* cancel = add("cancel", "end what a cluster still has of a sweep; what is finished is kept",
                         SweepArguments::Action::cancel);
  add_store(*cancel);
  CLI::App* merge = add("merge", "join the runs of a sweep into one file", SweepArguments::Action::merge);
  add_store(*merge);
  add_threads(*merge, sweep.threads);
  add_output(*merge);
  merge->add_option("--submission", sweep.submission, "only if the design is still that of this submission")
      ->check(CLI::Range(1, 1000000).description(""))
      ->option_text("N");
  CLI::App* analysis = add("analyse", "which factors matter, how outputs answer to them, and what is luck",
                           SweepArguments::Action::analyse);
  CLI::Option* file =
      analysis->add_option("--file", sweep.file, "the merged file (default: the design's name + .h5, here)");
  file->option_text("FILE.h5");
  CLI::Option* values = analysis->add_option(
      "--values", sweep.values,
      "outputs by point instead of those of a merged file: a table with the columns point, perhaps "
      "replicate, and one for each output");
  values->option_text("FILE.csv")->excludes(file);
  analysis
      ->add_option("--outputs", sweep.outputs, "only these outputs of the file; a wrong name lists them all")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->option_text("a,b")
      ->excludes(values);
}

void add_list(CLI::App& app, Arguments& arguments) {
  CLI::App* command = app.add_subcommand("list", "what scenarios can say, or what one of them says");
  ListArguments& list = arguments.list;
  command
      ->add_option("WHAT", list.topic,
                   "parameters, methods, instruments, rules, measures, shocks, steps or series")
      ->required()
      ->check(CLI::IsMember(
                  {"parameters", "methods", "instruments", "rules", "measures", "shocks", "steps", "series"})
                  .description(""))
      ->option_text(" ");
  command
      ->add_option("SCENARIO", list.scenario, "list the methods, instruments, measures or shocks of this one")
      ->option_text(" ");
  add_common_options(*command, arguments);
  command->callback([&arguments] { arguments.command = Arguments::Command::list; });
}

void add_schema(CLI::App& app, Arguments& arguments) {
  CLI::App* command = app.add_subcommand("schema", "the scenario language as JSON Schema, for editors");
  command->add_flag_callback(
      "--design", [&arguments] { arguments.schema_of = SchemaOf::design; },
      "the language of designs of sweeps instead");
  command->callback([&arguments] { arguments.command = Arguments::Command::schema; });
}

bool is_command(const CLI::App& app, const std::string& word) {
  const auto named =
      app.get_subcommands([&](const CLI::App* command) { return command->get_name() == word; });
  return !named.empty();
}

}  // namespace

Arguments read_arguments(int count, const char* const* words) {
  Arguments arguments;
  CLI::App app("waterbed: where does smuggling go when controls tighten?", "waterbed");
  app.set_version_flag("--version", fmt::format("waterbed {} (commit {}, results version {})",
                                                program_version, program_commit, results_version));
  app.require_subcommand(1);
  add_run(app, arguments);
  add_check(app, arguments);
  add_show(app, arguments);
  add_compare(app, arguments);
  add_verify(app, arguments);
  add_sweep(app, arguments);
  add_list(app, arguments);
  add_schema(app, arguments);
  try {
    app.parse(count, words);
  } catch (const CLI::ParseError& problem) {
    if (count > 1 && words[1][0] != '-' && !is_command(app, words[1]))
      print_message(fmt::format("waterbed: {} is no command\n", words[1]));
    const bool asked_for_help = app.exit(problem) == 0;
    arguments.command = Arguments::Command::nothing;
    arguments.exit_code = asked_for_help ? exit_done : exit_wrong_input;
  }
  return arguments;
}

}  // namespace waterbed
