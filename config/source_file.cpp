// SPDX-License-Identifier: Apache-2.0
#include "config/source_file.hpp"

#include <algorithm>
#include <fstream>
#include <optional>
#include <system_error>

namespace waterbed {

namespace {

namespace fs = std::filesystem;

// Why the file cannot be read, or "".
std::string refusal(const fs::path& path, std::uintmax_t limit_bytes) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (status.type() == fs::file_type::not_found) return "there is no such file";
  if (status.type() == fs::file_type::directory) return "this is a folder, not a file";
  if (status.type() != fs::file_type::regular) return "this is not a file that can be read";
  const std::uintmax_t size = fs::file_size(path, error);
  if (error) return "the file cannot be read";
  if (size == 0) return "the file is empty";
  if (size > limit_bytes)
    return "the file has " + std::to_string(size) + " bytes, more than the " +
           std::to_string(limit_bytes >> 20U) + " MB allowed";
  return {};
}

// Reads no more than the limit, even from a file that grows meanwhile.
std::optional<std::string> bytes_of(const fs::path& path, std::uintmax_t limit_bytes) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) return std::nullopt;
  std::error_code error;
  const std::uintmax_t size = std::min(fs::file_size(path, error), limit_bytes);
  if (error) return std::nullopt;
  std::string bytes(static_cast<std::size_t>(size), '\0');
  stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (stream.bad()) return std::nullopt;
  bytes.resize(static_cast<std::size_t>(stream.gcount()));
  return bytes;
}

Mistake wrong_byte(const std::string& name, std::string_view text, std::size_t offset) {
  const std::string_view before = without_byte_order_mark(text.substr(0, offset));
  const std::size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  const auto column = 1 + std::count_if(before.begin() + static_cast<std::ptrdiff_t>(line_start),
                                        before.end(), [](char byte) { return (byte & 0xC0) != 0x80; });
  const char* problem = text[offset] == '\0' ? "a zero byte: this is not a text file"
                                             : "this byte is not UTF-8: save the file as UTF-8";
  return {name, static_cast<int>(line), static_cast<int>(column), problem};
}

// Length of the UTF-8 sequence at the start of `text`, 0 if it is not valid (Unicode 15, table 3-7).
std::size_t sequence_length(std::string_view text) {
  const auto byte = [&](std::size_t index) {
    return index < text.size() ? static_cast<unsigned char>(text[index]) : static_cast<unsigned char>(0);
  };
  const auto is_between = [&](std::size_t index, int low, int high) {
    return byte(index) >= low && byte(index) <= high;
  };
  const auto is_tail = [&](std::size_t index) { return is_between(index, 0x80, 0xBF); };
  const int first = byte(0);
  if (first >= 0x01 && first <= 0x7F) return 1;
  if (first >= 0xC2 && first <= 0xDF) return is_tail(1) ? 2 : 0;
  if (first >= 0xE0 && first <= 0xEF) {
    const bool second = is_between(1, first == 0xE0 ? 0xA0 : 0x80, first == 0xED ? 0x9F : 0xBF);
    return second && is_tail(2) ? 3 : 0;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    const bool second = is_between(1, first == 0xF0 ? 0x90 : 0x80, first == 0xF4 ? 0x8F : 0xBF);
    return second && is_tail(2) && is_tail(3) ? 4 : 0;
  }
  return 0;
}

}  // namespace

std::optional<std::string> SourceFiles::bytes(const fs::path& path, const std::string& name,
                                              std::uintmax_t limit_bytes, Mistakes& mistakes) const {
  std::string why_not;
  std::optional<std::string> text;
  if (is_kept_) {
    const auto found = std::find_if(kept_.begin(), kept_.end(),
                                    [&](const SourceFileRecord& file) { return file.name == name; });
    if (found != kept_.end() && found->text.size() <= limit_bytes) text = found->text;
    why_not = "the result does not keep this file";
  } else {
    why_not = refusal(path, limit_bytes);
    if (why_not.empty()) text = bytes_of(path, limit_bytes);
    if (why_not.empty()) why_not = "the file cannot be read";
  }
  if (!text) mistakes.add({name, 0, 0, why_not});
  return text;
}

const SourceFileRecord* SourceFiles::read(const fs::path& path, const std::string& name,
                                          std::uintmax_t limit_bytes, Mistakes& mistakes) {
  for (const SourceFileRecord& file : files_)
    if (file.name == name) return &file;
  std::optional<std::string> text = bytes(path, name, limit_bytes, mistakes);
  if (!text) return nullptr;
  const std::size_t valid = valid_utf8_length(*text);
  if (valid < text->size()) {
    mistakes.add(wrong_byte(name, *text, valid));
    return nullptr;
  }
  files_.push_back({name, *std::move(text)});
  return &files_.back();
}

const SourceFileRecord* SourceFiles::add_texts(std::string name, const std::vector<std::string>& lines,
                                               Mistakes& mistakes) {
  std::string text;
  for (std::size_t index = 0; index < lines.size(); ++index) {
    const bool is_line = valid_utf8_length(lines[index]) == lines[index].size() &&
                         lines[index].find('\n') == std::string::npos;
    if (!is_line) {
      mistakes.add({name, static_cast<int>(index) + 1, 0, "this is not one line of UTF-8 text"});
      return nullptr;
    }
    text.append(lines[index]).append("\n");
  }
  files_.push_back({std::move(name), std::move(text)});
  return &files_.back();
}

std::string name_from(std::string_view naming_file, std::string_view written) {
  return (fs::path(naming_file).parent_path() / written).lexically_normal().generic_string();
}

std::size_t valid_utf8_length(std::string_view text) {
  std::size_t offset = 0;
  while (offset < text.size()) {
    const bool is_ascii = text[offset] != '\0' && (text[offset] & 0x80) == 0;
    const std::size_t length = is_ascii ? 1 : sequence_length(text.substr(offset, 4));
    if (length == 0) break;
    offset += length;
  }
  return offset;
}

std::string_view without_byte_order_mark(std::string_view text) {
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  return text.substr(text.starts_with(mark) ? mark.size() : 0);
}

}  // namespace waterbed
