// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/parameter_set.hpp"

// A small set of blocks with every kind of field, and a folder for files of a test.
namespace waterbed::sample {

struct PlaceParams {
  Degrees latitude;  // must be given
  Probability recorded{0.98};
  std::int64_t terminals = 1;
  std::string title;

  void describe(FieldVisitor& fields) {
    fields.quantity("latitude", latitude, {-90, 90}, "north positive", Change::at_start_only);
    fields.quantity("recorded", recorded, {0, 1}, "share of seizures that is recorded");
    fields.count("terminals", terminals, {1, 50}, "number of terminals");
    fields.text("title", title, "name in tables");
  }
};

struct StreamParams {
  Number weight{1};
  void describe(FieldVisitor& fields) { fields.quantity("weight", weight, {0, 10}, "relative size"); }
};

struct StratumParams {
  UnitsPerWeek legal{100};
  void describe(FieldVisitor& fields) { fields.quantity("legal", legal, {0, 1e6}, "legal traffic"); }
};

struct ScannerParams {
  std::string place;  // must be given
  UnitsPerWeek capacity{500};
  Probability sensitivity{0.8};
  std::vector<std::string> streams;

  void describe(FieldVisitor& fields) {
    fields.reference("place", place, "places", "where it stands");
    fields.quantity("capacity", capacity, {0, 1e6}, "units examined");
    fields.quantity("sensitivity", sensitivity, {0, 1}, "share of loaded boxes recognised");
    fields.references("streams", streams, "streams", "what it looks at");
  }
};

struct RateParams {
  Probability found{0.1};
  void describe(FieldVisitor& fields) { fields.quantity("found", found, {0, 1}, "chance of being found"); }
};

enum class Premium { none, cara };

struct ChoiceParams {
  KilogramsPerEuro theta{1.0 / 3000};
  Premium premium = Premium::none;

  void describe(FieldVisitor& fields) {
    fields.quantity("theta", theta, {0, 1}, "weight of money");
    fields.choice("premium", premium, {{"none", Premium::none}, {"cara", Premium::cara}}, "price of risk");
  }
};

inline ParameterSet blocks() {
  ParameterSet set;
  set.add_map<PlaceParams>({"places", "ports and coasts"});
  set.add_map<StreamParams>({"streams", "legal traffic"});
  set.add_map<StratumParams>(
      {"strata", "what can be seen", {}, {{"source", "places"}, {"place", "places"}, {"stream", "streams"}}});
  set.add_map<ScannerParams>({"instruments", "means of control", "scanner"});
  set.add_map<RateParams>({"instruments", "means of control", "rate"});
  set.add_block<ChoiceParams>({"choice", "how routes are chosen"});
  return set;
}

// A folder of its own for each test, removed at its end.
class Folder {
 public:
  Folder() {
    static std::atomic<int> folders{0};
    const auto base = std::filesystem::temp_directory_path();
    // Several test programs may run at once.
    do {
      path_ = base / ("waterbed config test " + std::to_string(folders++));
    } while (!std::filesystem::create_directory(path_));
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }

  std::filesystem::path write(const std::string& name, std::string_view text) const {
    std::ofstream(path_ / name, std::ios::binary) << text;
    return path_ / name;
  }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace waterbed::sample
