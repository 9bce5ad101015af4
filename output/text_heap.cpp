// SPDX-License-Identifier: Apache-2.0
#include "output/text_heap.hpp"

#include <algorithm>
#include <fstream>
#include <map>
#include <optional>
#include <string>

#include "output/error.hpp"

namespace waterbed {
namespace {

// Sizes in bytes, with offsets and lengths of 8 bytes, as all HDF5 libraries write today.
constexpr std::size_t reference_size = text_reference_bytes;
constexpr std::size_t header_size = 16;  // of a heap ("GCOL", version, reserved 3, size 8) and of each object

using Sizes = std::map<std::uint64_t, std::uint64_t>;  // index of an object in its heap -> size

std::uint64_t number_at(const std::string& bytes, std::size_t at, std::size_t width) {
  std::uint64_t number = 0;
  for (std::size_t byte = width; byte-- > 0;)
    number = number << 8U | static_cast<unsigned char>(bytes[at + byte]);
  return number;
}

class File {
 public:
  explicit File(const std::filesystem::path& path)
      : stream_(path, std::ios::binary), size_(std::filesystem::file_size(path)) {
    if (!stream_) throw OutputError(OutputFault::machine, "cannot open " + path.string() + " once more");
  }

  // Nothing if the file does not reach so far.
  std::optional<std::string> read(std::uint64_t offset, std::uint64_t length) {
    if (offset > size_ || length > size_ - offset) return std::nullopt;
    std::string bytes(length, '\0');
    stream_.seekg(static_cast<std::streamoff>(offset));
    if (!stream_.read(bytes.data(), static_cast<std::streamsize>(length))) return std::nullopt;
    return bytes;
  }

 private:
  std::ifstream stream_;
  std::uint64_t size_;
};

// The objects of a heap; index 0 is free space, which counts its own header.
std::optional<Sizes> objects_in(const std::string& heap) {
  Sizes sizes;
  std::size_t at = header_size;
  while (heap.size() - at >= header_size) {
    const std::uint64_t index = number_at(heap, at, 2);
    const std::uint64_t size = number_at(heap, at + 8, 8);
    if (size > heap.size() - at) return std::nullopt;
    const std::uint64_t step = index == 0 ? size : header_size + (size + 7) / 8 * 8;
    if (step < header_size || step > heap.size() - at) return std::nullopt;
    if (index != 0 && !sizes.emplace(index, size).second) return std::nullopt;
    at += step;
  }
  return sizes;
}

std::optional<Sizes> read_heap(File& file, std::uint64_t address) {
  const std::optional<std::string> header = file.read(address, header_size);
  if (!header || !header->starts_with("GCOL\1")) return std::nullopt;
  const std::uint64_t size = number_at(*header, 8, 8);
  if (size < header_size) return std::nullopt;
  const std::optional<std::string> heap = file.read(address, size);
  return heap ? objects_in(*heap) : std::nullopt;
}

}  // namespace

bool has_sound_texts(const std::filesystem::path& path, std::uint64_t offset, std::uint64_t count) {
  File file(path);
  const std::optional<std::string> references = file.read(offset, count * reference_size);
  if (!references) return false;
  std::map<std::uint64_t, Sizes> heaps;
  for (std::size_t at = 0; at < references->size(); at += reference_size) {
    const std::uint64_t address = number_at(*references, at + 4, 8);
    if (address == 0) continue;  // an empty text
    auto heap = heaps.find(address);
    if (heap == heaps.end()) {
      std::optional<Sizes> sizes = read_heap(file, address);
      if (!sizes) return false;
      heap = heaps.emplace(address, *std::move(sizes)).first;
    }
    const auto object = heap->second.find(number_at(*references, at + 12, 4));
    if (object == heap->second.end() || object->second != number_at(*references, at, 4)) return false;
  }
  return true;
}

}  // namespace waterbed
