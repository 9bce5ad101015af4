// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "output/result_reader.hpp"
#include "sim/base/date_text.hpp"

// Flows of one run, added up from the series of a result file.
namespace waterbed {

// Whole reporting periods, first <= period < end.
struct PeriodWindow {
  std::size_t first = 0;
  std::size_t end = 0;
};

struct FlowName {
  std::string_view flow;    // as printed
  std::string_view series;  // grams over at least period and lane
};

inline constexpr std::array<FlowName, 5> all_flows{{{"shipped", "shipped_g"},
                                                    {"landed", "landed_g"},
                                                    {"seized", "seized_g"},
                                                    {"lost", "lost_g"},
                                                    {"recorded", "recorded_g"}}};

[[nodiscard]] PeriodWindow all_periods(const ResultLayout& layout);
[[nodiscard]] std::int64_t weeks_in(const ResultLayout& layout, PeriodWindow window);
// First day after the period.
[[nodiscard]] std::int64_t end_day(const PeriodLabel& period);

// The name in print of a place, of its label.
[[nodiscard]] std::string title_of_place(const ResultLayout& layout, std::string_view place);

[[nodiscard]] bool has_one_commodity(const ResultLayout& layout);
[[nodiscard]] bool has_series(const ResultReader& reader, std::string_view name);
// Replicates whose run in `arm` ended in `state`.
[[nodiscard]] std::vector<std::size_t> replicates_in(const ResultReader& reader, std::size_t arm,
                                                     StoredState state);
// The cells of one run that is done, over the axes of the series. Throws OutputError (OutputFault::file) if
// the file lacks the series, lacks one of `axes` in it, or misses a cell.
[[nodiscard]] std::vector<std::int64_t> whole_cells(const ResultReader& reader, std::string_view series,
                                                    RunId run, std::initializer_list<Axis> axes);
// Tonnes of each lane in one run that is done, summed over the window's periods and over stages. Throws as
// whole_cells does.
[[nodiscard]] std::vector<double> lane_tonnes(const ResultReader& reader, const FlowName& flow, RunId run,
                                              PeriodWindow window);

}  // namespace waterbed
