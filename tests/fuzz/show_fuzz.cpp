// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdlib>

#include "output/compare.hpp"
#include "output/error.hpp"
#include "output/result_reader.hpp"
#include "output/seal.hpp"
#include "output/show.hpp"
#include "tests/config/sample_blocks.hpp"
#include "tests/fuzz/properties.hpp"
#include "tests/fuzz/targets.hpp"

namespace waterbed::fuzz {

namespace {

void print_all(const std::vector<Table>& tables) {
  for (const TableFormat format : {TableFormat::text, TableFormat::json, TableFormat::csv})
    require(!printed(tables, format).empty(), "tables print as something");
}

bool is_resealing() {
  static const bool answer = std::getenv("WATERBED_FUZZ_RESEAL") != nullptr;
  return answer;
}

void show_and_compare(const std::filesystem::path& path) {
  try {
    if (is_resealing()) append_seal(path);
    const ResultReader reader(path);
    print_all(show(reader));
    print_all(compare(reader));
  } catch (const OutputError& error) {
    require(error.fault() != OutputFault::machine, "damage in a file is not the machine's fault");
  }
}

}  // namespace

void try_show(std::string_view bytes) {
  static const sample::Folder folder;
  constexpr std::size_t seal_bytes = 32;
  if (is_resealing()) bytes.remove_suffix(std::min(bytes.size(), seal_bytes));
  show_and_compare(folder.write("result.h5", bytes));
}

}  // namespace waterbed::fuzz
