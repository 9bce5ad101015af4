// SPDX-License-Identifier: Apache-2.0
#include "output/hdf5_file.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "output/hdf5_impl.hpp"
#include "output/text_pieces.hpp"
#include "sim/base/check.hpp"

// Life of a file, and writing. Reading is in hdf5_reading.cpp.
namespace waterbed {
namespace {

using hdf5::Handle;
using hdf5::OpenFile;
using hdf5::silence;

constexpr unsigned tracked_order = H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;

enum class Cells { given, missing };

// Little-endian in the file, whatever the machine. Text is of variable length: fixed-length text makes some
// netCDF readers crash.
Handle file_type(ElementType type) {
  switch (type) {
    case ElementType::int8:
      return {H5Tcopy(H5T_STD_I8LE), H5Tclose};
    case ElementType::int32:
      return {H5Tcopy(H5T_STD_I32LE), H5Tclose};
    case ElementType::int64:
      return {H5Tcopy(H5T_STD_I64LE), H5Tclose};
    case ElementType::float32:
      return {H5Tcopy(H5T_IEEE_F32LE), H5Tclose};
    case ElementType::float64:
      return {H5Tcopy(H5T_IEEE_F64LE), H5Tclose};
    case ElementType::text:
      return hdf5::text_type(H5T_VARIABLE);
  }
  return {};
}

// Calls `act` with the missing value of a numeric type.
template <class Act>
void with_missing(ElementType type, Act act) {
  if (type == ElementType::int8) act(missing_int8);
  if (type == ElementType::int32) act(missing_int32);
  if (type == ElementType::int64) act(missing_int64);
  if (type == ElementType::float32) act(std::numeric_limits<float>::quiet_NaN());
  if (type == ElementType::float64) act(std::numeric_limits<double>::quiet_NaN());
}

struct AttributeTypes {
  hid_t file;
  hid_t memory;
};

void put(OpenFile& file, hid_t object, const std::string& name, AttributeTypes types, const Shape& shape,
         const void* data) {
  const Handle space = hdf5::space_of(shape);
  const Handle attribute = file.owned(
      H5Acreate2(object, name.c_str(), types.file, space.id(), H5P_DEFAULT, H5P_DEFAULT), H5Aclose, name);
  file.must(H5Awrite(attribute.id(), types.memory, data), name);
}

void put(OpenFile& file, hid_t object, const Attribute& attribute) {
  const auto& [name, value] = attribute;
  if (const auto* text = std::get_if<std::string>(&value)) {
    const Handle type = hdf5::text_type(std::max<std::size_t>(text->size(), 1));  // length 0 is refused
    put(file, object, name, {type.id(), type.id()}, {}, text->c_str());
  } else if (const auto* int32 = std::get_if<std::int32_t>(&value)) {
    put(file, object, name, {H5T_STD_I32LE, H5T_NATIVE_INT32}, {}, int32);
  } else if (const auto* int64 = std::get_if<std::int64_t>(&value)) {
    put(file, object, name, {H5T_STD_I64LE, H5T_NATIVE_INT64}, {}, int64);
  } else if (const auto* real = std::get_if<double>(&value)) {
    put(file, object, name, {H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE}, {}, real);
  } else {
    const auto& flags = std::get<std::vector<std::int8_t>>(value);
    put(file, object, name, {H5T_STD_I8LE, H5T_NATIVE_INT8}, {flags.size()}, flags.data());
  }
}

void put_all(OpenFile& file, hid_t object, const std::vector<Attribute>& attributes) {
  for (const Attribute& attribute : attributes) put(file, object, attribute);
}

// How a new variable lies in the file.
Handle creation_list(const OpenFile& file, const Variable& variable, Cells cells) {
  Handle list(H5Pcreate(H5P_DATASET_CREATE), H5Pclose);
  H5Pset_obj_track_times(list.id(), false);  // else two equal results differ in some bytes
  H5Pset_attr_creation_order(list.id(), tracked_order);
  if (!variable.chunk.empty() && cells_in(variable.shape) > 0) {
    const std::vector<hsize_t> chunk(variable.chunk.begin(), variable.chunk.end());
    file.must(H5Pset_chunk(list.id(), static_cast<int>(chunk.size()), chunk.data()), variable.name);
    file.must(H5Pset_shuffle(list.id()), variable.name);
    file.must(H5Pset_deflate(list.id(), 1), variable.name);
  }
  if (cells == Cells::missing) {
    with_missing(variable.type, [&list](auto missing) {
      H5Pset_fill_value(list.id(), hdf5::memory_type<decltype(missing)>(), &missing);
    });
  }
  return list;
}

Handle create_dataset(const OpenFile& file, const Variable& variable, Cells cells) {
  const Handle list = creation_list(file, variable, cells);
  const Handle access(H5Pcreate(H5P_DATASET_ACCESS), H5Pclose);
  H5Pset_chunk_cache(access.id(), 0, 0, 1);  // chunks are written whole and once: keeping them costs memory
  const Handle type = file_type(variable.type);
  const Handle space = hdf5::space_of(variable.shape);
  const hid_t id = H5Dcreate2(file.file.id(), variable.name.c_str(), type.id(), space.id(), H5P_DEFAULT,
                              list.id(), access.id());
  return file.owned(id, H5Dclose, variable.name);
}

void attach_scales(OpenFile& file, const Variable& variable) {
  const hid_t id = file.dataset(variable.name);
  for (unsigned axis = 0; axis < variable.dimensions.size(); ++axis) {
    const std::string& scale = variable.dimensions[axis];
    if (scale == variable.name) continue;  // a scale is not attached to itself
    file.must(H5DSattach_scale(id, file.dataset(scale), axis), variable.name);
  }
}

void add(OpenFile& file, const Variable& variable, Cells cells) {
  WATERBED_CHECK(variable.dimensions.empty() || variable.dimensions.size() == variable.shape.size());
  file.datasets.insert_or_assign(variable.name, create_dataset(file, variable, cells));
  const hid_t id = file.dataset(variable.name);
  put_all(file, id, variable.attributes);
  if (cells == Cells::missing) {
    const Handle type = file_type(variable.type);
    with_missing(variable.type, [&](auto missing) {
      put(file, id, "_FillValue", {type.id(), hdf5::memory_type<decltype(missing)>()}, {1}, &missing);
    });
  }
  attach_scales(file, variable);
}

template <class T>
void write(OpenFile& file, const std::string& name, const std::vector<T>& values) {
  if (values.empty()) return;
  const hid_t type = hdf5::memory_type<T>();
  file.must(H5Dwrite(file.dataset(name), type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()), name);
}

void write_piece(OpenFile& file, const std::string& name, const Block& block,
                 const std::vector<std::string>& texts) {
  std::vector<const char*> pointers;
  pointers.reserve(texts.size());
  for (const std::string& text : texts) pointers.push_back(text.c_str());
  const Handle type = hdf5::text_type(H5T_VARIABLE);
  const Handle selection = file.selection(name, block);
  const Handle memory = hdf5::space_of(block.count);
  file.must(
      H5Dwrite(file.dataset(name), type.id(), memory.id(), selection.id(), H5P_DEFAULT, pointers.data()),
      name);
}

void write_pieces(OpenFile& file, const std::string& name,
                  const std::function<std::string(std::size_t)>& text_at) {
  std::size_t number = 0;
  for (const Block& piece : pieces_of(file.shape_of(name))) {
    std::vector<std::string> texts(cells_in(piece.count));
    for (std::string& text : texts) text = text_at(number++);
    write_piece(file, name, piece, texts);
  }
}

void write(OpenFile& file, const std::string& name, const std::vector<std::string>& texts) {
  write_pieces(file, name, [&](std::size_t number) { return texts[number]; });
}

}  // namespace

Hdf5File::Hdf5File(std::unique_ptr<hdf5::OpenFile> file) : file_(std::move(file)) {}
Hdf5File::Hdf5File(Hdf5File&&) noexcept = default;
Hdf5File& Hdf5File::operator=(Hdf5File&&) noexcept = default;
Hdf5File::~Hdf5File() {
  silence();
}

Hdf5File Hdf5File::create(const std::filesystem::path& path) {
  hdf5::start();
  silence();
  auto file = std::make_unique<OpenFile>();
  file->path = path;
  file->use = hdf5::Use::write;
  const Handle creation(H5Pcreate(H5P_FILE_CREATE), H5Pclose);
  H5Pset_obj_track_times(creation.id(), false);
  H5Pset_link_creation_order(creation.id(), tracked_order);
  H5Pset_attr_creation_order(creation.id(), tracked_order);
  const Handle access = hdf5::access_list();
  const hid_t id = H5Fcreate(path.c_str(), H5F_ACC_TRUNC, creation.id(), access.id());
  file->file = file->owned(id, H5Fclose, "to create it");
  return Hdf5File(std::move(file));
}

void Hdf5File::close() {
  silence();
  for (auto& [name, dataset] : file_->datasets) file_->must(dataset.close(), name);
  file_->datasets.clear();
  file_->must(file_->file.close(), "to close it");
}

void Hdf5File::add_attribute(const Attribute& attribute) {
  silence();
  put(*file_, file_->file.id(), attribute);
}

void Hdf5File::add_group(const std::string& name, const std::vector<Attribute>& attributes) {
  silence();
  const Handle list(H5Pcreate(H5P_GROUP_CREATE), H5Pclose);
  H5Pset_obj_track_times(list.id(), false);
  H5Pset_link_creation_order(list.id(), tracked_order);
  H5Pset_attr_creation_order(list.id(), tracked_order);
  const hid_t id = H5Gcreate2(file_->file.id(), name.c_str(), H5P_DEFAULT, list.id(), H5P_DEFAULT);
  const Handle group = file_->owned(id, H5Gclose, name);
  put_all(*file_, group.id(), attributes);
}

void Hdf5File::add_variable(const Variable& variable, const Values& values) {
  silence();
  WATERBED_CHECK(values.index() == static_cast<std::size_t>(variable.type));
  std::visit([&](const auto& list) { WATERBED_CHECK(list.size() == cells_in(variable.shape)); }, values);
  add(*file_, variable, Cells::given);
  std::visit([&](const auto& list) { write(*file_, variable.name, list); }, values);
}

void Hdf5File::add_scale(const Variable& variable, const Values& labels) {
  add_variable(variable, labels);
  const hid_t id = file_->dataset(variable.name);
  file_->must(H5DSset_scale(id, variable.name.c_str()), variable.name);
  // netCDF then knows the order of the dimensions.
  put(*file_, id, {"_Netcdf4Dimid", file_->scales++});
}

void Hdf5File::add_empty_variable(const Variable& variable) {
  silence();
  add(*file_, variable, Cells::missing);
}

void Hdf5File::write_texts(const std::string& name, const std::function<std::string(std::size_t)>& text_at) {
  silence();
  write_pieces(*file_, name, text_at);
}

void Hdf5File::write_chunk(const std::string& name, const Shape& start, const RawChunk& chunk) {
  silence();
  if (chunk.bytes.empty()) return;
  const std::vector<hsize_t> offset(start.begin(), start.end());
  file_->must(H5Dwrite_chunk(file_->dataset(name), H5P_DEFAULT, chunk.skipped_filters, offset.data(),
                             chunk.bytes.size(), chunk.bytes.data()),
              name);
}

}  // namespace waterbed
