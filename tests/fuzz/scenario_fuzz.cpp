// SPDX-License-Identifier: Apache-2.0
#include <filesystem>

#include "config/source_file.hpp"
#include "sim/jobs/run_job.hpp"
#include "tests/config/sample_blocks.hpp"
#include "tests/fuzz/properties.hpp"
#include "tests/fuzz/targets.hpp"

namespace waterbed::fuzz {

namespace {

// A folder for the scenario, with tables that it may name and a scenario that it may extend.
class Desk {
 public:
  Desk() {
    const auto lab = std::filesystem::path(WATERBED_SOURCE_DIR) / "scenarios" / "lab";
    std::filesystem::copy(lab / "k1", folder_.path() / "k1");
    std::filesystem::copy(lab / "transit.yaml", folder_.path() / "base.yaml");
  }
  [[nodiscard]] std::filesystem::path put(std::string_view bytes) const {
    return folder_.write("scenario.yaml", bytes);
  }

 private:
  sample::Folder folder_;
};

Mistakes mistakes_in(const std::filesystem::path& path, std::string_view bytes) {
  if (bytes.starts_with('#')) return read_scenario(path, sample::blocks()).mistakes;
  return prepare(path, {}).mistakes;
}

}  // namespace

void try_scenario(std::string_view bytes) {
  static const Desk desk;
  const std::filesystem::path path = desk.put(bytes);
  const Mistakes mistakes = mistakes_in(path, bytes);
  require_good_messages(mistakes, {{"scenario.yaml", without_byte_order_mark(bytes)}});
  // Enough to notice messages that depend on anything but the input, and cheap.
  constexpr std::size_t read_twice_every = 8;
  if (bytes.size() % read_twice_every == 0)
    require(mistakes_in(path, bytes).printed() == mistakes.printed(), "reading twice tells the same");
}

}  // namespace waterbed::fuzz
