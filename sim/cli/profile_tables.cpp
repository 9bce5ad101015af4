// SPDX-License-Identifier: Apache-2.0
#include "sim/cli/profile_tables.hpp"

#include <numeric>
#include <optional>
#include <string>

namespace waterbed {
namespace {

std::optional<double> quotient(double value, double number) {
  return number > 0.0 ? std::optional(value / number) : std::nullopt;
}

Table times_table(const Profile& profile, Index organisations) {
  Table table{"profile",
              "Time by step, over threads",
              {{"step", "step"},
               {"seconds", "seconds", Align::right},
               {"%", "percent", Align::right},
               {"s a replicate", "seconds_per_replicate", Align::right},
               {"ns an organisation and week", "ns_per_organisation_week", Align::right}},
              {}};
  const RunCounts counts = profile.counts();
  const std::vector<double> seconds = profile.seconds();
  const double all = std::accumulate(seconds.begin(), seconds.end(), 0.0);
  const double organisation_weeks = static_cast<double>(counts.weeks) * static_cast<double>(organisations);
  const auto add = [&](const std::string& name, double time) {
    table.rows.push_back({{name},
                          number_cell(time, 3),
                          optional_cell(quotient(100.0 * time, all), 1),
                          optional_cell(quotient(time, static_cast<double>(counts.replicates)), 4),
                          optional_cell(quotient(1e9 * time, organisation_weeks), 1)});
  };
  for (std::size_t row = 0; row < seconds.size(); ++row) add(profile.names()[row], seconds[row]);
  add("all", all);
  return table;
}

Table counts_table(const RunCounts& counts) {
  Table table{
      "computed",
      "Computed, on whatever machine",
      {{"", "what"}, {"number", "number", Align::right}, {"a replicate", "per_replicate", Align::right}},
      {}};
  const auto add = [&](const char* what, std::int64_t number) {
    const auto replicates = static_cast<double>(counts.replicates);
    table.rows.push_back(
        {{what}, whole_cell(number), optional_cell(quotient(static_cast<double>(number), replicates), 1)});
  };
  add("replicates", counts.replicates);
  add("weeks computed", counts.weeks);
  add("weeks saved by forking", counts.weeks_saved);
  add("consignments decided", counts.consignments);
  add("routes valued", counts.routes_valued);
  return table;
}

}  // namespace

std::vector<Table> profile_tables(const Profile& profile, Index organisations) {
  return {times_table(profile, organisations), counts_table(profile.counts())};
}

}  // namespace waterbed
