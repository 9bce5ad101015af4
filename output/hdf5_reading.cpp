// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <utility>

#include "output/hdf5_file.hpp"
#include "output/hdf5_impl.hpp"
#include "output/text_heap.hpp"
#include "output/text_pieces.hpp"

// The reading half of Hdf5File. Nothing a file says is trusted: sizes are looked at before memory is taken.
namespace waterbed {
namespace {

using hdf5::Handle;
using hdf5::OpenFile;
using hdf5::silence;

// Number of values of a variable that is read whole. Such variables are not compressed, so a value takes at
// least one byte of the file.
std::size_t checked_size(OpenFile& file, const std::string& name) {
  const std::uint64_t cells = cells_in(file.shape_of(name));
  hsize_t file_size = 0;
  file.must(H5Fget_filesize(file.file.id(), &file_size), name);
  if (cells > file_size) file.fail("it is damaged or incomplete at " + name);
  return static_cast<std::size_t>(cells);
}

void expect_class(OpenFile& file, const std::string& name, H5T_class_t wanted) {
  const Handle type = file.owned(H5Dget_type(file.dataset(name)), H5Tclose, name);
  if (H5Tget_class(type.id()) != wanted) file.fail(name + " has an unexpected type");
}

template <class T>
std::vector<T> read_numbers(OpenFile& file, const std::string& name, H5T_class_t wanted) {
  expect_class(file, name, wanted);
  std::vector<T> values(checked_size(file, name));
  if (values.empty()) return values;
  const hid_t type = hdf5::memory_type<T>();
  file.must(H5Dread(file.dataset(name), type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()), name);
  return values;
}

// Texts that HDF5 allocated, given back at the end.
class OwnedTexts {
 public:
  OwnedTexts(std::size_t count, const Handle& type, const Handle& space)
      : pointers_(count, nullptr), type_(type.id()), space_(space.id()) {}
  OwnedTexts(const OwnedTexts&) = delete;
  OwnedTexts(OwnedTexts&&) = delete;
  OwnedTexts& operator=(const OwnedTexts&) = delete;
  OwnedTexts& operator=(OwnedTexts&&) = delete;
  ~OwnedTexts() { H5Dvlen_reclaim(type_, space_, H5P_DEFAULT, pointers_.data()); }

  [[nodiscard]] char** data() { return pointers_.data(); }
  [[nodiscard]] std::vector<std::string> copied() const {
    std::vector<std::string> texts;
    for (const char* text : pointers_) texts.emplace_back(text == nullptr ? "" : text);
    return texts;
  }

 private:
  std::vector<char*> pointers_;
  hid_t type_;
  hid_t space_;
};

// Texts of a variable, of which `number` stand before the piece.
std::vector<std::string> read_piece(OpenFile& file, const std::string& name, const Block& piece,
                                    std::size_t number) {
  const std::size_t count = cells_in(piece.count);
  // Undefined where another program repacked the file.
  const haddr_t offset = H5Dget_offset(file.dataset(name));
  if (offset != HADDR_UNDEF && !has_sound_texts(file.path, offset + number * text_reference_bytes, count))
    file.fail("it is damaged or incomplete at " + name);
  const Handle type = hdf5::text_type(H5T_VARIABLE);
  const Handle selection = file.selection(name, piece);
  const Handle memory = hdf5::space_of(piece.count);
  OwnedTexts texts(count, type, memory);
  file.must(H5Dread(file.dataset(name), type.id(), memory.id(), selection.id(), H5P_DEFAULT, texts.data()),
            name);
  return texts.copied();
}

// The attribute, or an empty handle if there is none.
Handle find_attribute(OpenFile& file, std::string_view variable, const std::string& name) {
  const hid_t object = variable.empty() ? file.file.id() : file.dataset(std::string(variable));
  if (H5Aexists(object, name.c_str()) <= 0) return {};
  return file.owned(H5Aopen(object, name.c_str(), H5P_DEFAULT), H5Aclose, name);
}

bool is_single(const Handle& attribute) {
  const Handle space(H5Aget_space(attribute.id()), H5Sclose);
  return H5Sget_simple_extent_npoints(space.id()) == 1;
}

}  // namespace

Hdf5File Hdf5File::open(const std::filesystem::path& path) {
  hdf5::start();
  silence();
  auto file = std::make_unique<OpenFile>();
  file->path = path;
  file->use = hdf5::Use::read;
  const Handle access = hdf5::access_list();
  const hid_t id = H5Fopen(path.c_str(), H5F_ACC_RDONLY, access.id());
  if (id < 0) file->fail("it is not an HDF5 file, or it is damaged or incomplete");
  file->file = Handle(id, H5Fclose);
  return Hdf5File(std::move(file));
}

void Hdf5File::damaged(const std::string& what) const {
  file_->fail("it is damaged or incomplete at " + what);
}

std::vector<std::string> Hdf5File::variables() const {
  silence();
  const hid_t root = file_->file.id();
  H5G_info_t info{};
  file_->must(H5Gget_info(root, &info), "its list of variables");
  std::vector<std::string> names;
  for (hsize_t link = 0; link < info.nlinks; ++link) {
    std::array<char, 256> name{};
    file_->must(H5Lget_name_by_idx(root, ".", H5_INDEX_CRT_ORDER, H5_ITER_INC, link, name.data(), name.size(),
                                   H5P_DEFAULT),
                "its list of variables");
    name.back() = '\0';
    if (has_variable(name.data())) names.emplace_back(name.data());
  }
  return names;
}

bool Hdf5File::has_variable(const std::string& name) const {
  silence();
  if (H5Lexists(file_->file.id(), name.c_str(), H5P_DEFAULT) <= 0) return false;
  const Handle object(H5Oopen(file_->file.id(), name.c_str(), H5P_DEFAULT), H5Oclose);
  return object.id() >= 0 && H5Iget_type(object.id()) == H5I_DATASET;
}

Shape Hdf5File::shape(const std::string& name) const {
  silence();
  return file_->shape_of(name);
}

ElementType Hdf5File::type(const std::string& name) const {
  silence();
  const Handle type = file_->owned(H5Dget_type(file_->dataset(name)), H5Tclose, name);
  const std::size_t size = H5Tget_size(type.id());
  const H5T_class_t kind = H5Tget_class(type.id());
  if (kind == H5T_STRING) return ElementType::text;
  if (kind == H5T_INTEGER && size == 1) return ElementType::int8;
  if (kind == H5T_INTEGER && size == 4) return ElementType::int32;
  if (kind == H5T_INTEGER && size == 8) return ElementType::int64;
  if (kind == H5T_FLOAT && size == 4) return ElementType::float32;
  if (kind == H5T_FLOAT && size == 8) return ElementType::float64;
  file_->fail(name + " has an unexpected type");
}

std::vector<std::int64_t> Hdf5File::read_integers(const std::string& name) const {
  silence();
  return read_numbers<std::int64_t>(*file_, name, H5T_INTEGER);
}

std::vector<std::byte> Hdf5File::read_bytes(const std::string& name) const {
  silence();
  expect_class(*file_, name, H5T_INTEGER);
  std::vector<std::byte> bytes(checked_size(*file_, name));
  if (bytes.empty()) return bytes;
  file_->must(H5Dread(file_->dataset(name), H5T_NATIVE_INT8, H5S_ALL, H5S_ALL, H5P_DEFAULT, bytes.data()),
              name);
  return bytes;
}

std::vector<double> Hdf5File::read_reals(const std::string& name) const {
  silence();
  return read_numbers<double>(*file_, name, H5T_FLOAT);
}

std::vector<std::string> Hdf5File::read_texts(const std::string& name) const {
  silence();
  std::vector<std::string> texts(checked_size(*file_, name));
  each_text(name, [&](std::size_t number, std::string text) { texts[number] = std::move(text); });
  return texts;
}

void Hdf5File::each_text(const std::string& name,
                         const std::function<void(std::size_t, std::string)>& take) const {
  silence();
  const Handle stored = file_->owned(H5Dget_type(file_->dataset(name)), H5Tclose, name);
  if (H5Tis_variable_str(stored.id()) <= 0) file_->fail(name + " has an unexpected type");
  static_cast<void>(checked_size(*file_, name));
  std::size_t number = 0;
  for (const Block& piece : pieces_of(file_->shape_of(name)))
    for (std::string& text : read_piece(*file_, name, piece, number)) take(number++, std::move(text));
}

std::vector<std::int64_t> Hdf5File::read_cells(const std::string& name, const Block& block) const {
  silence();
  expect_class(*file_, name, H5T_INTEGER);
  const Handle selection = file_->selection(name, block);
  if (H5Sselect_valid(selection.id()) <= 0) file_->fail(name + " has an unexpected shape");
  std::vector<std::int64_t> cells(cells_in(block.count));
  if (cells.empty()) return cells;
  const Handle memory = hdf5::space_of(block.count);
  file_->must(
      H5Dread(file_->dataset(name), H5T_NATIVE_INT64, memory.id(), selection.id(), H5P_DEFAULT, cells.data()),
      name);
  if (type(name) == ElementType::int32) {
    for (std::int64_t& cell : cells) cell = cell == missing_int32 ? missing_int64 : cell;
  }
  return cells;
}

RawChunk Hdf5File::read_chunk(const std::string& name, const Shape& start) const {
  silence();
  const hid_t dataset = file_->dataset(name);
  const std::vector<hsize_t> offset(start.begin(), start.end());
  hsize_t size = 0;
  file_->must(H5Dget_chunk_storage_size(dataset, offset.data(), &size), name);
  hsize_t file_size = 0;
  file_->must(H5Fget_filesize(file_->file.id(), &file_size), name);
  if (size > file_size) file_->fail("it is damaged or incomplete at " + name);
  RawChunk chunk;
  chunk.bytes.resize(size);
  if (size == 0) return chunk;
  file_->must(H5Dread_chunk(dataset, H5P_DEFAULT, offset.data(), &chunk.skipped_filters, chunk.bytes.data()),
              name);
  return chunk;
}

std::optional<std::string> Hdf5File::text_attribute(std::string_view variable,
                                                    const std::string& name) const {
  silence();
  const Handle attribute = find_attribute(*file_, variable, name);
  if (attribute.id() < 0) return std::nullopt;
  const Handle type = file_->owned(H5Aget_type(attribute.id()), H5Tclose, name);
  const bool is_fixed = H5Tget_class(type.id()) == H5T_STRING && H5Tis_variable_str(type.id()) == 0;
  if (!is_fixed || !is_single(attribute)) return std::nullopt;
  std::string text(H5Aget_storage_size(attribute.id()), '\0');
  file_->must(H5Aread(attribute.id(), type.id(), text.data()), name);
  return text.substr(0, text.find('\0'));
}

std::optional<std::int64_t> Hdf5File::integer_attribute(std::string_view variable,
                                                        const std::string& name) const {
  silence();
  const Handle attribute = find_attribute(*file_, variable, name);
  if (attribute.id() < 0) return std::nullopt;
  const Handle type = file_->owned(H5Aget_type(attribute.id()), H5Tclose, name);
  if (H5Tget_class(type.id()) != H5T_INTEGER || !is_single(attribute)) return std::nullopt;
  std::int64_t value = 0;
  file_->must(H5Aread(attribute.id(), H5T_NATIVE_INT64, &value), name);
  return value;
}

}  // namespace waterbed
