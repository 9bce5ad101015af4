// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

#include "output/block_file.hpp"
#include "output/folder_lock.hpp"

// The blocks of a result that is not finished: a hidden folder beside it, `.NAME.blocks`, of one process at a
// time. A block that has its name is whole; whatever a killed process leaves besides is swept up.
namespace waterbed {

class BlockStore {
 public:
  // Whether a command is to replace the file that stands in the place of the result, or to add to it.
  enum class Intention { replace, add };

  // `target` is the result; `question` the fingerprint of what is run. Throws OutputError: if the folder
  // cannot be made, if another process has it, or if it holds blocks of another question.
  BlockStore(const std::filesystem::path& target, std::uint64_t question, Intention intention);
  BlockStore(const BlockStore&) = delete;
  BlockStore(BlockStore&&) = delete;
  BlockStore& operator=(const BlockStore&) = delete;
  BlockStore& operator=(BlockStore&&) = delete;
  // Removes the folder if no block is in it.
  ~BlockStore();

  // Whether this process, or one that began with this question before and did not finish, is to replace what
  // stands in the place of the result.
  [[nodiscard]] bool is_replacing() const { return intention_ == Intention::replace; }
  // All blocks, the lowest first.
  [[nodiscard]] std::vector<std::filesystem::path> blocks() const;
  // Makes a block durable and gives it a new name, which it returns. Replicates differ and rise. Throws
  // OutputError.
  std::filesystem::path add(const ResultLayout& layout, std::span<const PackedReplicate> replicates);
  // Where the result may grow until it gets its name.
  [[nodiscard]] std::filesystem::path growing_result() const { return folder_ / "result.tmp"; }
  // Once the result stands: removes blocks and folder, and lets go of the lock. The last call.
  void remove();

  [[nodiscard]] static std::filesystem::path folder_for(const std::filesystem::path& target);

 private:
  void begin();
  void sweep() const;
  [[nodiscard]] std::filesystem::path new_block_path(std::uint32_t first_replicate) const;

  std::filesystem::path folder_;
  FolderLock lock_;
  std::uint64_t question_;
  Intention intention_;
  bool is_removed_ = false;
};

// Whether an unfinished command left blocks for this result.
[[nodiscard]] bool has_blocks(const std::filesystem::path& target);

// Whether it left some, and was to replace what stands in the place of the result.
[[nodiscard]] bool is_being_replaced(const std::filesystem::path& target);

}  // namespace waterbed
