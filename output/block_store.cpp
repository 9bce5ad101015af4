// SPDX-License-Identifier: Apache-2.0
#include "output/block_store.hpp"

#include <algorithm>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include "output/durable.hpp"
#include "output/error.hpp"
#include "output/hexadecimal.hpp"
#include "output/seal.hpp"
#include "sim/base/check.hpp"

namespace waterbed {
namespace {

namespace fs = std::filesystem;

constexpr const char* question_file = "question";
constexpr std::string_view question_mark = "waterbed blocks 1 ";
constexpr std::string_view replacing_mark = " replacing";
constexpr std::string_view block_mark = "block_";
constexpr std::string_view unfinished_ending = ".tmp";

bool is_block(const fs::path& path) {
  const std::string name = path.filename().string();
  return name.starts_with(block_mark) && !name.ends_with(unfinished_ending);
}

// What the file `question` says of the command that began.
struct Begun {
  std::optional<std::uint64_t> question;
  bool is_replacing = false;
};

Begun begun_in(const fs::path& folder) {
  std::ifstream stream(folder / question_file, std::ios::binary);
  std::string line;
  if (!std::getline(stream, line) || !line.starts_with(question_mark)) return {};
  line.erase(0, question_mark.size());
  const bool is_replacing = line.ends_with(replacing_mark);
  if (is_replacing) line.resize(line.size() - replacing_mark.size());
  return {from_hexadecimal(line), is_replacing};
}

}  // namespace

std::vector<fs::path> blocks_of(const fs::path& folder) {
  std::vector<fs::path> blocks;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(folder, ignored))
    if (is_block(entry.path())) blocks.push_back(entry.path());
  std::sort(blocks.begin(), blocks.end());
  return blocks;
}

fs::path BlockStore::folder_for(const fs::path& target) {
  return folder_of(target) / ("." + target.filename().string() + ".blocks");
}

bool has_blocks(const fs::path& target) {
  return !blocks_of(BlockStore::folder_for(target)).empty();
}

bool is_being_replaced(const fs::path& target) {
  return has_blocks(target) && begun_in(BlockStore::folder_for(target)).is_replacing;
}

BlockStore::BlockStore(fs::path folder, std::uint64_t question, Intention intention)
    : folder_(std::move(folder)),
      lock_(folder_),
      question_(question),
      intention_(intention),
      writer_(letters_of_one_writer()) {
  try {
    begin();
  } catch (const OutputError&) {
    if (blocks().empty()) remove();
    throw;
  }
}

BlockStore::~BlockStore() {
  if (!is_removed_ && blocks().empty()) remove();
}

void BlockStore::begin() {
  sweep();
  const Begun begun = begun_in(folder_);
  const bool is_same = begun.question == question_;
  if (!is_same && !blocks().empty())
    throw OutputError(OutputFault::request,
                      folder_.string() +
                          " keeps runs of another scenario or another version of the model: finish what "
                          "was begun there with --resume, name another file (-o; of a sweep, another folder: "
                          "--store), or remove the folder");
  if (is_same && begun.is_replacing) intention_ = Intention::replace;
  if (is_same && begun.is_replacing == is_replacing()) return;
  write_durably(folder_ / question_file,
                std::string(question_mark) + hexadecimal(question_) +
                    std::string(is_replacing() ? replacing_mark : "") +
                    "\nParts of a result that is not finished: the same command with --resume goes on with "
                    "them.\n");
}

void BlockStore::sweep() const {
  std::error_code ignored;
  std::vector<fs::path> unfinished;
  for (const auto& entry : fs::directory_iterator(folder_, ignored))
    if (entry.path().string().ends_with(unfinished_ending)) unfinished.push_back(entry.path());
  for (const fs::path& path : unfinished) fs::remove(path, ignored);
}

std::vector<fs::path> BlockStore::blocks() const {
  return blocks_of(folder_);
}

fs::path BlockStore::new_block_path() {
  constexpr std::size_t digits = 8;
  const std::string number = std::to_string(written_++);
  return folder_ / (std::string(block_mark) + writer_ + "_" +
                    std::string(digits - std::min(digits, number.size()), '0') + number);
}

fs::path BlockStore::add(const ResultLayout& layout, std::span<const PackedReplicate> replicates) {
  WATERBED_CHECK(!replicates.empty() && !is_removed_);
  const fs::path path = new_block_path();
  TemporaryFile temporary(path.string() + std::string(unfinished_ending), path);
  write_block(temporary.path(), layout, replicates);
  append_seal(temporary.path());
  temporary.keep();
  return path;
}

void BlockStore::remove() {
  std::error_code ignored;  // what is left behind does no harm to the result
  for (const fs::path& block : blocks()) fs::remove(block, ignored);
  sweep();
  fs::remove(folder_ / question_file, ignored);
  is_removed_ = true;
  lock_.remove();
}

}  // namespace waterbed
