// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "config/mistakes.hpp"
#include "config/node.hpp"

// What `key: ~` took away. Whoever misses it stands in a file below and is right there: the mistake is told
// at the line that removed it, once, with the first place that misses it.
namespace waterbed {

struct RemovedAt {
  Position at;
  std::string written;  // the path as the removal has it, perhaps with *
};

class Removals {
 public:
  void add(std::string path, RemovedAt removed) {
    removed_.insert_or_assign(std::move(path), std::move(removed));
  }

  // The removal of just this path, or nullptr.
  [[nodiscard]] const RemovedAt* of(std::string_view path) const;
  // The removal of this path or of the first key below it, or nullptr.
  [[nodiscard]] const RemovedAt* within(std::string_view path) const;

  // Notes that `subject` needs the entry "block.name"; false when neither the entry nor its block or table
  // was removed.
  bool blame(std::string_view path, Position user, std::string_view subject);
  // Tells what was noted.
  void tell(Mistakes& mistakes) const;

 private:
  struct Use {
    Position removed_at;
    Position user;  // the first
    std::string subject;
    std::size_t others = 0;
  };

  std::map<std::string, RemovedAt, std::less<>> removed_;
  std::map<std::string, Use> uses_;  // by the removal as written
};

}  // namespace waterbed
