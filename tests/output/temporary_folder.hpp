// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>

#include <gtest/gtest.h>

namespace waterbed {

// A test with a folder of its own, with a space in its name, removed at the end.
class WithFolder : public testing::Test {
 protected:
  WithFolder() {
    std::string pattern =
        testing::TempDir() + "/waterbed output " + std::string(6, 'X');  // mkdtemp fills them in
    folder_ = ::mkdtemp(pattern.data()) == nullptr ? "" : pattern;
  }
  WithFolder(const WithFolder&) = delete;
  WithFolder(WithFolder&&) = delete;
  WithFolder& operator=(const WithFolder&) = delete;
  WithFolder& operator=(WithFolder&&) = delete;
  ~WithFolder() override { std::filesystem::remove_all(folder_); }

  [[nodiscard]] std::filesystem::path file(const std::string& name) const { return folder_ / name; }
  [[nodiscard]] std::size_t file_count() const {
    std::size_t count = 0;
    for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder_)) ++count;
    return count;
  }

 private:
  std::filesystem::path folder_;
};

}  // namespace waterbed
