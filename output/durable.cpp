// SPDX-License-Identifier: Apache-2.0
#include "output/durable.hpp"

#include <cerrno>
#include <string>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

#include "output/error.hpp"

namespace waterbed {
namespace {

std::filesystem::path folder_of(const std::filesystem::path& path) {
  return path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
}

// Hidden, so that nobody takes it for a result.
std::filesystem::path temporary_path(const std::filesystem::path& target) {
  const std::string name = target.filename().string();
  return folder_of(target) / ((name.starts_with('.') ? "" : ".") + name + ".tmp");
}

[[noreturn]] void fail(const std::string& action, const std::filesystem::path& path, std::error_code reason) {
  throw OutputError(OutputFault::machine, "cannot " + action + " " + path.string() + ": " + reason.message());
}

enum class Kind { file, folder };

void sync(const std::filesystem::path& path, Kind kind) {
  const int flags = O_RDONLY | O_CLOEXEC | (kind == Kind::folder ? O_DIRECTORY : 0);
  const int descriptor = ::open(path.c_str(), flags);
  if (descriptor < 0) fail("open", path, {errno, std::generic_category()});
  const int result = ::fsync(descriptor);
  const int error = errno;
  ::close(descriptor);
  // Some network file systems cannot sync a folder; the file itself must be.
  const bool is_unsupported = kind == Kind::folder && (error == EINVAL || error == ENOTSUP);
  if (result != 0 && !is_unsupported) fail("write", path, {error, std::generic_category()});
}

}  // namespace

TemporaryFile::TemporaryFile(std::filesystem::path target)
    : target_(std::move(target)), path_(temporary_path(target_)) {}

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
