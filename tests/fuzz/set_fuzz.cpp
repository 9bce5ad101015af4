// SPDX-License-Identifier: Apache-2.0
#include <filesystem>

#include "config/scenario.hpp"
#include "sim/jobs/run_job.hpp"
#include "tests/config/sample_blocks.hpp"
#include "tests/fuzz/properties.hpp"
#include "tests/fuzz/targets.hpp"

namespace waterbed::fuzz {

namespace {

// A bit of everything that --set may reach into.
constexpr std::string_view small_scenario = R"(waterbed: 1
start: 2022-01-03
weeks: 10
places:
  NLRTM: {latitude_deg: 51.9}
  BEANR: {latitude_deg: 51.2, recorded: {value: 0.5, low: 0.4, high: 0.6, source: a guess}}
streams: {containers: {}}
strata:
  NLRTM/BEANR/containers: {legal_units_per_week: 10}
instruments:
  portal: {kind: scanner, place: NLRTM, streams: [containers]}
  lab: {kind: rate}
measures:
  m: {from: 2022-01-10, until: 2022-01-24, change: {places.*.recorded: {multiply: 0.5}}}
arms:
  today: {}
  later: {measures: [m], choice: {theta_kg_per_eur: 0.01}}
)";

// The least that is a whole world of the model's own blocks.
constexpr std::string_view whole_scenario = R"(waterbed: 1
start: 2000-01-03
weeks: 4
replicates: 1
commodities: {goods: {source_price_eur_per_kg: 0}}
places:
  origin: {role: source, latitude_deg: 0, longitude_deg: 0}
  port: {latitude_deg: 0, longitude_deg: 0}
passages: {origin/port: {sea_days: 7}}
methods: {box: {at: port}}
markets: {market: {commodity: goods, latitude_deg: 0, longitude_deg: 0, landed_price_eur_per_kg: 30000}}
organisations: {count: 10}
instruments: {control: {kind: rate, origins: [origin], probability: 0.1}}
)";

std::vector<std::string> lines_of(std::string_view bytes) {
  std::vector<std::string> lines;
  while (!bytes.empty()) {
    const std::size_t end = std::min(bytes.find('\n'), bytes.size());
    lines.emplace_back(bytes.substr(0, end));
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
  }
  return lines;
}

Mistakes mistakes_in(const ScenarioOptions& options, bool is_small) {
  static const sample::Folder folder;
  static const std::filesystem::path small = folder.write("small.yaml", small_scenario);
  static const std::filesystem::path whole = folder.write("whole.yaml", whole_scenario);
  return is_small ? read_scenario(small, sample::blocks(), options).mistakes
                  : prepare(whole, options).mistakes;
}

}  // namespace

void try_set(std::string_view bytes) {
  ScenarioOptions options;
  const bool is_small = bytes.starts_with('#');
  options.sets = lines_of(bytes.substr(is_small ? 1 : 0));
  require_good_messages(mistakes_in(options, is_small), {});
}

}  // namespace waterbed::fuzz
