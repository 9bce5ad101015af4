// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <vector>

#include "output/block_file.hpp"
#include "output/folder_lock.hpp"

// The blocks of a result that is not finished: a hidden folder beside it, `.NAME.blocks`, of one process at a
// time. A block that has its name is whole; whatever a killed process leaves besides is swept up.
namespace waterbed {

class BlockStore {
 public:
  // `target` is the result; `question` the fingerprint of what is run. Throws OutputError: if the folder
  // cannot be made, if another process has it, or if it holds blocks of another question.
  BlockStore(const std::filesystem::path& target, std::uint64_t question);
  BlockStore(const BlockStore&) = delete;
  BlockStore(BlockStore&&) = delete;
  BlockStore& operator=(const BlockStore&) = delete;
  BlockStore& operator=(BlockStore&&) = delete;
  // Removes the folder if no block is in it.
  ~BlockStore();

  // Whether an earlier process began with this question and did not finish.
  [[nodiscard]] bool was_begun() const { return was_begun_; }
  // All blocks, the lowest first.
  [[nodiscard]] std::vector<std::filesystem::path> blocks() const;
  // Makes a block durable and gives it its name, which it returns. Replicates differ and rise.
  std::filesystem::path add(const ResultLayout& layout, std::span<const PackedReplicate> replicates);
  // Where the result may grow until it gets its name.
  [[nodiscard]] std::filesystem::path growing_result() const { return folder_ / "result.tmp"; }
  // Once the result stands: removes blocks and folder.
  void remove();

  [[nodiscard]] static std::filesystem::path folder_for(const std::filesystem::path& target);

 private:
  void sweep() const;
  [[nodiscard]] std::optional<std::uint64_t> stored_question() const;

  std::filesystem::path folder_;
  FolderLock lock_;
  bool was_begun_ = false;
};

// Whether an unfinished command left blocks for this result.
[[nodiscard]] bool has_blocks(const std::filesystem::path& target);

}  // namespace waterbed
