// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/k1_scenario.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <set>
#include <stdexcept>
#include <string>
#include <system_error>

#include <fmt/format.h>

#include "config/date.hpp"

namespace waterbed::bench {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t lanes_of_file = 64;

class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (fs::temp_directory_path() / "waterbed_k1_XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot make a folder " + name);
    path_ = name;
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

double part(std::int64_t lane, std::int64_t factor, std::int64_t lanes) {
  return static_cast<double>(lane * factor % lanes) / static_cast<double>(lanes);
}

double detection(std::int64_t lane, std::int64_t lanes) {
  return 0.05 + 0.25 * part(lane, 7919, lanes);
}

// Two digits, as in the file, as long as they do.
std::string number(std::int64_t lane, std::int64_t lanes) {
  return fmt::format("{:0{}}", lane, lanes <= 100 ? 2 : 4);
}

// Money: 1 unit of the kernel is 10,000 EUR/kg, and the landed price 15,000 EUR/kg.
std::string methods(std::int64_t lanes) {
  std::string text = "name,at,crew_share,freight_eur_per_kg,fixed_cost_eur,extraction_failure\n";
  for (std::int64_t lane = 0; lane < lanes; ++lane) {
    const double revenue = 1.0 + 0.5 * part(lane, 104729, lanes);
    const double cost = 0.1 + 0.2 * part(lane, 1299709, lanes);
    text += fmt::format("r{},port,{:.17g},{:.17g},0,0\n", number(lane, lanes), 1.0 - revenue / 1.5,
                        10000.0 * cost);
  }
  return text;
}

std::string instruments(std::int64_t lanes) {
  std::string text = "name,kind,methods,probability\n";
  for (std::int64_t lane = 0; lane < lanes; ++lane)
    text += fmt::format("d{0},rate,r{0},{1:.17g}\n", number(lane, lanes), detection(lane, lanes));
  return text;
}

std::string week_text(std::int64_t week) {
  return date_of(*read_week("2000-01-03") + static_cast<std::int32_t>(week));
}

// The measure's own changes, in place of those of the file.
std::string tightened(const K1Size& size) {
  std::set<std::string> names;
  for (std::int64_t lane = 0; lane < size.lanes; lane += 8) names.insert(number(lane, size.lanes));
  std::string text = fmt::format("  tightened:\n    from: {}\n    change:\n",
                                 week_text(std::max<std::int64_t>(1, size.weeks / 2)));
  for (std::int64_t lane = 0; lane < lanes_of_file; lane += 8)
    if (!names.contains(number(lane, lanes_of_file)))
      text += fmt::format("      instruments.d{}.probability: ~\n", number(lane, lanes_of_file));
  for (const std::string& name : names)
    text += fmt::format("      instruments.d{}.probability: {{multiply: 3}}\n", name);
  return text;
}

std::string case_text(const fs::path& k1_yaml, const K1Size& size) {
  std::string text = fmt::format("waterbed: 1\nextends: '{}'\nweeks: {}\nreplicates: {}\n",
                                 fs::absolute(k1_yaml).string(), size.weeks, size.replicates);
  text += fmt::format("organisations: {{count: {}}}\n", size.organisations);
  text +=
      "methods: {table: methods.csv}\ninstruments: {table: instruments.csv}\nmeasures:\n" + tightened(size);
  std::string arms = "arms:\n  base: {}\n";
  for (std::int64_t arm = 1; arm < size.arms; ++arm) {
    text += fmt::format("  other_{}:\n    from: {}\n    change:\n", arm, week_text(size.differ_from));
    text += fmt::format("      instruments.d{}.probability: {{add: {:.17g}}}\n",
                        number(arm % size.lanes, size.lanes), 0.001 * static_cast<double>(arm));
    arms += fmt::format("  other_{0}: {{measures: [other_{0}]}}\n", arm);
  }
  return text + arms;
}

void write(const fs::path& path, const std::string& text) {
  std::ofstream file(path);
  file << text;
  if (!file.flush()) throw std::runtime_error("cannot write " + path.string());
}

}  // namespace

Prepared prepare_k1(const fs::path& k1_yaml, const K1Size& size) {
  const TemporaryFolder folder;
  write(folder.path() / "methods.csv", methods(size.lanes));
  write(folder.path() / "instruments.csv", instruments(size.lanes));
  write(folder.path() / "case.yaml", case_text(k1_yaml, size));
  Prepared prepared = prepare(folder.path() / "case.yaml", {});
  if (!prepared.mistakes.empty()) throw std::invalid_argument(prepared.mistakes.printed());
  return prepared;
}

}  // namespace waterbed::bench
