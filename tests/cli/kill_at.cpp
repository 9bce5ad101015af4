// SPDX-License-Identifier: Apache-2.0
// Loaded before the C library (LD_PRELOAD), this kills a program at a chosen call, as `kill -9` at a chosen
// moment would: WATERBED_KILL_AT=rename:2 just before its second rename. With WATERBED_KILL_COUNTS=FILE it
// writes instead how many calls of each kind the program makes.
#include <atomic>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include <dlfcn.h>
#include <sys/types.h>
#include <unistd.h>

namespace {

constexpr const char* kinds[] = {"rename", "remove", "sync", "write"};
enum Kind { rename_call, remove_call, sync_call, write_call };

std::atomic<long> counts[4];

void write_counts() {
  const char* path = std::getenv("WATERBED_KILL_COUNTS");
  std::FILE* file = path == nullptr ? nullptr : std::fopen(path, "w");
  if (file == nullptr) return;
  for (int kind = 0; kind < 4; ++kind) std::fprintf(file, "%s %ld\n", kinds[kind], counts[kind].load());
  std::fclose(file);
}

void count(Kind kind) {
  static const int at_exit = std::atexit(write_counts);
  static const char* const wanted = std::getenv("WATERBED_KILL_AT");
  const long number = ++counts[kind];
  const std::size_t length = std::strlen(kinds[kind]);
  if (at_exit != 0 || wanted == nullptr || std::strncmp(wanted, kinds[kind], length) != 0) return;
  if (wanted[length] == ':' && std::atol(wanted + length + 1) == number) raise(SIGKILL);
}

template <class Function>
Function* next(const char* name) {
  return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}

}  // namespace

extern "C" {

int rename(const char* from, const char* to) noexcept {
  count(rename_call);
  return next<int(const char*, const char*)>("rename")(from, to);
}

int remove(const char* path) noexcept {
  count(remove_call);
  return next<int(const char*)>("remove")(path);
}

int fsync(int descriptor) {
  count(sync_call);
  return next<int(int)>("fsync")(descriptor);
}

ssize_t pwrite(int descriptor, const void* bytes, size_t size, off_t offset) {
  count(write_call);
  return next<ssize_t(int, const void*, size_t, off_t)>("pwrite")(descriptor, bytes, size, offset);
}

ssize_t pwrite64(int descriptor, const void* bytes, size_t size, off64_t offset) {
  count(write_call);
  return next<ssize_t(int, const void*, size_t, off64_t)>("pwrite64")(descriptor, bytes, size, offset);
}

ssize_t write(int descriptor, const void* bytes, size_t size) {
  count(write_call);
  return next<ssize_t(int, const void*, size_t)>("write")(descriptor, bytes, size);
}

}  // extern "C"
