// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/check.hpp"
#include "sim/base/fields.hpp"
#include "sim/base/name_hash.hpp"

// All parameters of a scenario, as blocks that the parts of the model bring along. A block is one struct
// (`beliefs:`) or a map of structs by name (`places:`). Several blocks may share one path and are then told
// apart by the entry's `kind:` (`instruments:` holds scanners, rates, ...). Nobody needs to know all types.
namespace waterbed {

// One part of a composite name, and the block whose entries it names: "ECGYE/NLRTM/containers" has the parts
// source (places), place (places), stream (streams).
struct KeyPart {
  std::string_view column;     // the column of this part in a table
  std::string_view refers_to;  // path of the block that holds the names
};

struct BlockInfo {
  std::string_view path;  // key at the top of a scenario
  std::string_view doc;   // one sentence
  std::string_view kind{};
  std::vector<KeyPart> key_parts{};  // empty: an entry's name is free
};

namespace detail {
// Its address stands for a type; the hash says where to look for it.
struct TypeMark {
  std::uint32_t hash;
};
template <class T>
constexpr std::uint32_t type_hash() {
  return name_hash(__PRETTY_FUNCTION__);
}
template <class T>
inline constexpr TypeMark type_mark{type_hash<T>()};
}  // namespace detail

class ParameterBlock {
 public:
  explicit ParameterBlock(BlockInfo info) : info_(std::move(info)) {}
  virtual ~ParameterBlock() = default;

  [[nodiscard]] const BlockInfo& info() const { return info_; }
  [[nodiscard]] virtual std::unique_ptr<ParameterBlock> clone() const = 0;
  [[nodiscard]] virtual std::unique_ptr<ParameterBlock> without_entries() const = 0;  // defaults only
  [[nodiscard]] virtual const detail::TypeMark& type() const = 0;
  [[nodiscard]] virtual bool is_map() const = 0;
  // Entries in the order of the scenario; a block that is one struct has one entry, without a name.
  [[nodiscard]] virtual std::size_t size() const = 0;
  [[nodiscard]] virtual std::string_view name(std::size_t entry) const = 0;
  virtual std::size_t add(std::string name) = 0;  // appends an entry with defaults
  virtual void describe(std::size_t entry, FieldVisitor& fields) = 0;

 private:
  BlockInfo info_;
};

// Structs by name, in the order of the scenario.
template <class Params>
struct Named {
  std::vector<std::string> names;
  std::vector<Params> values;

  [[nodiscard]] std::size_t size() const { return values.size(); }
  // Index of `name`, or size() if there is none.
  [[nodiscard]] std::size_t find(std::string_view name) const {
    std::size_t index = 0;
    while (index < names.size() && names[index] != name) ++index;
    return index;
  }
};

namespace detail {
template <class Params>
class SingleBlock final : public ParameterBlock {
 public:
  using ParameterBlock::ParameterBlock;
  [[nodiscard]] std::unique_ptr<ParameterBlock> clone() const override {
    return std::make_unique<SingleBlock>(*this);
  }
  [[nodiscard]] std::unique_ptr<ParameterBlock> without_entries() const override {
    return std::make_unique<SingleBlock>(info());
  }
  [[nodiscard]] const TypeMark& type() const override { return type_mark<Params>; }
  [[nodiscard]] bool is_map() const override { return false; }
  [[nodiscard]] std::size_t size() const override { return 1; }
  [[nodiscard]] std::string_view name(std::size_t) const override { return {}; }
  std::size_t add(std::string) override { return 0; }
  void describe(std::size_t, FieldVisitor& fields) override { params.describe(fields); }

  Params params{};
};

template <class Params>
class NamedBlock final : public ParameterBlock {
 public:
  using ParameterBlock::ParameterBlock;
  [[nodiscard]] std::unique_ptr<ParameterBlock> clone() const override {
    return std::make_unique<NamedBlock>(*this);
  }
  [[nodiscard]] std::unique_ptr<ParameterBlock> without_entries() const override {
    return std::make_unique<NamedBlock>(info());
  }
  [[nodiscard]] const TypeMark& type() const override { return type_mark<Named<Params>>; }
  [[nodiscard]] bool is_map() const override { return true; }
  [[nodiscard]] std::size_t size() const override { return entries.size(); }
  [[nodiscard]] std::string_view name(std::size_t entry) const override { return entries.names[entry]; }
  std::size_t add(std::string name) override {
    entries.names.push_back(std::move(name));
    entries.values.emplace_back();
    return entries.size() - 1;
  }
  void describe(std::size_t entry, FieldVisitor& fields) override { entries.values[entry].describe(fields); }

  Named<Params> entries;
};
}  // namespace detail

class ParameterSet {
 public:
  ParameterSet() = default;
  ParameterSet(const ParameterSet& other);
  ParameterSet& operator=(const ParameterSet& other);
  ParameterSet(ParameterSet&&) = default;
  ParameterSet& operator=(ParameterSet&&) = default;
  ~ParameterSet() = default;

  template <class Params>
  void add_block(BlockInfo info) {
    add(std::make_unique<detail::SingleBlock<Params>>(std::move(info)));
  }
  template <class Params>
  void add_map(BlockInfo info) {
    add(std::make_unique<detail::NamedBlock<Params>>(std::move(info)));
  }

  template <class Params>
  [[nodiscard]] const Params& get() const {
    return static_cast<const detail::SingleBlock<Params>&>(find(detail::type_mark<Params>)).params;
  }
  template <class Params>
  [[nodiscard]] const Named<Params>& named() const {
    return static_cast<const detail::NamedBlock<Params>&>(find(detail::type_mark<Named<Params>>)).entries;
  }

  [[nodiscard]] std::size_t size() const { return blocks_.size(); }
  [[nodiscard]] ParameterBlock& block(std::size_t index) { return *blocks_[index]; }
  [[nodiscard]] const ParameterBlock& block(std::size_t index) const {
    note_read(index);
    return *blocks_[index];
  }

  // From now on marks in `blocks`, by index, the blocks that are read; null: no longer. Copying reads all.
  void note_reads(std::vector<bool>* blocks) { reads_ = blocks; }

 private:
  // Blocks are looked up often: a hash table with linear probing, at most half full.
  struct Slot {
    const detail::TypeMark* type = nullptr;
    std::size_t block = 0;
  };

  void add(std::unique_ptr<ParameterBlock> block);
  void index();
  [[nodiscard]] std::size_t first_slot(const detail::TypeMark& type) const {
    return type.hash & (slots_.size() - 1);
  }
  [[nodiscard]] std::size_t next_slot(std::size_t slot) const { return (slot + 1) & (slots_.size() - 1); }
  [[nodiscard]] const ParameterBlock& find(const detail::TypeMark& type) const {
    std::size_t slot = first_slot(type);
    while (slots_[slot].type != &type) {
      if (slots_[slot].type == nullptr) fail_unknown();
      slot = next_slot(slot);
    }
    return block(slots_[slot].block);
  }
  [[noreturn]] static void fail_unknown();
  void note_read(std::size_t index) const {
    if (reads_ != nullptr) (*reads_)[index] = true;
  }

  std::vector<std::unique_ptr<ParameterBlock>> blocks_;
  std::vector<Slot> slots_{1};  // their number is a power of two
  std::vector<bool>* reads_ = nullptr;
};

// "places.NLRTM", or "choice" for a block that is one struct.
[[nodiscard]] std::string path_of(const ParameterBlock& block, std::size_t entry);

// "places.NLRTM.latitude_deg", or "choice.theta_kg_per_eur" for a block that is one struct.
[[nodiscard]] std::string path_of(const ParameterBlock& block, std::size_t entry, std::string_view key);

// Visits every quantity of every block, in a fixed order. The path holds during the call.
void for_each_quantity(ParameterSet& parameters,
                       const std::function<void(const std::string& path, const QuantityField&)>& visit);

// Where the values of all quantities are, in that order.
[[nodiscard]] std::vector<double*> values_in(ParameterSet& parameters);

}  // namespace waterbed
