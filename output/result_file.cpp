// SPDX-License-Identifier: Apache-2.0
#include "output/result_file.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <system_error>

#include "output/block_file.hpp"
#include "output/durable.hpp"
#include "output/error.hpp"
#include "output/result_labels.hpp"
#include "output/seal.hpp"

namespace waterbed {
namespace {

using std::filesystem::path;

// Where a replicate lies.
struct Location {
  std::uint32_t replicate;
  std::size_t block;
  std::size_t slot;
};

// One value for each arm and replicate of the result, [arm x replicates + replicate].
struct RunTexts {
  std::vector<std::int8_t> states;
  std::vector<std::string> messages;
  std::vector<std::string> digests;
};

// 16 hexadecimal digits; readers keep text exact, and not all of them have unsigned 64-bit numbers.
std::string hexadecimal(std::uint64_t number) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text(16, '0');
  for (std::size_t digit = 16; digit-- > 0; number >>= 4U) text[digit] = digits[number & 0xfU];
  return text;
}

// The blocks, one open at a time: there may be more of them than a process may open files.
class Blocks {
 public:
  explicit Blocks(const std::vector<path>& paths) : paths_(paths) {}

  const BlockReader& open(std::size_t block) {
    if (!reader_ || block != current_) {
      reader_.emplace(paths_[block]);
      current_ = block;
    }
    return *reader_;
  }
  void close() { reader_.reset(); }
  [[nodiscard]] std::size_t size() const { return paths_.size(); }
  [[nodiscard]] const path& name(std::size_t block) const { return paths_[block]; }

 private:
  const std::vector<path>& paths_;
  std::optional<BlockReader> reader_;
  std::size_t current_ = 0;
};

// All replicates of all blocks, rising.
std::vector<Location> locate(Blocks& blocks, const ResultLayout& layout) {
  std::vector<Location> locations;
  for (std::size_t block = 0; block < blocks.size(); ++block) {
    const BlockReader& reader = blocks.open(block);
    reader.expect(layout);
    const auto& replicates = reader.replicates();
    for (std::size_t slot = 0; slot < replicates.size(); ++slot)
      locations.push_back({replicates[slot], block, slot});
  }
  std::sort(locations.begin(), locations.end(), [](const Location& left, const Location& right) {
    return left.replicate != right.replicate ? left.replicate < right.replicate : left.block < right.block;
  });
  for (std::size_t index = 0; index < locations.size(); ++index) {
    const Location& location = locations[index];
    const bool is_repeated = index > 0 && locations[index - 1].replicate == location.replicate;
    if (is_repeated || location.replicate >= layout.replicates) {
      throw OutputError(OutputFault::file,
                        blocks.name(location.block).string() + " holds replicate " +
                            std::to_string(location.replicate) +
                            (is_repeated ? ", as does another block" : ", which is not in the plan"));
    }
  }
  return locations;
}

void copy_run(Hdf5File& file, const BlockReader& block, const Location& location, const ResultLayout& layout,
              std::size_t arm) {
  for (const SeriesSpec& series : layout.series) {
    Shape start{arm, location.replicate};
    start.resize(2 + series.axes.size(), 0);
    file.write_chunk(series.name, start, block.read_chunk(series, arm, location.slot));
  }
}

// Copies the numbers and gathers the rest.
RunTexts copy_runs(Hdf5File& file, Blocks& blocks, const std::vector<Location>& locations,
                   const ResultLayout& layout) {
  const auto replicates = static_cast<std::size_t>(layout.replicates);
  const std::size_t runs = layout.arms.size() * replicates;
  RunTexts texts{std::vector<std::int8_t>(runs, static_cast<std::int8_t>(StoredState::missing)),
                 std::vector<std::string>(runs), std::vector<std::string>(runs)};
  for (const Location& location : locations) {
    const BlockReader& block = blocks.open(location.block);
    for (std::size_t arm = 0; arm < layout.arms.size(); ++arm) {
      const StoredState state = block.state(arm, location.slot);
      if (state == StoredState::missing) continue;
      if (state == StoredState::done) copy_run(file, block, location, layout, arm);
      const std::size_t run = arm * replicates + location.replicate;
      texts.states[run] = static_cast<std::int8_t>(state);
      texts.messages[run] = block.message(arm, location.slot);
      if (state == StoredState::done) texts.digests[run] = hexadecimal(block.digest(arm, location.slot));
    }
  }
  return texts;
}

void write_run_texts(Hdf5File& file, const ResultLayout& layout, const RunTexts& texts) {
  const Shape shape{layout.arms.size(), static_cast<std::uint64_t>(layout.replicates)};
  const std::vector<std::string> dimensions{"arm", "replicate"};
  const std::vector<std::int8_t> flags{static_cast<std::int8_t>(StoredState::missing),
                                       static_cast<std::int8_t>(StoredState::done),
                                       static_cast<std::int8_t>(StoredState::failed)};
  file.add_variable({"run_state",
                     ElementType::int8,
                     shape,
                     dimensions,
                     {},
                     {{"long_name", "how the run ended"},
                      {"units", "1"},
                      {"flag_values", flags},
                      {"flag_meanings", "not_run done failed"}}},
                    texts.states);
  file.add_variable({"run_message",
                     ElementType::text,
                     shape,
                     dimensions,
                     {},
                     {{"long_name", "why the run failed, else empty"}}},
                    texts.messages);
  file.add_variable(
      {"run_digest",
       ElementType::text,
       shape,
       dimensions,
       {},
       {{"long_name", "64-bit hash of the weekly totals of a run that is done, in hexadecimal digits"}}},
      texts.digests);
}

void write_timing(Hdf5File& file, const TimingRecord& timing) {
  file.add_group("timing", {{"seconds", timing.seconds}, {"threads", timing.threads}, {"host", timing.host}});
}

}  // namespace

void join(const std::vector<path>& paths, const ResultRecord& record, const path& target) {
  TemporaryFile temporary(target);
  Blocks blocks(paths);
  const std::vector<Location> locations = locate(blocks, record.layout);
  Hdf5File file = Hdf5File::create(temporary.path());
  write_root(file, record);
  write_labels(file, record);
  write_series(file, record.layout);
  const RunTexts texts = copy_runs(file, blocks, locations, record.layout);
  write_run_texts(file, record.layout, texts);
  if (record.timing) write_timing(file, *record.timing);
  file.close();
  append_seal(temporary.path());
  temporary.keep();

  blocks.close();
  std::error_code ignored;  // a block left behind does no harm to the result
  for (const path& block : paths) std::filesystem::remove(block, ignored);
}

}  // namespace waterbed
