// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "config/design_language.hpp"
#include "config/mistakes.hpp"
#include "config/scenario.hpp"

// The design of a sweep: which worlds of a scenario are run. DESIGN.yaml names the scenario, its factors,
// each a value of the scenario by the path that --set takes, and how points are laid among their ranges.
namespace waterbed {

// What policy can choose, or what nobody knows.
enum class FactorRole { lever, uncertainty };

enum class FactorScale { linear, logarithmic };

// In the unit of the parameter.
struct FactorRange {
  double low;
  double high;
};

struct Factor {
  std::string path;  // "choice.theta_kg_per_eur"
  FactorRole role = FactorRole::uncertainty;
  std::string origin{};                // "design.yaml:12"
  std::optional<FactorRange> range{};  // nothing: that of the scenario
  FactorScale scale = FactorScale::linear;
  std::vector<std::string> values{};    // instead of a range, as --set takes them
  std::optional<std::int64_t> steps{};  // of a grid, evenly over the range, both ends included
  bool is_whole = false;  // a count: its range gives whole numbers alone; known once ranges are taken
  // Of a path with *: the parameters that it moves, known once ranges are taken. Where it has no range of its
  // own its value is the place of each in its range, from 0 to 1.
  std::vector<Factor> members{};
  bool moves_places = false;
};

struct Design {
  std::string title;
  std::filesystem::path scenario;  // from the folder of the process
  DesignKind kind = DesignKind::sobol;
  std::int64_t size = 0;    // points, blocks (saltelli) or trajectories (morris); 0 for grid and list
  std::int64_t levels = 4;  // of morris
  std::int64_t seed = 1;    // of the points; that of runs is the scenario's
  ScenarioOptions options;  // for every point
  std::vector<std::string> set_origins;        // "design.yaml:7", of options.sets
  std::string arms_origin;                     // of options.arms; empty where there are none
  std::vector<Factor> factors;                 // in the order written, levers first
  std::vector<std::vector<std::string>> rows;  // of a list: [point][factor]
  std::vector<std::string> row_origins;        // "points.csv:3"
  std::vector<SourceFileRecord> files;         // the design, and the table of a list
};

struct DesignReading {
  Design design;
  Mistakes mistakes;
};

// Reads and checks `path` and the table it names, not the scenario. Returns all mistakes at once; then the
// design must not be used.
[[nodiscard]] DesignReading read_design(const std::filesystem::path& path);

}  // namespace waterbed
