// SPDX-License-Identifier: Apache-2.0
#include "config/pairs.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "config/suggest.hpp"

namespace waterbed {

namespace {

constexpr const char* how_to_write = "pairs must be a list of pairs of arms, as [[as_it_is, tighter]]";

bool is_among(const std::string& name, const std::vector<std::string>& arms) {
  return std::find(arms.begin(), arms.end(), name) != arms.end();
}

std::optional<ArmPair> read_pair(const Node& node, const std::vector<std::string>& arms, Reading& reading) {
  if (node.kind != Node::Kind::sequence || node.items.size() != 2) {
    reading.refuse(node.at, std::string(how_to_write) + ", this is " + shown(node));
    return std::nullopt;
  }
  bool is_right = true;
  for (const Node& name : node.items) {
    if (name.kind == Node::Kind::scalar && is_among(name.text, arms)) continue;
    is_right = false;
    if (name.kind == Node::Kind::scalar && reading.removals.blame("arms." + name.text, name.at, "pairs"))
      continue;
    reading.refuse(name.at, "pairs: " + shown(name) + " is not one of arms" + advice(name.text, arms));
  }
  if (!is_right) return std::nullopt;
  const ArmPair pair{node.items[0].text, node.items[1].text};
  if (pair.reference != pair.arm) return pair;
  reading.refuse(node.at, "pairs: " + pair.arm + " is compared with itself");
  return std::nullopt;
}

std::vector<ArmPair> pairs_with_first(const std::vector<std::string>& arms) {
  std::vector<ArmPair> pairs;
  for (std::size_t index = 1; index < arms.size(); ++index) pairs.push_back({arms.front(), arms[index]});
  return pairs;
}

ParameterRecord record_of(const std::vector<ArmPair>& pairs, std::string origin) {
  ParameterRecord record;
  record.path = "pairs";
  record.origin = std::move(origin);
  for (const ArmPair& pair : pairs)
    record.value.append(record.value.empty() ? "" : " ").append(pair.reference).append("/").append(pair.arm);
  return record;
}

}  // namespace

std::vector<ArmPair> read_pairs(const Node& top, const std::vector<std::string>& arms,
                                const std::vector<std::string>& run_arms,
                                std::vector<ParameterRecord>& records, Reading& reading) {
  const Node* list = find(top, "pairs");
  if (list == nullptr) {
    std::vector<ArmPair> pairs = pairs_with_first(run_arms);
    records.push_back(record_of(pairs, "default"));
    return pairs;
  }
  std::vector<ArmPair> pairs;
  if (list->kind != Node::Kind::sequence) {
    reading.refuse(list->at, std::string(how_to_write) + ", this is " + shown(*list));
    return pairs;
  }
  std::set<std::pair<std::string, std::string>> seen;
  for (const Node& item : list->items) {
    std::optional<ArmPair> pair = read_pair(item, arms, reading);
    if (!pair) continue;
    if (!seen.emplace(pair->reference, pair->arm).second)
      reading.refuse(item.at, "pairs: " + pair->reference + " with " + pair->arm + " is repeated");
    else if (is_among(pair->reference, run_arms) && is_among(pair->arm, run_arms))
      pairs.push_back(*std::move(pair));
  }
  records.push_back(record_of(pairs, origin_of(list->at)));
  return pairs;
}

}  // namespace waterbed
