// SPDX-License-Identifier: Apache-2.0
#include "config/number_index.hpp"

#include <algorithm>
#include <utility>

#include "config/entry_name.hpp"
#include "config/suggest.hpp"

namespace waterbed {

namespace {

struct PathParts {
  std::string_view block;
  std::string_view entry;
  std::string_view key;
};

// Neither blocks nor keys nor names of entries contain a dot.
PathParts split(std::string_view path) {
  const std::size_t first = path.find('.');
  const std::size_t last = path.rfind('.');
  if (first == std::string_view::npos) return {path, {}, {}};
  if (first == last) return {path.substr(0, first), {}, path.substr(first + 1)};
  return {path.substr(0, first), path.substr(first + 1, last - first - 1), path.substr(last + 1)};
}

std::string key_of_group(const PathParts& parts) {
  return std::string(parts.block).append(".").append(parts.key);
}

}  // namespace

NumberIndex::NumberIndex(const ParameterSet& parameters) {
  ParameterSet copy = parameters;  // describing needs a set that may be written to
  for_each_quantity(copy, [&](const std::string& path, const QuantityField& field) {
    const PathParts parts = split(path);
    by_path_.emplace(path, numbers_.size());
    by_key_[key_of_group(parts)].push_back({std::string(parts.entry), numbers_.size()});
    numbers_.push_back(
        {path, *field.value, field.unit.symbol, field.range, std::string(field.doc), field.change});
  });
  for (std::size_t index = 0; index < parameters.size(); ++index) {
    const ParameterBlock& block = parameters.block(index);
    BlockNames names{std::string(block.info().path), block.is_map(), keys_of(block), {}};
    for (std::size_t entry = 0; block.is_map() && entry < block.size(); ++entry)
      names.entries.emplace_back(block.name(entry));
    blocks_.push_back(std::move(names));
  }
}

std::vector<std::size_t> NumberIndex::matches(std::string_view path) const {
  std::vector<std::size_t> found;
  const auto same = by_path_.find(path);
  if (same != by_path_.end()) found.push_back(same->second);
  if (path.find('*') == std::string_view::npos) return found;
  const PathParts wanted = split(path);
  const auto group = by_key_.find(key_of_group(wanted));
  if (group == by_key_.end()) return found;
  for (const NamedNumber& named : group->second)
    if (matches_name(wanted.entry, named.entry)) found.push_back(named.number);
  return found;
}

std::string NumberIndex::why_no_match(std::string_view path) const {
  const PathParts wanted = split(path);
  std::vector<std::string> paths;
  std::vector<std::string> entries;
  std::vector<FieldKey> keys;
  bool is_map = false;
  bool has_entry = false;
  for (const BlockNames& block : blocks_) {
    paths.push_back(block.path);
    if (block.path != wanted.block) continue;
    is_map = block.is_map;
    entries.insert(entries.end(), block.entries.begin(), block.entries.end());
    const bool holds_it =
        !is_map || std::any_of(block.entries.begin(), block.entries.end(),
                               [&](const std::string& name) { return matches_name(wanted.entry, name); });
    if (!holds_it) continue;
    has_entry = true;
    keys.insert(keys.end(), block.keys.begin(), block.keys.end());
  }
  const std::string block_name(wanted.block);
  if (std::find(paths.begin(), paths.end(), block_name) == paths.end())
    return ": there is no block " + block_name + advice(wanted.block, paths);
  if (is_map && wanted.entry.empty()) return ": write " + block_name + ".NAME.key";
  if (!has_entry)
    return ": no entry of " + block_name + " is named " + std::string(wanted.entry) +
           advice(wanted.entry, entries);
  if (has_key(keys, wanted.key))
    return ": measures change quantities only, not whole numbers, choices and texts";
  return ": there is no key " + std::string(wanted.key) + key_advice(wanted.key, keys);
}

std::string_view block_of(std::string_view path) {
  return split(path).block;
}

std::vector<double> values_of(const ParameterSet& parameters) {
  ParameterSet copy = parameters;
  std::vector<double> values;
  for (const double* value : values_in(copy)) values.push_back(*value);
  return values;
}

}  // namespace waterbed
