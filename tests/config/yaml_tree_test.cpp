// SPDX-License-Identifier: Apache-2.0
#include "config/yaml_tree.hpp"

#include <string>

#include <gtest/gtest.h>

namespace waterbed {
namespace {

std::string mistakes_in(const std::string& text) {
  Mistakes mistakes;
  static_cast<void>(read_yaml("t.yaml", text, mistakes));
  return mistakes.printed();
}

std::string repeated(const std::string& text, int times) {
  std::string result;
  for (int index = 0; index < times; ++index) result += text;
  return result;
}

TEST(Yaml, KeepsOrderKindsAndPositions) {
  Mistakes mistakes;
  const auto root = read_yaml("t.yaml", "b: 1\nü: {x: '2', y: [a, b]}\nn:\n", mistakes);
  ASSERT_TRUE(root);
  ASSERT_EQ(root->entries.size(), 3U);
  EXPECT_EQ(root->entries[0].key, "b");
  const Node& map = root->entries[1].value;
  EXPECT_TRUE(map.entries[0].value.is_quoted);
  EXPECT_EQ(map.entries[0].value.at.line, 2);
  EXPECT_EQ(map.entries[0].value.at.column, 8);
  EXPECT_EQ(map.entries[1].value.items.size(), 2U);
  EXPECT_EQ(root->entries[2].value.kind, Node::Kind::null);
  EXPECT_EQ(root->entries[2].value.at.line, 3);
  EXPECT_TRUE(mistakes.empty());
}

TEST(Yaml, LeavesScalarsAsText) {
  Mistakes mistakes;
  const auto root = read_yaml("t.yaml", "country: NO\ntime: 12:30\nnumber: 0o17\n", mistakes);
  EXPECT_EQ(find(*root, "country")->text, "NO");
  EXPECT_EQ(find(*root, "time")->text, "12:30");
  EXPECT_EQ(find(*root, "number")->text, "0o17");
}

TEST(Yaml, RefusesRepeatedKeysAndKeepsTheFirst) {
  Mistakes mistakes;
  const auto root = read_yaml("t.yaml", "a: 1\nb: 2\na: 3\n", mistakes);
  EXPECT_EQ(mistakes.printed(), "t.yaml:3:1: key a is repeated: it already stands in line 1\n");
  EXPECT_EQ(find(*root, "a")->text, "1");
}

TEST(Yaml, RefusesAQuoteThatIsNeverClosed) {
  EXPECT_EQ(mistakes_in("a: 'x\nb: 1\n"), "t.yaml:1:4: this text is not closed: its second ' is missing\n");
  EXPECT_EQ(mistakes_in("a: \"x\\\"\nb: 1\n"),
            "t.yaml:1:4: this text is not closed: its second \" is missing\n");
  EXPECT_EQ(mistakes_in("a: 'it''s'\nb: \"\\\"\"\n"), "");
}

TEST(Yaml, SaysWhenTheFileHasNoContent) {
  EXPECT_EQ(mistakes_in("# only a remark\n"), "t.yaml: the file has no content\n");
  EXPECT_EQ(mistakes_in("---\n"), "t.yaml: the file has no content\n");
}

TEST(Yaml, AllowsNestingUpToTheLimit) {
  const int deepest = static_cast<int>(deepest_nesting);
  EXPECT_EQ(mistakes_in(repeated("[", deepest) + repeated("]", deepest)), "");
  EXPECT_NE(mistakes_in(repeated("[", deepest + 1) + repeated("]", deepest + 1)), "");
}

TEST(Yaml, IsNotBroughtDownByDeepNesting) {
  for (const char* opening : {"[", "{a: ", "- ", "? "})
    EXPECT_NE(mistakes_in(repeated(opening, 200000)).find("nesting is deeper than 64 levels"),
              std::string::npos);
}

TEST(Yaml, EndsAtTheLimitOfKeysAndValues) {
  // A list and its items.
  EXPECT_EQ(mistakes_in("[" + repeated("1,", static_cast<int>(most_parts) - 1) + "]"), "");
  EXPECT_EQ(mistakes_in("[" + repeated("1,", static_cast<int>(most_parts)) + "]"),
            "t.yaml:1:1: the file has more than 100000 keys and values: put long lists into tables\n");
}

TEST(Yaml, RefusesAZeroByteThatAnEscapeWrites) {
  EXPECT_EQ(mistakes_in("a: \"x\\0y\"\n"), "t.yaml:1:4: a zero byte (\\0) cannot stand in text\n");
}

TEST(Yaml, TakesOnlyATildeForARemoval) {
  Mistakes mistakes;
  const auto root = read_yaml("t.yaml", "a: ~\nb:\nc: null\nd: '~'\ne: ~x\nf: {g: ~}\nh: ~", mistakes);
  ASSERT_TRUE(root);
  std::vector<bool> removals;
  for (const NodeEntry& entry : root->entries)
    removals.push_back(entry.value.removal == Node::Removal::asked);
  EXPECT_EQ(removals, (std::vector<bool>{true, false, false, false, false, false, true}));
  EXPECT_EQ(root->entries[5].value.entries[0].value.removal, Node::Removal::asked);
}

TEST(Yaml, SkipsAByteOrderMark) {
  EXPECT_EQ(mistakes_in("\xEF\xBB\xBF"
                        "a: 1\n"),
            "");
}

TEST(Yaml, RefusesLinesThatTheParserPassesOver) {
  const std::string refused = ": a line cannot begin with %: directives are not allowed\n";
  EXPECT_EQ(mistakes_in("%YAML 1.2\n---\na: 1\n"), "t.yaml:1:1" + refused);
  EXPECT_EQ(mistakes_in("a: 1\n%b: 2\n"), "t.yaml:2:1" + refused);
  EXPECT_EQ(mistakes_in("a: 5 %\nb: |\n  %\n"), "");
}

}  // namespace
}  // namespace waterbed
