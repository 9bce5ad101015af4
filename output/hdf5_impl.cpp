// SPDX-License-Identifier: Apache-2.0
#include "output/hdf5_impl.hpp"

#include <charconv>
#include <string_view>
#include <system_error>

#include "output/error.hpp"

namespace waterbed::hdf5 {
namespace {

// HDF5 tells the system's reason only inside a text: "... errno = 28, error message = ...".
herr_t find_errno(unsigned, const H5E_error2_t* entry, void* found) {
  constexpr std::string_view mark = "errno = ";
  const std::string_view text = entry->desc == nullptr ? "" : entry->desc;
  const std::size_t at = text.find(mark);
  if (at == std::string_view::npos) return 0;
  const std::string_view number = text.substr(at + mark.size());
  std::from_chars(number.data(), number.data() + number.size(), *static_cast<int*>(found));
  return 0;
}

// What HDF5 keeps of the places of chunks and texts grows to 32 MB by default; memory must stay flat in the
// number of replicates.
void keep_cache_small(const Handle& access) {
  constexpr std::size_t cache_bytes = std::size_t{1} << 18U;
  H5AC_cache_config_t config{};
  config.version = H5AC__CURR_CACHE_CONFIG_VERSION;
  if (H5Pget_mdc_config(access.id(), &config) < 0) return;
  config.set_initial_size = true;
  config.initial_size = cache_bytes;
  config.min_size = cache_bytes;
  config.max_size = cache_bytes;
  H5Pset_mdc_config(access.id(), &config);
}

// The system's number of the last error of this thread; 0 if the system was not to blame.
int system_error_number() {
  int number = 0;
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_DOWNWARD, find_errno, &number);
  return number;
}

}  // namespace

Handle text_type(std::size_t size) {
  Handle type(H5Tcopy(H5T_C_S1), H5Tclose);
  H5Tset_size(type.id(), size);
  H5Tset_cset(type.id(), H5T_CSET_UTF8);
  return type;
}

Handle space_of(const Shape& shape) {
  if (shape.empty()) return {H5Screate(H5S_SCALAR), H5Sclose};
  const std::vector<hsize_t> lengths(shape.begin(), shape.end());
  return {H5Screate_simple(static_cast<int>(lengths.size()), lengths.data(), nullptr), H5Sclose};
}

Handle access_list() {
  Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose);
  H5Pset_libver_bounds(access.id(), H5F_LIBVER_EARLIEST, H5F_LIBVER_V110);
  keep_cache_small(access);
  H5Pset_file_locking(access.id(), true, true);  // some network file systems have no locks: go on without
  return access;
}

void OpenFile::fail(const std::string& detail) const {
  const int number = system_error_number();
  const std::string reason = number != 0 ? std::generic_category().message(number) : detail;
  const std::string action = use == Use::write ? "cannot write " : "cannot read ";
  throw OutputError(use == Use::write ? OutputFault::machine : OutputFault::file,
                    action + path.string() + ": " + reason);
}

void OpenFile::fail_at(const std::string& what) const {
  fail(use == Use::write ? "HDF5 refused " + what : "it is damaged or incomplete at " + what);
}

hid_t OpenFile::dataset(const std::string& name) {
  const auto found = datasets.find(name);
  if (found != datasets.end()) return found->second.id();
  Handle opened = owned(H5Dopen2(file.id(), name.c_str(), H5P_DEFAULT), H5Dclose, name);
  return datasets.emplace(name, std::move(opened)).first->second.id();
}

Shape OpenFile::shape_of(const std::string& name) {
  const Handle space = owned(H5Dget_space(dataset(name)), H5Sclose, name);
  std::vector<hsize_t> lengths(static_cast<std::size_t>(must(H5Sget_simple_extent_ndims(space.id()), name)));
  must(H5Sget_simple_extent_dims(space.id(), lengths.data(), nullptr), name);
  return {lengths.begin(), lengths.end()};
}

Handle OpenFile::selection(const std::string& name, const Block& block) {
  Handle space = owned(H5Dget_space(dataset(name)), H5Sclose, name);
  const std::vector<hsize_t> start(block.start.begin(), block.start.end());
  const std::vector<hsize_t> count(block.count.begin(), block.count.end());
  if (shape_of(name).size() != start.size()) fail(name + " has an unexpected shape");
  must(H5Sselect_hyperslab(space.id(), H5S_SELECT_SET, start.data(), nullptr, count.data(), nullptr), name);
  return space;
}

}  // namespace waterbed::hdf5
