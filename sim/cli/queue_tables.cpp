// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/queue_tables.hpp"

#include <ctime>
#include <string>
#include <utility>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "sim/cli/progress.hpp"

namespace waterbed {
namespace {

std::string joined(const TaskReasons& reasons) {
  std::string text;
  for (const auto& [reason, count] : reasons)
    text += fmt::format("{}{}: {}", text.empty() ? "" : ", ", reason, count);
  return text;
}

// "2026-11-27 14:05 UTC"
std::string end_text(double seconds_left) {
  const std::time_t end = std::time(nullptr) + static_cast<std::time_t>(seconds_left);
  return fmt::format("{:%Y-%m-%d %H:%M} UTC", fmt::gmtime(end));
}

Table reason_table(const char* name, const char* title, const char* column, const TaskReasons& reasons) {
  constexpr std::size_t most = 20;
  Table table{
      name, title, {{"tasks", "tasks", Align::right}, {column, column, Align::left, Overflow::wrap}}, {}};
  for (const auto& [reason, count] : reasons)
    if (table.rows.size() < most) table.rows.push_back({whole_cell(count), {reason}});
  return table;
}

}  // namespace

std::vector<Table> queue_tables(const QueueStatus& status) {
  Table queue{"tasks",
              "Tasks of the cluster",
              {{"", "state"}, {"", "tasks", Align::right}, {"", "note", Align::left, Overflow::wrap}},
              {}};
  const auto add = [&](const char* state, std::int64_t count, std::string note) {
    queue.rows.push_back({{state}, whole_cell(count), {std::move(note)}});
  };
  add("waiting", status.waiting, joined(status.waiting_reasons));
  std::string running_note;
  if (status.running > 0) running_note = fmt::format("on {} processors", status.processors);
  if (status.seconds_left)
    running_note += fmt::format("; expected end {} (in {}), if so many run all the time",
                                end_text(*status.seconds_left), duration_text(*status.seconds_left));
  add("running", status.running, running_note);
  add("done", status.done, "");
  if (status.sent_again > 0) add("sent again", status.sent_again, "what they left is with later tasks");
  add("ended early", status.ended_early,
      status.ended_early > 0 ? "their runs are missing: waterbed sweep submit sends what is missing" : "");
  if (!status.merge.empty()) queue.rows.push_back({{"merge"}, {}, {status.merge}});
  if (status.of_changed_design > 0)
    add("of a changed design", status.of_changed_design,
        "will refuse to run: waterbed sweep cancel ends them");
  std::vector<Table> tables{std::move(queue)};
  if (!status.early_reasons.empty())
    tables.push_back(reason_table("ended_early", "Why tasks ended early", "reason", status.early_reasons));
  if (!status.remarks.empty())
    tables.push_back(reason_table("remarks", "What other tasks said", "remark", status.remarks));
  return tables;
}

}  // namespace waterbed
