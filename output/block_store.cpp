// SPDX-License-Identifier: Apache-2.0
#include "output/block_store.hpp"

#include <algorithm>
#include <fstream>
#include <string>
#include <system_error>

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
constexpr std::string_view block_mark = "block_";
constexpr std::string_view unfinished_ending = ".tmp";

std::string block_name(std::uint32_t first_replicate) {
  const std::string number = std::to_string(first_replicate);
  constexpr std::size_t digits = 8;  // replicates are at most 10^7
  return std::string(block_mark) + std::string(digits - std::min(digits, number.size()), '0') + number;
}

bool is_block(const fs::path& path) {
  const std::string name = path.filename().string();
  return name.starts_with(block_mark) && !name.ends_with(unfinished_ending);
}

std::vector<fs::path> blocks_in(const fs::path& folder) {
  std::vector<fs::path> blocks;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(folder, ignored))
    if (is_block(entry.path())) blocks.push_back(entry.path());
  std::sort(blocks.begin(), blocks.end());
  return blocks;
}

}  // namespace

fs::path BlockStore::folder_for(const fs::path& target) {
  return folder_of(target) / ("." + target.filename().string() + ".blocks");
}

bool has_blocks(const fs::path& target) {
  return !blocks_in(BlockStore::folder_for(target)).empty();
}

BlockStore::BlockStore(const fs::path& target, std::uint64_t question)
    : folder_(folder_for(target)), lock_(folder_) {
  sweep();
  const std::optional<std::uint64_t> stored = stored_question();
  was_begun_ = stored == question;
  if (was_begun_) return;
  if (!blocks().empty())
    throw OutputError(OutputFault::request,
                      folder_.string() +
                          " keeps parts of a result that a command did not finish, of another "
                          "scenario or another version of the model: finish that one with "
                          "--resume, name another file (-o), or remove the folder");
  try {
    write_durably(folder_ / question_file,
                  std::string(question_mark) + hexadecimal(question) +
                      "\nParts of a result that is not finished: the same command with "
                      "--resume goes on with them.\n");
  } catch (const OutputError&) {
    remove();
    throw;
  }
}

BlockStore::~BlockStore() {
  if (blocks().empty()) remove();
}

void BlockStore::sweep() const {
  std::error_code ignored;
  std::vector<fs::path> unfinished;
  for (const auto& entry : fs::directory_iterator(folder_, ignored))
    if (entry.path().string().ends_with(unfinished_ending)) unfinished.push_back(entry.path());
  for (const fs::path& path : unfinished) fs::remove(path, ignored);
}

std::optional<std::uint64_t> BlockStore::stored_question() const {
  std::ifstream stream(folder_ / question_file, std::ios::binary);
  std::string line;
  if (!std::getline(stream, line) || !line.starts_with(question_mark)) return std::nullopt;
  return from_hexadecimal(std::string_view(line).substr(question_mark.size()));
}

std::vector<fs::path> BlockStore::blocks() const {
  return blocks_in(folder_);
}

fs::path BlockStore::add(const ResultLayout& layout, std::span<const PackedReplicate> replicates) {
  WATERBED_CHECK(!replicates.empty());
  const fs::path path = folder_ / block_name(replicates.front().replicate);
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
  lock_.remove();
}

}  // namespace waterbed
