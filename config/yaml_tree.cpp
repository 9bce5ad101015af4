// SPDX-License-Identifier: Apache-2.0
#include "config/yaml_tree.hpp"

#include <algorithm>
#include <map>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include "config/source_file.hpp"
#include "config/yaml_words.hpp"

namespace waterbed {

namespace {

// Turns yaml-cpp's positions (bytes from 0) into ours (characters from 1).
class Positions {
 public:
  Positions(std::string_view file, std::string_view text) : file_(file) {
    for (std::size_t offset = 0; offset < text.size(); ++offset)
      if ((text[offset] & 0xC0) == 0x80) tail_bytes_.push_back(static_cast<int>(offset));
  }

  [[nodiscard]] Position operator()(const YAML::Mark& mark) const {
    if (mark.is_null()) return {file_, 0, 0};
    return {file_, mark.line + 1, mark.column + 1 - tail_bytes(mark.pos - mark.column, mark.pos)};
  }

 private:
  [[nodiscard]] int tail_bytes(int begin, int end) const {
    const auto first = std::lower_bound(tail_bytes_.begin(), tail_bytes_.end(), begin);
    return static_cast<int>(std::lower_bound(first, tail_bytes_.end(), end) - first);
  }

  std::string_view file_;
  std::vector<int> tail_bytes_;  // offsets of bytes that do not begin a character
};

// Thrown through the parser to leave it before its recursion goes deep.
struct Stop {};

class TreeBuilder final : public YAML::EventHandler {
 public:
  TreeBuilder(std::string_view file, std::string_view text, Mistakes& mistakes)
      : position_(file, text), text_(text), mistakes_(mistakes) {}

  [[nodiscard]] std::optional<Node> take_root() { return std::move(root_); }
  [[nodiscard]] Position position(const YAML::Mark& mark) const { return position_(mark); }
  // Where the innermost list or map begins whose end has not been seen.
  [[nodiscard]] std::optional<Position> innermost_open() const {
    if (open_.empty()) return std::nullopt;
    return open_.back().node.at;
  }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (documents_++ == 0) return;
    refuse(mark, "a second document begins here: a scenario is one document");
    throw Stop{};
  }
  void OnDocumentEnd() override {}

  void OnAnchor(const YAML::Mark& mark, const std::string& name) override {
    refuse(mark, "anchors (&" + name + ") are not allowed: write the value out");
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t /*anchor*/) override {
    refuse(mark, "aliases (*) are not allowed: write the value out");
    const bool is_value = !open_.empty() && open_.back().has_key;
    if (is_value) open_.back().is_ignored = true;
    place(node(Node::Kind::null, mark));
  }
  void OnNull(const YAML::Mark& mark, YAML::anchor_t /*anchor*/) override {
    Node null = node(Node::Kind::null, mark);
    if (is_tilde(mark)) null.removal = Node::Removal::asked;
    place(std::move(null));
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t /*anchor*/,
                const std::string& value) override {
    check_tag(mark, tag);
    Node scalar = node(Node::Kind::scalar, mark);
    scalar.text = value;
    scalar.is_quoted = tag == "!";  // how yaml-cpp marks quoted and block scalars
    check_closing_quote(mark);
    if (value.find('\0') != std::string::npos) refuse(mark, "a zero byte (\\0) cannot stand in text");
    place(std::move(scalar));
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t /*anchor*/,
                       YAML::EmitterStyle::value /*style*/) override {
    open(Node::Kind::sequence, mark, tag);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t /*anchor*/,
                  YAML::EmitterStyle::value /*style*/) override {
    open(Node::Kind::map, mark, tag);
  }
  void OnMapEnd() override { close(); }

 private:
  // A sequence or map whose end has not been seen.
  struct Level {
    Node node;
    bool has_key = false;
    bool is_ignored = false;  // the value of a key that was refused
    std::string key;
    Position key_at;
    std::map<std::string, int> lines_of_keys;
  };

  [[nodiscard]] Node node(Node::Kind kind, const YAML::Mark& mark) const {
    Node result;
    result.kind = kind;
    result.at = position_(mark);
    return result;
  }

  void refuse(const YAML::Mark& mark, std::string text) {
    mistakes_.add(mistake_at(position_(mark), std::move(text)));
  }

  void check_tag(const YAML::Mark& mark, const std::string& tag) {
    if (tag.empty() || tag == "?" || tag == "!") return;
    refuse(mark, "tags (" + tag + ") are not allowed: remove the tag");
  }

  // A missing value is a null as well, but takes nothing away: it may have been forgotten.
  [[nodiscard]] bool is_tilde(const YAML::Mark& mark) const {
    if (mark.pos < 0 || static_cast<std::size_t>(mark.pos) >= text_.size()) return false;
    const std::string_view rest = text_.substr(static_cast<std::size_t>(mark.pos), 2);
    constexpr std::string_view behind = " \t\r\n,]}";
    return rest.front() == '~' && (rest.size() == 1 || behind.find(rest[1]) != std::string_view::npos);
  }

  // yaml-cpp takes a quoted text without its closing quote up to the end of the file.
  void check_closing_quote(const YAML::Mark& mark) {
    if (mark.pos < 0 || static_cast<std::size_t>(mark.pos) >= text_.size()) return;
    const char quote = text_[static_cast<std::size_t>(mark.pos)];
    if ((quote != '\'' && quote != '"') || is_closed(static_cast<std::size_t>(mark.pos) + 1, quote)) return;
    refuse(mark, std::string("this text is not closed: its second ") + quote + " is missing");
    throw Stop{};
  }

  // Whether a quoted text whose inside begins at `offset` ends. Inside, '' stands for a quote, and in double
  // quotes a backslash takes the next character with it.
  [[nodiscard]] bool is_closed(std::size_t offset, char quote) const {
    while (offset < text_.size()) {
      const bool is_doubled = quote == '\'' && text_.substr(offset, 2) == "''";
      const bool is_escape = quote == '"' && text_[offset] == '\\';
      if (!is_doubled && !is_escape && text_[offset] == quote) return true;
      offset += is_doubled || is_escape ? 2 : 1;
    }
    return false;
  }

  void open(Node::Kind kind, const YAML::Mark& mark, const std::string& tag) {
    if (open_.size() == deepest_nesting) {
      refuse(mark, "nesting is deeper than " + std::to_string(deepest_nesting) + " levels");
      throw Stop{};
    }
    check_tag(mark, tag);
    open_.emplace_back();
    open_.back().node = node(kind, mark);
  }

  void close() {
    Node closed = std::move(open_.back().node);
    open_.pop_back();
    place(std::move(closed));
  }

  // Puts a finished node where it belongs.
  void place(Node&& done) {
    if (++parts_ > most_parts) {
      mistakes_.add(mistake_at(done.at, "the file has more than " + std::to_string(most_parts) +
                                            " keys and values: put long lists into tables"));
      throw Stop{};
    }
    if (open_.empty()) {
      root_ = std::move(done);
      return;
    }
    Level& level = open_.back();
    if (level.node.kind == Node::Kind::sequence)
      level.node.items.push_back(std::move(done));
    else if (level.has_key)
      place_value(level, std::move(done));
    else
      place_key(level, std::move(done));
  }

  void place_key(Level& level, Node&& key) {
    level.has_key = true;
    level.key_at = key.at;
    const std::string problem = problem_of_key(level, key);
    level.is_ignored = !problem.empty();
    level.key = std::move(key.text);
    if (level.is_ignored)
      mistakes_.add(mistake_at(level.key_at, problem));
    else
      level.lines_of_keys.emplace(level.key, level.key_at.line);
  }

  [[nodiscard]] static std::string problem_of_key(const Level& level, const Node& key) {
    if (key.kind == Node::Kind::null) return "a key is missing here";
    if (key.kind != Node::Kind::scalar)
      return "a key must be text, this is " + std::string(kind_in_words(key));
    if (key.text == "<<" && !key.is_quoted) return "merge keys (<<) are not allowed: write the values out";
    const auto before = level.lines_of_keys.find(key.text);
    if (before == level.lines_of_keys.end()) return {};
    return "key " + key.text + " is repeated: it already stands in line " + std::to_string(before->second);
  }

  static void place_value(Level& level, Node&& value) {
    level.has_key = false;
    // yaml-cpp puts a missing value at the next thing written, often lines below.
    if (value.kind == Node::Kind::null) value.at = level.key_at;
    if (level.is_ignored) return;
    level.node.entries.push_back({std::move(level.key), level.key_at, std::move(value)});
  }

  Positions position_;
  std::string_view text_;
  Mistakes& mistakes_;
  std::vector<Level> open_;
  std::optional<Node> root_;
  int documents_ = 0;
  std::size_t parts_ = 0;
};

// yaml-cpp passes over a line that begins with %, whatever it says.
void refuse_directives(std::string_view file, std::string_view text, Mistakes& mistakes) {
  int line = 1;
  for (std::size_t start = 0; start < text.size(); ++line) {
    if (text[start] == '%')
      mistakes.add(mistake_at({file, line, 1}, "a line cannot begin with %: directives are not allowed"));
    start = std::min(text.find('\n', start), text.size() - 1) + 1;
  }
}

// False after a mistake that ends the reading.
bool parse(std::string_view text, TreeBuilder& builder, Mistakes& mistakes) {
  try {
    std::istringstream stream{std::string(text)};
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) {
    }
    return true;
  } catch (const Stop&) {
    return false;
  } catch (const YAML::Exception& error) {
    mistakes.add(in_plain_words({error.msg, builder.position(error.mark), builder.innermost_open(), text}));
    return false;
  }
}

}  // namespace

std::optional<Node> read_yaml(std::string_view file, std::string_view text, Mistakes& mistakes) {
  text = without_byte_order_mark(text);
  refuse_directives(file, text, mistakes);
  TreeBuilder builder(file, text, mistakes);
  if (!parse(text, builder, mistakes)) return std::nullopt;
  std::optional<Node> root = builder.take_root();
  if (root && root->kind != Node::Kind::null) return root;
  mistakes.add(mistake_at({file, 0, 0}, "the file has no content"));
  return std::nullopt;
}

}  // namespace waterbed
