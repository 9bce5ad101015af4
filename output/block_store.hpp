// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "output/block_file.hpp"
#include "output/folder_lock.hpp"

// The blocks of a result that is not finished (in a hidden folder beside it, `.NAME.blocks`), or of a sweep:
// a folder of one process at a time, or of many that only add to it. A block that has its name is whole;
// whatever a killed process leaves besides is swept up by the next that has the folder alone.
namespace waterbed {

// What commands may keep there besides blocks (sim/jobs/under_way.hpp, sweep_manifest.hpp).
inline constexpr const char* running_file = "running";
inline constexpr const char* manifest_file = "manifest.csv";
inline constexpr const char* submission_mark = "submitted_";  // begins names of folders (submission.hpp)
inline constexpr const char* question_file = "question";

class BlockStore {
 public:
  // Whether a command is to replace the file that stands in the place of the result, or to add to it.
  enum class Intention { replace, add };

  // `question` is the fingerprint of what is run. Throws OutputError: if the folder cannot be made, if
  // another process has it, if it holds blocks of another question, or other files and no store.
  BlockStore(std::filesystem::path folder, std::uint64_t question, Intention intention);
  // One of many processes that add at the same time; it leaves alone what others keep there, and the folder
  // stays. Names of its blocks begin with `family` (hexadecimal digits and _). Throws as the other does.
  BlockStore(std::filesystem::path folder, std::uint64_t question, std::string_view family);
  BlockStore(const BlockStore&) = delete;
  BlockStore(BlockStore&&) = delete;
  BlockStore& operator=(const BlockStore&) = delete;
  BlockStore& operator=(BlockStore&&) = delete;
  // Removes the folder if this process has it alone and neither a block nor a submission is in it.
  ~BlockStore();

  // Whether this process, or one that began with this question before and did not finish, is to replace what
  // stands in the place of the result.
  [[nodiscard]] bool is_replacing() const { return intention_ == Intention::replace; }
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
  // All blocks, in the order of their names.
  [[nodiscard]] std::vector<std::filesystem::path> blocks() const;
  // Makes a block durable and gives it a name that no other process would choose, which it returns; there is
  // a replicate. Throws OutputError.
  std::filesystem::path add(const ResultLayout& layout, std::span<const PackedReplicate> replicates);
  // Where the result may grow until it gets its name.
  [[nodiscard]] std::filesystem::path growing_result() const;
  // Once the result stands: removes blocks and folder, and lets go of the lock. The last call.
  void remove();

  // Of the blocks of a result, hidden.
  [[nodiscard]] static std::filesystem::path folder_for(const std::filesystem::path& target);

 private:
  BlockStore(std::filesystem::path folder, std::uint64_t question, Intention intention, FolderLock::Use use,
             std::string_view family);
  void begin();
  [[nodiscard]] bool is_of_use() const;
  void sweep() const;
  [[nodiscard]] std::filesystem::path new_block_path();

  std::filesystem::path folder_;
  FolderLock::Use use_;
  FolderLock lock_;
  std::uint64_t question_;
  Intention intention_;
  std::string writer_;  // begins the names of this object's blocks
  std::int64_t written_ = 0;
  bool is_removed_ = false;
};

// The blocks in a folder, in the order of their names, or those of a family; none if there is no such folder.
[[nodiscard]] std::vector<std::filesystem::path> blocks_of(const std::filesystem::path& folder,
                                                           std::string_view family = {});

// Whether an unfinished command left blocks for this result.
[[nodiscard]] bool has_blocks(const std::filesystem::path& target);

// Whether it left some, and was to replace what stands in the place of the result.
[[nodiscard]] bool is_being_replaced(const std::filesystem::path& target);

}  // namespace waterbed
