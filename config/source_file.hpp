// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <deque>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "config/mistakes.hpp"
#include "sim/base/parameter_record.hpp"

// The files of one scenario, read once each and kept for the result file.
namespace waterbed {

constexpr std::uintmax_t yaml_limit_bytes = 4U << 20U;
constexpr std::uintmax_t table_limit_bytes = 64U << 20U;

class SourceFiles {
 public:
  // Read from the disk.
  SourceFiles() = default;
  // Read from what a result file kept; nothing else exists.
  explicit SourceFiles(std::vector<SourceFileRecord> kept) : kept_(std::move(kept)), is_kept_(true) {}

  // The file at `path`, known to the user as `name`; its size is looked at before it is read. nullptr after a
  // mistake: no such file, a folder, not readable, too large, empty, not UTF-8, a zero byte. What is returned
  // stays where it is as long as this object lives.
  const SourceFileRecord* read(const std::filesystem::path& path, const std::string& name,
                               std::uintmax_t limit_bytes, Mistakes& mistakes);

  // Texts that stand in no file, as lines of a file `name`; nullptr after a mistake: not UTF-8, a line break,
  // or a zero byte.
  const SourceFileRecord* add_texts(std::string name, const std::vector<std::string>& lines,
                                    Mistakes& mistakes);

  [[nodiscard]] const std::deque<SourceFileRecord>& all() const { return files_; }

 private:
  // The bytes of a file, or nothing after a mistake.
  [[nodiscard]] std::optional<std::string> bytes(const std::filesystem::path& path, const std::string& name,
                                                 std::uintmax_t limit_bytes, Mistakes& mistakes) const;

  std::deque<SourceFileRecord> files_;
  std::vector<SourceFileRecord> kept_;
  bool is_kept_ = false;
};

// The name of a file that another names: `written` counts from the folder of `naming_file`, the result from
// the folder of the scenario.
[[nodiscard]] std::string name_from(std::string_view naming_file, std::string_view written);

// Offset of the first byte that is no valid UTF-8, or text.size(). Overlong forms, surrogates and zero bytes
// are not valid.
[[nodiscard]] std::size_t valid_utf8_length(std::string_view text);

// `text` without a leading byte order mark.
[[nodiscard]] std::string_view without_byte_order_mark(std::string_view text);

}  // namespace waterbed
