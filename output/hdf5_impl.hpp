// SPDX-License-Identifier: Apache-2.0
#pragma once

// Private to output/hdf5_*.cpp and memory_reserve.cpp: the only file that includes the headers of HDF5.
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include <hdf5.h>
#include <hdf5_hl.h>

#include "output/hdf5_file.hpp"

namespace waterbed {
namespace hdf5 {

// HDF5 prints its stack of errors by itself, in every thread, unless told not to.
inline void silence() {
  H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
}

// Must be the first call of HDF5 in a process; later calls change nothing. At exit HDF5 would try again to
// close what a full disk kept it from closing, and crash; we close all files ourselves. Memory that it has
// done with it gives back instead of hoarding some megabytes of each kind.
inline void start() {
  constexpr int of_all = 1 << 18;
  constexpr int of_one = 1 << 16;
  H5dont_atexit();
  H5set_free_list_limits(of_all, of_one, of_all, of_one, of_all, of_one);
}

// Owns one id of HDF5.
class Handle {
 public:
  using Close = herr_t (*)(hid_t);

  Handle() = default;
  Handle(hid_t id, Close closer) : id_(id), close_(closer) {}
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  Handle(Handle&& other) noexcept
      : id_(std::exchange(other.id_, hid_t{H5I_INVALID_HID})), close_(other.close_) {}
  Handle& operator=(Handle&& other) noexcept {
    std::swap(id_, other.id_);
    std::swap(close_, other.close_);
    return *this;
  }
  ~Handle() { close(); }

  [[nodiscard]] hid_t id() const { return id_; }
  herr_t close() { return id_ < 0 ? 0 : close_(std::exchange(id_, hid_t{H5I_INVALID_HID})); }

 private:
  hid_t id_ = H5I_INVALID_HID;
  Close close_ = nullptr;
};

// The type of T in memory.
template <class T>
hid_t memory_type() {
  if constexpr (std::is_same_v<T, std::int8_t>) {
    return H5T_NATIVE_INT8;
  } else if constexpr (std::is_same_v<T, std::int32_t>) {
    return H5T_NATIVE_INT32;
  } else if constexpr (std::is_same_v<T, std::int64_t>) {
    return H5T_NATIVE_INT64;
  } else if constexpr (std::is_same_v<T, float>) {
    return H5T_NATIVE_FLOAT;
  } else {
    static_assert(std::is_same_v<T, double>);
    return H5T_NATIVE_DOUBLE;
  }
}

[[nodiscard]] Handle text_type(std::size_t size);  // UTF-8; H5T_VARIABLE for a size that varies
[[nodiscard]] Handle space_of(const Shape& shape);
[[nodiscard]] Handle access_list();

enum class Use { read, write };

struct OpenFile {
  std::filesystem::path path;
  Use use = Use::read;
  Handle file;
  std::map<std::string, Handle, std::less<>> datasets;  // open ones; closed before the file
  std::int32_t scales = 0;

  // Throws OutputError with the system's reason for the last error, or with `detail` if it had none.
  [[noreturn]] void fail(const std::string& detail) const;
  // The result of a call of HDF5, if it is not an error.
  template <class Result>
  Result must(Result result, const std::string& what) const {
    if (result < 0) fail_at(what);
    return result;
  }
  [[nodiscard]] Handle owned(hid_t id, Handle::Close closer, const std::string& what) const {
    return {must(id, what), closer};
  }
  [[nodiscard]] hid_t dataset(const std::string& name);
  [[nodiscard]] Shape shape_of(const std::string& name);
  [[nodiscard]] Handle selection(const std::string& name, const Block& block);

 private:
  [[noreturn]] void fail_at(const std::string& what) const;
};

}  // namespace hdf5
}  // namespace waterbed
