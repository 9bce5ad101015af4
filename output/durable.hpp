// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

// Files that appear whole or not at all, also after a power cut.
namespace waterbed {

// A file under a temporary name. Removed at the end of its life unless it was kept.
class TemporaryFile {
 public:
  // `path` lies in the file system of its target.
  TemporaryFile(std::filesystem::path path, std::filesystem::path target);
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile(TemporaryFile&&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  TemporaryFile& operator=(TemporaryFile&&) = delete;
  ~TemporaryFile();

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  [[nodiscard]] const std::filesystem::path& target() const { return target_; }
  // Makes the closed file durable and gives it its target's name, in place of what had that name before.
  // Throws OutputError.
  void keep();

 private:
  std::filesystem::path target_;
  std::filesystem::path path_;
  bool is_kept_ = false;
};

// The folder of a path, "." if it has none.
[[nodiscard]] std::filesystem::path folder_of(const std::filesystem::path& path);

// Letters that no other writer has, in whatever process or machine, to name files with. Throws OutputError.
[[nodiscard]] std::string letters_of_one_writer();

// Makes the names in a folder durable. Throws OutputError.
void make_durable(const std::filesystem::path& folder);

// Writes a small text file durably, by a temporary name beside it that begins with its own and ends in .tmp.
// Throws OutputError.
void write_durably(const std::filesystem::path& path, const std::string& text);

}  // namespace waterbed
