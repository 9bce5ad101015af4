// SPDX-License-Identifier: Apache-2.0
#include "config/field_keys.hpp"

#include <algorithm>
#include <memory>

#include "config/suggest.hpp"

namespace waterbed {

namespace {

class KeyCollector final : public FieldVisitor {
 public:
  void visit(const QuantityField& field) override { keys.push_back(key_for(field)); }
  void visit(const CountField& field) override { add(field.name); }
  void visit(const ChoiceField& field) override { add(field.name); }
  void visit(const TextField& field) override { add(field.name); }
  void visit(const NamesField& field) override { add(field.name); }

  std::vector<FieldKey> keys;

 private:
  void add(std::string_view name) { keys.push_back({std::string(name), std::string(name), false}); }
};

// The key of the longest quantity name that `written` begins with, before any other ending.
std::string_view with_other_ending(std::string_view written, const std::vector<FieldKey>& keys) {
  const FieldKey* best = nullptr;
  for (const FieldKey& key : keys) {
    if (!key.is_quantity || !written.starts_with(key.name + "_")) continue;
    if (best == nullptr || key.name.size() > best->name.size()) best = &key;
  }
  return best == nullptr ? std::string_view{} : std::string_view(best->key);
}

}  // namespace

FieldKey key_for(const QuantityField& field) {
  return {key_of(field), std::string(field.name), true};
}

std::vector<FieldKey> keys_of(const ParameterBlock& block) {
  const std::unique_ptr<ParameterBlock> empty = block.without_entries();
  KeyCollector collector;
  empty->describe(empty->add("any"), collector);
  return collector.keys;
}

bool has_key(const std::vector<FieldKey>& keys, std::string_view key) {
  return std::any_of(keys.begin(), keys.end(), [&](const FieldKey& known) { return known.key == key; });
}

std::string key_advice(std::string_view written, const std::vector<FieldKey>& keys) {
  for (const FieldKey& key : keys)
    if (key.name == written) return ": write " + key.key;
  std::vector<std::string> candidates;
  for (const FieldKey& key : keys) candidates.push_back(key.key);
  if (nearest(written, candidates).empty()) {
    const std::string_view right = with_other_ending(written, keys);
    if (!right.empty()) return ": write " + std::string(right);
  }
  return advice(written, candidates);
}

}  // namespace waterbed
