// SPDX-License-Identifier: Apache-2.0
#include "output/open_result.hpp"

#include <string>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "output/error.hpp"

namespace waterbed {
namespace {

// Holds the file of a name, so that the system gives its number to no other, and tells whether it has the
// name still.
class HeldFile {
 public:
  explicit HeldFile(const std::filesystem::path& path)
      : path_(path), descriptor_(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {}
  HeldFile(const HeldFile&) = delete;
  HeldFile(HeldFile&&) = delete;
  HeldFile& operator=(const HeldFile&) = delete;
  HeldFile& operator=(HeldFile&&) = delete;
  ~HeldFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }

  // False also when there never was such a file, or none now.
  [[nodiscard]] bool was_replaced() const {
    struct stat held {};
    struct stat named {};
    return ::fstat(descriptor_, &held) == 0 && ::stat(path_.c_str(), &named) == 0 &&
           (held.st_dev != named.st_dev || held.st_ino != named.st_ino);
  }

 private:
  const std::filesystem::path& path_;
  int descriptor_;
};

ResultReader open_either(const std::filesystem::path& path) {
  constexpr int most_attempts = 1000;
  for (int attempt = 1;; ++attempt) {
    const HeldFile held(path);
    const auto is_to_be_read_again = [&] { return attempt < most_attempts && held.was_replaced(); };
    try {
      ResultReader reader(path);
      if (!is_to_be_read_again()) return reader;
    } catch (const OutputError&) {
      if (!is_to_be_read_again()) throw;
    }
  }
}

}  // namespace

ResultReader open_result(const std::filesystem::path& path) {
  ResultReader reader = open_either(path);
  if (!reader.record().sweep) return reader;
  throw OutputError(OutputFault::request,
                    path.string() + " is the merged file of a sweep of " +
                        std::to_string(reader.layout().points) +
                        " points: waterbed sweep analyse reads it, and waterbed run with --set makes the "
                        "result of one point");
}

ResultReader open_sweep(const std::filesystem::path& path) {
  ResultReader reader = open_either(path);
  if (reader.record().sweep) return reader;
  throw OutputError(OutputFault::request, path.string() + " holds one scenario, not a sweep");
}

}  // namespace waterbed
