// SPDX-License-Identifier: Apache-2.0
#include "sim/base/quantity_lookup.hpp"

#include <utility>

namespace waterbed {
namespace {

// Keys that are asked for, by entry and by block.
using KeysOfEntries = std::map<std::string, std::set<std::string>, std::less<>>;
using KeysOfBlocks = std::map<std::string, KeysOfEntries, std::less<>>;

// Neither blocks nor keys nor names of entries contain a dot.
KeysOfBlocks keys_of_blocks(const std::set<std::string>& paths) {
  KeysOfBlocks keys;
  for (const std::string& path : paths) {
    const std::size_t first = path.find('.');
    const std::size_t last = path.rfind('.');
    const std::string entry = first < last ? path.substr(first + 1, last - first - 1) : "";
    keys[path.substr(0, first)][entry].insert(path.substr(last + 1));
  }
  return keys;
}

struct Finder final : FieldVisitorBase {
  using FieldVisitorBase::visit;
  void visit(const QuantityField& field) override {
    if (asked != nullptr) {
      const std::string key = key_of(field);
      if (asked->contains(key))
        found.emplace(path_of(*block, entry, key), FoundQuantity{position, *field.value});
    }
    ++position;
  }

  // What is described, and the keys that are asked of it, if any.
  const ParameterBlock* block = nullptr;
  std::size_t entry = 0;
  const std::set<std::string>* asked = nullptr;

  std::size_t position = 0;
  std::map<std::string, FoundQuantity> found;
};

void look_through(ParameterBlock& block, const KeysOfEntries* asked, Finder& finder) {
  finder.block = &block;
  for (std::size_t entry = 0; entry < block.size(); ++entry) {
    finder.entry = entry;
    finder.asked = nullptr;
    if (asked != nullptr)
      if (const auto keys = asked->find(block.name(entry)); keys != asked->end())
        finder.asked = &keys->second;
    block.describe(entry, finder);
  }
}

}  // namespace

std::map<std::string, FoundQuantity> find_quantities(ParameterSet parameters,
                                                     const std::set<std::string>& paths) {
  const KeysOfBlocks keys = keys_of_blocks(paths);
  Finder finder;
  for (std::size_t number = 0; number < parameters.size(); ++number) {
    ParameterBlock& block = parameters.block(number);
    const auto asked = keys.find(block.info().path);
    look_through(block, asked == keys.end() ? nullptr : &asked->second, finder);
  }
  return std::move(finder.found);
}

}  // namespace waterbed
