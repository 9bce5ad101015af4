// SPDX-License-Identifier: Apache-2.0
#include "output/folder_lock.hpp"

#include <cerrno>
#include <string>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "output/durable.hpp"
#include "output/error.hpp"

namespace waterbed {
namespace {

[[noreturn]] void fail(const std::filesystem::path& folder, const std::string& reason) {
  throw OutputError(OutputFault::machine, "cannot use the folder " + folder.string() + ": " + reason);
}

std::string system_reason(int error) {
  return std::generic_category().message(error);
}

// Whether the open file still has its name; its folder may have been removed between opening and locking.
bool is_still_there(int descriptor, const std::filesystem::path& path) {
  struct stat opened {};
  struct stat named {};
  return ::fstat(descriptor, &opened) == 0 && ::stat(path.c_str(), &named) == 0 &&
         opened.st_ino == named.st_ino && opened.st_dev == named.st_dev;
}

}  // namespace

FolderLock::FolderLock(const std::filesystem::path& folder, Use use) : folder_(folder), use_(use) {
  constexpr int most_attempts = 1000;
  for (int attempt = 0; attempt < most_attempts; ++attempt)
    if (try_once()) return;
  fail(folder, "other commands make and remove it again and again");
}

bool FolderLock::try_once() {
  const bool is_new = ::mkdir(folder_.c_str(), 0777) == 0;
  if (!is_new && errno != EEXIST) fail(folder_, system_reason(errno));
  if (is_new) make_durable(folder_of(folder_));
  const std::filesystem::path path = folder_ / file_name;
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (descriptor < 0 && errno == ENOENT) return false;
  if (descriptor < 0) fail(folder_, system_reason(errno));
  const bool is_locked = ::flock(descriptor, (use_ == Use::alone ? LOCK_EX : LOCK_SH) | LOCK_NB) == 0;
  const bool is_taken = !is_locked && errno == EWOULDBLOCK;
  if (is_taken || !is_still_there(descriptor, path)) {
    ::close(descriptor);
    if (is_taken)
      fail(folder_,
           "another command is writing the same result; wait for it, or name another file (-o; of a sweep, "
           "another folder: --store)");
    return false;
  }
  descriptor_ = descriptor;
  return true;
}

bool FolderLock::is_taken(const std::filesystem::path& folder) {
  const int descriptor = ::open((folder / file_name).c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return false;
  const bool is_taken = ::flock(descriptor, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
  ::close(descriptor);
  return is_taken;
}

FolderLock::~FolderLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

void FolderLock::remove() {
  std::error_code ignored;
  std::filesystem::remove(folder_ / file_name, ignored);
  std::filesystem::remove(folder_, ignored);
  ::close(std::exchange(descriptor_, -1));
}

}  // namespace waterbed
