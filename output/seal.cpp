// SPDX-License-Identifier: Apache-2.0
#include "output/seal.hpp"

#include <algorithm>
#include <bit>
#include <cerrno>
#include <cstdint>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "output/error.hpp"
#include "sim/base/digest.hpp"

namespace waterbed {
namespace {

constexpr std::string_view hdf5_mark = "\211HDF\r\n\032\n";  // how every HDF5 file begins
constexpr std::string_view seal_mark = "waterbed seal 1\n";
constexpr std::size_t word_size = 8;
constexpr std::size_t seal_size = seal_mark.size() + 2 * word_size;  // mark, length, check value
constexpr std::size_t chunk_size = std::size_t{1} << 20U;            // read at once; whole words

enum class Use { read, append };

// An open file. Every function throws OutputError.
class File {
 public:
  File(std::filesystem::path path, Use use)
      : path_(std::move(path)),
        use_(use),
        descriptor_(::open(path_.c_str(),
                           O_CLOEXEC | O_NONBLOCK | (use == Use::read ? O_RDONLY : O_RDWR | O_APPEND))) {
    if (descriptor_ < 0) fail_with_reason();
  }
  File(const File&) = delete;
  File(File&&) = delete;
  File& operator=(const File&) = delete;
  File& operator=(File&&) = delete;
  ~File() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }

  [[nodiscard]] std::uint64_t size() const {
    struct stat status {};
    if (::fstat(descriptor_, &status) != 0) fail_with_reason();
    if (S_ISDIR(status.st_mode)) fail(std::generic_category().message(EISDIR));
    if (!S_ISREG(status.st_mode)) fail("it is no regular file");
    return static_cast<std::uint64_t>(status.st_size);
  }

  void read(std::uint64_t offset, char* bytes, std::size_t count) const {
    for (std::size_t done = 0; done < count;) {
      const ssize_t got = ::pread(descriptor_, bytes + done, count - done, static_cast<off_t>(offset + done));
      if (got < 0 && errno != EINTR) fail_with_reason();
      if (got == 0) fail("it became shorter while it was read");
      done += static_cast<std::size_t>(std::max<ssize_t>(got, 0));
    }
  }

  [[nodiscard]] std::string text(std::uint64_t offset, std::size_t count) const {
    std::string bytes(count, '\0');
    read(offset, bytes.data(), count);
    return bytes;
  }

  void append(const std::string& bytes) const {
    for (std::size_t done = 0; done < bytes.size();) {
      const ssize_t written = ::write(descriptor_, bytes.data() + done, bytes.size() - done);
      if (written < 0 && errno != EINTR) fail_with_reason();
      done += static_cast<std::size_t>(std::max<ssize_t>(written, 0));
    }
  }

  [[noreturn]] void fail(const std::string& reason) const {
    throw OutputError(
        use_ == Use::read ? OutputFault::file : OutputFault::machine,
        (use_ == Use::read ? "cannot read " : "cannot write ") + path_.string() + ": " + reason);
  }

 private:
  [[noreturn]] void fail_with_reason() const { fail(std::generic_category().message(errno)); }

  std::filesystem::path path_;
  Use use_;
  int descriptor_;
};

std::uint64_t word_at(const char* bytes) {
  std::uint64_t word = 0;
  for (std::size_t byte = word_size; byte-- > 0;) word = word << 8U | static_cast<unsigned char>(bytes[byte]);
  return word;
}

std::string bytes_of(std::uint64_t word) {
  std::string bytes;
  for (std::size_t byte = 0; byte < word_size; ++byte, word >>= 8U)
    bytes += static_cast<char>(static_cast<unsigned char>(word & 0xffU));
  return bytes;
}

// The digest of the first `length` bytes as words of 8 bytes, the last one filled up with zeros, and of the
// length. A step of Digest is one to one in the word and in the state before it (exclusive or, products with
// odd numbers, shifts onto itself), so two files that differ in a single word never have the same value:
// every flipped bit and every damage inside one word is seen for certain, any other but for one in 2^64.
std::uint64_t check_value(const File& file, std::uint64_t length) {
  Digest digest;
  const std::uint64_t whole_words = (length + word_size - 1) / word_size * word_size;
  std::vector<char> chunk(std::min<std::uint64_t>(chunk_size, whole_words));
  for (std::uint64_t start = 0; start < length; start += chunk.size()) {
    const std::size_t count = std::min<std::uint64_t>(chunk.size(), length - start);
    file.read(start, chunk.data(), count);
    std::fill(chunk.begin() + static_cast<std::ptrdiff_t>(count), chunk.end(), '\0');
    for (std::size_t at = 0; at < count; at += word_size)
      digest.add(std::bit_cast<std::int64_t>(word_at(chunk.data() + at)));
  }
  digest.add(static_cast<std::int64_t>(length));
  return digest.value();
}

std::string seal_of(const File& file, std::uint64_t length) {
  return std::string(seal_mark) + bytes_of(length) + bytes_of(check_value(file, length));
}

}  // namespace

void append_seal(const std::filesystem::path& path) {
  const File file(path, Use::append);
  file.append(seal_of(file, file.size()));
}

void check_seal(const std::filesystem::path& path) {
  const File file(path, Use::read);
  const std::uint64_t size = file.size();
  if (size < hdf5_mark.size() || file.text(0, hdf5_mark.size()) != hdf5_mark)
    file.fail("it is not an HDF5 file, or it is damaged or incomplete");
  const std::uint64_t length = size - std::min<std::uint64_t>(size, seal_size);
  const std::string seal = file.text(length, size - length);
  if (!seal.starts_with(seal_mark))
    file.fail("it has no seal at its end, so it was cut short, or another program wrote or changed it");
  if (seal != seal_of(file, length)) file.fail("it is damaged, as its bytes do not fit the seal at its end");
}

}  // namespace waterbed
