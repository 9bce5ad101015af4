// SPDX-License-Identifier: Apache-2.0
// Loaded before the C library (LD_PRELOAD), this makes of a machine a node with a wrong clock
// (WATERBED_CLOCK_AHEAD_S=-7200) or with a full quota (WATERBED_QUOTA=full: no block can be written).
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <string>

#include <dlfcn.h>
#include <sys/types.h>
#include <unistd.h>

namespace {

template <class Function>
Function* next(const char* name) {
  return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}

bool is_block(int descriptor) {
  char name[4096] = {};
  const std::string link = "/proc/self/fd/" + std::to_string(descriptor);
  return readlink(link.c_str(), name, sizeof name - 1) > 0 && std::strstr(name, "/block_") != nullptr;
}

bool is_refused(int descriptor) {
  if (std::getenv("WATERBED_QUOTA") == nullptr || !is_block(descriptor)) return false;
  errno = EDQUOT;
  return true;
}

}  // namespace

extern "C" int clock_gettime(clockid_t clock, timespec* time) noexcept {
  static auto* const real = next<int(clockid_t, timespec*)>("clock_gettime");
  const int result = real(clock, time);
  const char* shift = std::getenv("WATERBED_CLOCK_AHEAD_S");
  if (clock == CLOCK_REALTIME && shift != nullptr) time->tv_sec += std::atol(shift);
  return result;
}

extern "C" ssize_t pwrite64(int descriptor, const void* bytes, size_t count, off64_t offset) {
  static auto* const real = next<ssize_t(int, const void*, size_t, off64_t)>("pwrite64");
  return is_refused(descriptor) ? -1 : real(descriptor, bytes, count, offset);
}

extern "C" ssize_t pwrite(int descriptor, const void* bytes, size_t count, off_t offset) {
  static auto* const real = next<ssize_t(int, const void*, size_t, off_t)>("pwrite");
  return is_refused(descriptor) ? -1 : real(descriptor, bytes, count, offset);
}
