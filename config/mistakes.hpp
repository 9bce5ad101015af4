// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

// The mistakes of a user, collected so that all are told at once.
namespace waterbed {

struct Mistake {
  std::string file;
  int line = 0;  // from 1; 0: the file as a whole
  int column = 0;
  std::string text;  // "instruments.scanner.sensitivity = 1.4 is outside [0, 1]: ..."
};

// A file with so many mistakes is of another kind; nobody reads on.
constexpr std::size_t most_mistakes = 1000;

// Thrown when there are `most_mistakes`, so that reading ends.
struct TooManyMistakes {};

class Mistakes {
 public:
  void add(Mistake mistake);
  [[nodiscard]] bool empty() const { return list_.empty(); }
  // Sorted by file (in order of first mention), line and column, those of a file as a whole behind its
  // others; without repetitions.
  [[nodiscard]] std::vector<Mistake> sorted() const;
  // One line a mistake, "file:line:column: text", at most `limit` lines and a last line that counts the rest.
  [[nodiscard]] std::string printed(std::size_t limit = 49) const;

 private:
  std::vector<Mistake> list_;
};

}  // namespace waterbed
