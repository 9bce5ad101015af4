// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "config/scenario.hpp"
#include "tests/config/sample_blocks.hpp"

namespace waterbed {
namespace {

std::string text_of(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::vector<std::filesystem::path> bad_scenarios() {
  std::vector<std::filesystem::path> paths;
  const auto folder = std::filesystem::path(WATERBED_SOURCE_DIR) / "tests" / "bad_scenarios";
  for (const auto& file : std::filesystem::directory_iterator(folder))
    if (file.path().extension() == ".yaml") paths.push_back(file.path());
  std::sort(paths.begin(), paths.end());
  return paths;
}

class BadScenario : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(BadScenario, GivesTheExpectedMessages) {
  const auto expected = std::filesystem::path(GetParam()).replace_extension(".expected");
  ASSERT_TRUE(std::filesystem::exists(expected)) << "write the messages to " << expected;
  const ScenarioReading reading = read_scenario(GetParam(), sample::blocks());
  EXPECT_FALSE(reading.mistakes.empty());
  EXPECT_EQ(reading.mistakes.printed(), text_of(expected));
}

std::string name_of(const testing::TestParamInfo<std::filesystem::path>& info) {
  return info.param.stem().string();
}

INSTANTIATE_TEST_SUITE_P(Folder, BadScenario, testing::ValuesIn(bad_scenarios()), name_of);

}  // namespace
}  // namespace waterbed
