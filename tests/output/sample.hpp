// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "output/block_file.hpp"
#include "output/result_file.hpp"
#include "output/seal.hpp"

// A small result made by hand: two arms, four replicates, of which replicate 2 fails in the second arm.
namespace waterbed::sample {

inline constexpr std::uint32_t failed_replicate = 2;
inline constexpr std::size_t seal_size = 32;  // bytes at the end of a result, output/FORMAT.md

inline ResultRecord record() {
  ResultRecord record;
  ResultLayout& layout = record.layout;
  layout.arms = {"free", "scanners"};
  layout.replicates = 4;
  layout.seed = 20240101;
  layout.periods = {{19723, 13}, {19814, 13}, {19905, 14}};  // 19723: Monday 2024-01-01
  layout.stages = {"source", "entry"};
  layout.places = {{"NLRTM", "Rotterdam", "port", 51.95, 4.14},
                   {"SKÅNE", "Skåne, coast", "coast", 55.5, 13.5},
                   {"ECGYE", "Guayaquil", "port", -2.28, -79.91}};
  layout.lanes = {{"cocaine/NLRTM/rip_off", "cocaine", "NLRTM", "rip_off"},
                  {"cocaine/NLRTM/pin_code", "cocaine", "NLRTM", "pin_code"},
                  {"cocaine/SKÅNE/sea_drop", "cocaine", "SKÅNE", "sea_drop"}};
  layout.source_places = {"ECGYE"};
  layout.lot_size_classes = {{"below 100 kg", 0.0}, {"100 kg and more", 100.0}};
  layout.accounts = {"buyers", "growers"};
  layout.pools = {{"crews/docks", "crew", "NLRTM"}, {"skippers/skären", "skipper", "SKÅNE"}};
  layout.series = {
      {"shipped_g", "g", "shipped mass, by week of plan", {Axis::period, Axis::lane}, false},
      {"landed_g", "g", "landed mass, by week of plan", {Axis::period, Axis::lane}, false},
      {"shipped_count", "1", "consignments shipped", {Axis::period, Axis::lane}, true},
      {"seized_g", "g", "seized mass, by week found", {Axis::period, Axis::stage, Axis::lane}, false},
      {"planned_g", "g", "planned mass", {Axis::period}, false},
      {"lost_g", "g", "lost mass, by week of the loss", {Axis::period, Axis::lane}, false},
      {"recorded_g", "g", "recorded mass, by week of the find", {Axis::period, Axis::lane}, false},
      {"recorded_lots", "1", "recorded seizures", {Axis::period, Axis::lane}, true},
      {"first_published_lots", "1", "of these first published", {Axis::period, Axis::lane}, true},
      {"seized_size_lots", "1", "lots seized", {Axis::period, Axis::place, Axis::lot_size_class}, true},
      {"seized_source_g", "g", "mass seized, by source", {Axis::period, Axis::source_place}, false},
      {"pool_jobs", "1", "jobs given", {Axis::period, Axis::pool}, false}};
  layout.steps = {"calendar/measures", "plan/consignments", "count/tally"};
  record.scenario.title = "Two ports, \"hand-made\" – Prüfung";
  record.scenario.parameters = {
      {"choice.theta_kg_per_eur", "0.002", "kg/EUR", "0.001", "0.004", "a guess, 2023", "two_ports.yaml:12"},
      {"splitting.rule", "optimum", "", "", "", "", "default"}};
  record.scenario.files = {{"two_ports.yaml", "waterbed: 1\ntitle: Prüfung\n"}, {"tables/empty.csv", ""}};
  record.program = {"0.1.0", "0123abc", 1};
  return record;
}

// Cell `index` of a series in one run. Lane 2 (index % 3 == 2) of the first arm stays empty in shipped_g.
inline std::int64_t cell(std::size_t series, std::size_t arm, std::uint32_t replicate, std::size_t index) {
  const auto number = [](auto value) { return static_cast<std::int64_t>(value); };
  if (arm == 0 && index % 3 == 2) return 0;
  return 1000000 * (1 + number(series)) + 100000 * number(arm) + 10000 * number(replicate) +
         100 * number(index);
}

inline RunResult run(const ResultLayout& layout, std::size_t arm, std::uint32_t replicate) {
  RunResult run;
  if (arm == 1 && replicate == failed_replicate) {
    run.state = RunState::failed;
    run.message = "choice/logit: utility is not a number, week 2024-05-06";
    return run;
  }
  run.digest = 0xfedcba9876543210U + 16 * arm + replicate;
  for (std::size_t series = 0; series < layout.series.size(); ++series) {
    std::size_t cells = 1;
    for (const Axis axis : layout.series[series].axes) cells *= layout.length(axis);
    std::vector<std::int64_t> values;
    for (std::size_t index = 0; index < cells; ++index) values.push_back(cell(series, arm, replicate, index));
    run.series.push_back(std::move(values));
  }
  return run;
}

inline ReplicateResult replicate(const ResultLayout& layout, std::uint32_t number) {
  ReplicateResult result{number, {}};
  for (std::size_t arm = 0; arm < layout.arms.size(); ++arm) result.arms.push_back(run(layout, arm, number));
  return result;
}

// A finished block with these replicates.
inline std::filesystem::path make_block(const std::filesystem::path& path, const ResultLayout& layout,
                                        std::vector<std::uint32_t> replicates) {
  std::sort(replicates.begin(), replicates.end());
  std::vector<PackedReplicate> packed;
  for (const std::uint32_t number : replicates) packed.push_back(pack(layout, replicate(layout, number)));
  write_block(path, layout, packed);
  append_seal(path);
  return path;
}

inline void join_files(const std::vector<std::filesystem::path>& files, const ResultRecord& record,
                       const std::filesystem::path& target) {
  MadeRuns runs(record.layout);
  for (const std::filesystem::path& file : files) runs.add(file);
  join(runs, record, {target.string() + ".tmp", target});
}

// The whole sample, its replicates spread over blocks as told.
inline void write_result(const std::filesystem::path& target, const ResultRecord& record,
                         const std::vector<std::vector<std::uint32_t>>& split) {
  std::vector<std::filesystem::path> blocks;
  for (const auto& replicates : split)
    blocks.push_back(
        make_block(target.string() + "." + std::to_string(blocks.size()), record.layout, replicates));
  join_files(blocks, record, target);
  for (const std::filesystem::path& block : blocks) std::filesystem::remove(block);
}

// The whole sample, after `alter` had its way with the series of each run that is done, given with its arm.
inline void write_altered(
    const std::filesystem::path& target, const ResultRecord& record,
    const std::function<void(std::vector<std::vector<std::int64_t>>&, std::size_t)>& alter) {
  std::vector<PackedReplicate> packed;
  for (std::uint32_t number = 0; number < static_cast<std::uint32_t>(record.layout.replicates); ++number) {
    ReplicateResult made = replicate(record.layout, number);
    for (std::size_t arm = 0; arm < made.arms.size(); ++arm)
      if (!made.arms[arm].series.empty()) alter(made.arms[arm].series, arm);
    packed.push_back(pack(record.layout, made));
  }
  const std::filesystem::path block = target.string() + ".0";
  write_block(block, record.layout, packed);
  append_seal(block);
  join_files({block}, record, target);
  std::filesystem::remove(block);
}

// The layout without the series of that name.
inline void drop_series(ResultLayout& layout, std::string_view name) {
  std::erase_if(layout.series, [name](const SeriesSpec& series) { return series.name == name; });
}

inline std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

inline void write_bytes(const std::filesystem::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

}  // namespace waterbed::sample
