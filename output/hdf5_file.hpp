// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

// A thin owning layer over HDF5, for files that are netCDF-4 too: every dimension is a scale with labels,
// creation order is kept, no object carries a time. Two files made by the same calls are equal byte by byte.
//
// Every function throws OutputError. One object is for one thread at a time; several objects in several
// threads need an HDF5 library built thread-safe (Debian's is).
namespace waterbed {

namespace hdf5 {
struct OpenFile;
}

// In the order of the alternatives of Values.
enum class ElementType { int8, int32, int64, float32, float64, text };

using Values = std::variant<std::vector<std::int8_t>, std::vector<std::int32_t>, std::vector<std::int64_t>,
                            std::vector<float>, std::vector<double>, std::vector<std::string>>;

// A vector of int8 becomes an array, all else a single value; text is UTF-8 without NUL.
using AttributeValue =
    std::variant<std::string, std::int32_t, std::int64_t, double, std::vector<std::int8_t>>;

struct Attribute {
  std::string name;
  AttributeValue value;
};

using Shape = std::vector<std::uint64_t>;

// A rectangular part of a variable.
struct Block {
  Shape start;
  Shape count;
};

struct Variable {
  std::string name;
  ElementType type;
  Shape shape;
  std::vector<std::string> dimensions;  // the scale of each axis, already in the file; empty: none attached
  Shape chunk;                          // empty: one piece, not compressed; else shuffle + deflate 1
  std::vector<Attribute> attributes;
};

// A chunk as it lies in the file, compressed; empty if the chunk was never written.
struct RawChunk {
  std::uint32_t skipped_filters = 0;  // bit mask of HDF5
  std::vector<std::byte> bytes;
};

// What cells hold that nobody wrote: the smallest value of the type. NaN for float and double.
inline constexpr std::int8_t missing_int8 = INT8_MIN;
inline constexpr std::int32_t missing_int32 = INT32_MIN;
inline constexpr std::int64_t missing_int64 = INT64_MIN;

class Hdf5File {
 public:
  // Replaces a file of that name.
  [[nodiscard]] static Hdf5File create(const std::filesystem::path& path);
  // For reading only.
  [[nodiscard]] static Hdf5File open(const std::filesystem::path& path);
  Hdf5File(const Hdf5File&) = delete;
  Hdf5File(Hdf5File&&) noexcept;
  Hdf5File& operator=(const Hdf5File&) = delete;
  Hdf5File& operator=(Hdf5File&&) noexcept;
  ~Hdf5File();  // tells nobody about a failure: close a written file by hand
  void close();

  void add_attribute(const Attribute& attribute);  // to the root
  void add_group(const std::string& name, const std::vector<Attribute>& attributes);
  // A dimension of that name, with its labels.
  void add_scale(const Variable& variable, const Values& labels);
  void add_variable(const Variable& variable, const Values& values);
  // A variable whose cells are missing until written; `_FillValue` says so to readers. Texts are empty.
  void add_empty_variable(const Variable& variable);

  void write_chunk(const std::string& name, const Shape& start, const RawChunk& chunk);
  // Writes all texts of an empty variable, asking for each by its number in row-major order; holds few at a
  // time.
  void write_texts(const std::string& name, const std::function<std::string(std::size_t)>& text_at);

  // Throws that the file is damaged or incomplete at `what`.
  [[noreturn]] void damaged(const std::string& what) const;
  // Names of the variables of the root, in order of creation.
  [[nodiscard]] std::vector<std::string> variables() const;
  [[nodiscard]] bool has_variable(const std::string& name) const;
  [[nodiscard]] Shape shape(const std::string& name) const;
  [[nodiscard]] ElementType type(const std::string& name) const;

  [[nodiscard]] std::vector<std::int64_t> read_integers(const std::string& name) const;
  // Of int8.
  [[nodiscard]] std::vector<std::byte> read_bytes(const std::string& name) const;
  [[nodiscard]] std::vector<double> read_reals(const std::string& name) const;
  [[nodiscard]] std::vector<std::string> read_texts(const std::string& name) const;
  // Hands on each text with its number in row-major order; holds few at a time.
  void each_text(const std::string& name, const std::function<void(std::size_t, std::string)>& take) const;
  // Missing cells are missing_int64, whatever the stored type.
  [[nodiscard]] std::vector<std::int64_t> read_cells(const std::string& name, const Block& block) const;
  [[nodiscard]] RawChunk read_chunk(const std::string& name, const Shape& start) const;

  // Attributes of a variable, or of the root if `variable` is empty; nothing if missing or of another type.
  [[nodiscard]] std::optional<std::string> text_attribute(std::string_view variable,
                                                          const std::string& name) const;
  [[nodiscard]] std::optional<std::int64_t> integer_attribute(std::string_view variable,
                                                              const std::string& name) const;

 private:
  explicit Hdf5File(std::unique_ptr<hdf5::OpenFile> file);

  std::unique_ptr<hdf5::OpenFile> file_;
};

}  // namespace waterbed
