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

constexpr const char* result_file = "result";
constexpr std::string_view question_mark = "waterbed blocks 1 ";
constexpr std::string_view replacing_mark = " replacing";
constexpr std::string_view block_mark = "block_";
constexpr std::string_view unfinished_ending = ".tmp";

bool is_marked(const std::string& name, std::string_view mark) {
  constexpr const char* letters = "0123456789abcdef_";
  return name.starts_with(mark) && name.find_first_not_of(letters, mark.size()) == std::string::npos;
}

bool is_name_of_block(const std::string& name) {
  return is_marked(name, block_mark);
}

// Of a process that has the store alone, or of one of many.
bool is_running(const std::string& name) {
  return name == running_file || is_marked(name, running_file + std::string("_"));
}

bool is_submission(const fs::path& path) {
  return is_marked(path.filename().string(), submission_mark);
}

bool is_block(const fs::path& path) {
  return is_name_of_block(path.filename().string());
}

// What a process that was killed may leave besides blocks. Users may keep files of their own in a folder that
// they have named.
bool is_left_over(const fs::path& path) {
  const std::string name = path.filename().string();
  if (!name.ends_with(unfinished_ending)) return false;
  const std::string target = name.substr(0, name.size() - unfinished_ending.size());
  return target == result_file || target == question_file ||
         target.starts_with(question_file + std::string(".")) || is_running(target) ||
         is_name_of_block(target) || target.starts_with(manifest_file + std::string("."));
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

bool is_of_a_store(const fs::path& path) {
  const fs::path name = path.filename();
  return name == FolderLock::file_name || name == question_file || is_running(name.string()) ||
         name == manifest_file || is_submission(path) || is_block(path) || is_left_over(path);
}

// File systems and desktops leave some ("`.nfs0001`", "`.DS_Store`") that nobody has written.
bool is_hidden(const fs::path& path) {
  return path.filename().string().starts_with('.');
}

bool has_submission(const fs::path& folder) {
  std::error_code ignored;
  const fs::directory_iterator entries(folder, ignored);
  return std::any_of(fs::begin(entries), fs::end(entries),
                     [](const fs::directory_entry& entry) { return is_submission(entry.path()); });
}

bool holds_a_store(const fs::path& folder) {
  std::error_code ignored;
  const fs::path lock = folder / FolderLock::file_name;
  const bool has_lock = fs::is_regular_file(lock, ignored) && fs::is_empty(lock, ignored);
  return has_lock || begun_in(folder).question || !blocks_of(folder).empty();
}

fs::path expect_no_folder_of_others(fs::path folder) {
  if (holds_a_store(folder)) return folder;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(folder, ignored))
    if (!is_of_a_store(entry.path()) && !is_hidden(entry.path()))
      throw OutputError(OutputFault::request,
                        folder.string() + " is not empty and holds no runs: name another folder (--store)");
  return folder;
}

}  // namespace

std::vector<fs::path> blocks_of(const fs::path& folder, std::string_view family) {
  const std::string beginning = std::string(block_mark) + std::string(family);
  std::vector<fs::path> blocks;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(folder, ignored))
    if (is_block(entry.path()) && entry.path().filename().string().starts_with(beginning))
      blocks.push_back(entry.path());
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
    : BlockStore(std::move(folder), question, intention, FolderLock::Use::alone, {}) {}

BlockStore::BlockStore(fs::path folder, std::uint64_t question, std::string_view family)
    : BlockStore(std::move(folder), question, Intention::add, FolderLock::Use::together, family) {}

BlockStore::BlockStore(fs::path folder, std::uint64_t question, Intention intention, FolderLock::Use use,
                       std::string_view family)
    : folder_(expect_no_folder_of_others(std::move(folder))),
      use_(use),
      lock_(folder_, use),
      question_(question),
      intention_(intention),
      writer_(std::string(family) + letters_of_one_writer()) {
  try {
    begin();
  } catch (const OutputError&) {
    if (!is_of_use()) remove();
    throw;
  }
}

bool BlockStore::is_of_use() const {
  return use_ == FolderLock::Use::together || !blocks().empty() || has_submission(folder_);
}

BlockStore::~BlockStore() {
  if (!is_removed_ && !is_of_use()) remove();
}

void BlockStore::begin() {
  if (use_ == FolderLock::Use::alone) sweep();
  const Begun begun = begun_in(folder_);
  // Where that file was lost, blocks say themselves what they are of.
  const bool is_same = begun.question.value_or(question_) == question_;
  if (!is_same && (!blocks().empty() || has_submission(folder_)))
    throw OutputError(OutputFault::request,
                      folder_.string() +
                          " keeps runs of another scenario or another version of the model: finish what "
                          "was begun there with --resume, name another file (-o; of a sweep, another folder: "
                          "--store), or remove the folder");
  if (is_same && begun.is_replacing) intention_ = Intention::replace;
  if (begun.question == question_ && begun.is_replacing == is_replacing()) return;
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
    if (is_left_over(entry.path()) || is_running(entry.path().filename().string()))
      unfinished.push_back(entry.path());
  for (const fs::path& path : unfinished) fs::remove(path, ignored);
}

std::vector<fs::path> BlockStore::blocks() const {
  return blocks_of(folder_);
}

fs::path BlockStore::growing_result() const {
  return folder_ / (result_file + std::string(unfinished_ending));
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
