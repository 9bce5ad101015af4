// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

namespace waterbed {

// Address space kept free for HDF5, which crashes where it finds none (seen with 1.10.8). Who
// writes while others compute holds a reserve, lets go of it while HDF5 works, and takes it again: want of
// memory then shows in taking it, as std::bad_alloc, and in the others.
class MemoryReserve {
 public:
  MemoryReserve() { take(); }
  MemoryReserve(const MemoryReserve&) = delete;
  MemoryReserve(MemoryReserve&&) = delete;
  MemoryReserve& operator=(const MemoryReserve&) = delete;
  MemoryReserve& operator=(MemoryReserve&&) = delete;
  ~MemoryReserve() { release(); }

  void take();  // throws std::bad_alloc
  void release();

 private:
  void* pages_ = nullptr;  // never touched, so they cost no memory
};

// Makes HDF5 ready while there is memory. Throws std::bad_alloc.
void prepare_hdf5();

}  // namespace waterbed
