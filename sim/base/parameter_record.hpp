// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

// What `config` knows of a resolved scenario and `output` writes down: plain text, no type of either.
namespace waterbed {

// One resolved parameter of the reference arm, or (path "arms.NAME....") what an arm changes.
struct ParameterRecord {
  std::string path;   // "places.NLRTM.latitude_deg"
  std::string value;  // shortest text that reads back to the same value
  std::string unit;   // "EUR/kg"; empty for text
  std::string low;    // plausible range where the scenario gives one, else empty
  std::string high;
  std::string source;     // who says so; empty for an unsourced default
  std::string origin;     // "default", or "file.yaml:12"
  bool is_whole = false;  // a count, which takes whole numbers alone; result files do not keep it
};

// A file that took part in a scenario, by the name its user gave relative to the main one.
struct SourceFileRecord {
  std::string name;
  std::string text;
};

struct ScenarioRecord {
  std::string title;
  std::vector<ParameterRecord> parameters;
  std::vector<SourceFileRecord> files;  // the scenario first, then tables in order of use
};

}  // namespace waterbed
