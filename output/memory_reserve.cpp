// SPDX-License-Identifier: Apache-2.0
#include "output/memory_reserve.hpp"

#include <new>

#include <sys/mman.h>

#include "output/hdf5_impl.hpp"

namespace waterbed {
namespace {

// A block or a join of small results takes some 6 MB.
constexpr std::size_t reserve_bytes = std::size_t{16} << 20U;

}  // namespace

void MemoryReserve::take() {
  if (pages_ != nullptr) return;
  void* pages = ::mmap(nullptr, reserve_bytes, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (pages == MAP_FAILED) throw std::bad_alloc();
  pages_ = pages;
}

void MemoryReserve::release() {
  if (pages_ != nullptr) ::munmap(pages_, reserve_bytes);
  pages_ = nullptr;
}

void prepare_hdf5() {
  MemoryReserve reserve;
  reserve.release();
  hdf5::start();
}

}  // namespace waterbed
