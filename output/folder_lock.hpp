// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

namespace waterbed {

// A folder that one process at a time may use, or several that know of each other. The lock is the system's,
// so it ends with the process, however that ends. File systems that have no locks cannot keep others out.
class FolderLock {
 public:
  enum class Use { alone, together };

  // Makes the folder if it does not exist. Throws OutputError if that fails, or if another process has it
  // that uses it alone, or, for Use::alone, in any way.
  explicit FolderLock(const std::filesystem::path& folder, Use use = Use::alone);
  FolderLock(const FolderLock&) = delete;
  FolderLock(FolderLock&&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;
  FolderLock& operator=(FolderLock&&) = delete;
  ~FolderLock();

  // Whether a process has the folder alone.
  [[nodiscard]] static bool is_taken(const std::filesystem::path& folder);

  // Removes the folder, which holds nothing but the lock. Nobody has it any more.
  void remove();

  // Name of the file that is locked.
  static constexpr const char* file_name = "lock";

 private:
  [[nodiscard]] bool try_once();  // false when somebody removed the folder meanwhile

  std::filesystem::path folder_;
  Use use_;
  int descriptor_ = -1;
};

}  // namespace waterbed
