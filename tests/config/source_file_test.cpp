// SPDX-License-Identifier: Apache-2.0
#include "config/source_file.hpp"

#include <string>

#include <gtest/gtest.h>

#include "tests/config/sample_blocks.hpp"

namespace waterbed {
namespace {

std::string mistakes_in(const std::filesystem::path& path, std::uintmax_t limit_bytes = 1U << 20U) {
  SourceFiles files;
  Mistakes mistakes;
  EXPECT_EQ(files.read(path, "f", limit_bytes, mistakes), nullptr);
  return mistakes.printed();
}

TEST(SourceFile, MustBeAFileThatIsThere) {
  const sample::Folder folder;
  EXPECT_EQ(mistakes_in(folder.path() / "none"), "f: there is no such file\n");
  EXPECT_EQ(mistakes_in(folder.path()), "f: this is a folder, not a file\n");
  EXPECT_EQ(mistakes_in(folder.write("empty", "")), "f: the file is empty\n");
}

TEST(SourceFile, IsRefusedForItsSizeBeforeItIsRead) {
  const sample::Folder folder;
  const auto path = folder.write("large", "");
  std::filesystem::resize_file(path, (4U << 20U) + 1);  // a hole: nothing stands on the disk
  EXPECT_EQ(mistakes_in(path, 4U << 20U), "f: the file has 4194305 bytes, more than the 4 MB allowed\n");
}

TEST(SourceFile, MustBeUtf8) {
  const sample::Folder folder;
  EXPECT_EQ(mistakes_in(folder.write("latin", "ab\nü x\xFCy")),
            "f:2:4: this byte is not UTF-8: save the file as UTF-8\n");
  EXPECT_EQ(mistakes_in(folder.write("zero", std::string_view("a\0b", 3))),
            "f:1:2: a zero byte: this is not a text file\n");
}

// Editors do not show the mark, so it is no character of the first line.
TEST(SourceFile, CountsColumnsBehindTheByteOrderMark) {
  const sample::Folder folder;
  EXPECT_EQ(mistakes_in(folder.write("marked", "\xEF\xBB\xBF,\x80")),
            "f:1:2: this byte is not UTF-8: save the file as UTF-8\n");
}

TEST(Utf8, RefusesOverlongFormsSurrogatesAndCutSequences) {
  EXPECT_EQ(valid_utf8_length("a\u00fc\u20ac\U0001F6A2"), 10U);
  for (const char* wrong :
       {"\xC0\x80", "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE2\x82", "\x80"})
    EXPECT_EQ(valid_utf8_length(wrong), 0U);
}

TEST(SourceFiles, ReadAFileOnce) {
  const sample::Folder folder;
  SourceFiles files;
  Mistakes mistakes;
  const auto path = folder.write("a.csv", "x\n");
  EXPECT_EQ(files.read(path, "a.csv", 100, mistakes), files.read(path, "a.csv", 100, mistakes));
  EXPECT_EQ(files.all().size(), 1U);
}

}  // namespace
}  // namespace waterbed
