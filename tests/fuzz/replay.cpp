// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include "tests/fuzz/targets.hpp"

// fuzz_replay TARGET FILE-OR-FOLDER...: gives the files to a target once more, without a fuzzer. Of a folder
// it takes the files whose names begin with "TARGET_". A file that the target does not survive ends the
// program.
namespace {

namespace fs = std::filesystem;

struct Target {
  std::string_view name;
  void (*run)(std::string_view bytes);
};

constexpr std::array<Target, 5> targets{{{"scenario", waterbed::fuzz::try_scenario},
                                         {"set", waterbed::fuzz::try_set},
                                         {"csv", waterbed::fuzz::try_csv},
                                         {"date", waterbed::fuzz::try_date},
                                         {"show", waterbed::fuzz::try_show}}};

std::vector<fs::path> files_in(const fs::path& place, const std::string& target) {
  if (!fs::is_directory(place)) return {place};
  std::vector<fs::path> files;
  for (const auto& file : fs::directory_iterator(place))
    if (file.path().filename().string().starts_with(target + "_")) files.push_back(file.path());
  std::sort(files.begin(), files.end());
  return files;
}

std::string bytes_of(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

}  // namespace

int main(int count, char** arguments) {
  const std::vector<std::string> words(arguments, arguments + count);
  const auto target = std::find_if(targets.begin(), targets.end(), [&](const Target& known) {
    return words.size() > 2 && known.name == words[1];
  });
  if (target == targets.end()) {
    std::cerr << "usage: fuzz_replay TARGET FILE-OR-FOLDER...\n";
    return 2;
  }
  int files = 0;
  for (std::size_t word = 2; word < words.size(); ++word) {
    for (const fs::path& file : files_in(words[word], words[1])) {
      std::cout << file.string() << std::endl;  // before it may end the program
      target->run(bytes_of(file));
      ++files;
    }
  }
  std::cout << files << " files survived\n";
  return 0;
}
