// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdexcept>
#include <string>

namespace waterbed {

// Who can mend it: the machine (disk full, no permission), another file (not a result, damaged, of another
// format version), or another question (an arm that is not in the file).
enum class OutputFault { machine, file, request };

// Why a result could not be written, read or shown: one plain sentence that names the file.
class OutputError : public std::runtime_error {
 public:
  OutputError(OutputFault fault, const std::string& sentence) : std::runtime_error(sentence), fault_(fault) {}
  [[nodiscard]] OutputFault fault() const { return fault_; }

 private:
  OutputFault fault_;
};

}  // namespace waterbed
