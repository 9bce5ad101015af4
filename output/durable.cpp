// SPDX-License-Identifier: Apache-2.0
#include "output/durable.hpp"

#include <cerrno>
#include <cstdint>
#include <fstream>
#include <string>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

#include "output/error.hpp"
#include "output/hexadecimal.hpp"

namespace waterbed {
namespace {

[[noreturn]] void fail(const std::string& action, const std::filesystem::path& path, std::error_code reason) {
  throw OutputError(OutputFault::machine, "cannot " + action + " " + path.string() + ": " + reason.message());
}

enum class Kind { file, folder };

void sync(const std::filesystem::path& path, Kind kind) {
  const int flags = O_RDONLY | O_CLOEXEC | (kind == Kind::folder ? O_DIRECTORY : 0);
  const int descriptor = ::open(path.c_str(), flags);
  if (descriptor < 0) fail("open", path, {errno, std::generic_category()});
  int result = ::fsync(descriptor);
  while (result != 0 && errno == EINTR) result = ::fsync(descriptor);
  const int error = errno;
  ::close(descriptor);
  // Some network file systems cannot sync a folder; the file itself must be.
  const bool is_unsupported = kind == Kind::folder && (error == EINVAL || error == ENOTSUP);
  if (result != 0 && !is_unsupported) fail("write", path, {error, std::generic_category()});
}

}  // namespace

std::filesystem::path folder_of(const std::filesystem::path& path) {
  return path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
}

std::string letters_of_one_writer() {
  std::uint64_t bits = 0;
  if (::getentropy(&bits, sizeof bits) != 0)
    throw OutputError(OutputFault::machine, "the system gives no random bits to name files with");
  return hexadecimal(bits);
}

void make_durable(const std::filesystem::path& folder) {
  sync(folder, Kind::folder);
}

void write_durably(const std::filesystem::path& path, const std::string& text) {
  TemporaryFile temporary(path.string() + "." + letters_of_one_writer() + ".tmp", path);
  {
    std::ofstream stream(temporary.path(), std::ios::binary);
    stream << text;
    stream.close();
    if (!stream) fail("write", temporary.path(), {errno != 0 ? errno : EIO, std::generic_category()});
  }
  temporary.keep();
}

TemporaryFile::TemporaryFile(std::filesystem::path path, std::filesystem::path target)
    : target_(std::move(target)), path_(std::move(path)) {}

TemporaryFile::~TemporaryFile() {
  std::error_code ignored;
  if (!is_kept_) std::filesystem::remove(path_, ignored);
}

void TemporaryFile::keep() {
  sync(path_, Kind::file);
  std::error_code error;
  std::filesystem::rename(path_, target_, error);
  if (error) fail("replace", target_, error);
  is_kept_ = true;
  sync(folder_of(target_), Kind::folder);
}

}  // namespace waterbed
