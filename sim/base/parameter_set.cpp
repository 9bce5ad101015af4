// SPDX-License-Identifier: Apache-2.0
#include "sim/base/parameter_set.hpp"

#include <bit>

namespace waterbed {
namespace {

template <class Visit>
void for_each_entry(ParameterSet& parameters, const Visit& visit) {
  for (std::size_t index = 0; index < parameters.size(); ++index) {
    ParameterBlock& block = parameters.block(index);
    for (std::size_t entry = 0; entry < block.size(); ++entry) visit(block, entry);
  }
}

}  // namespace

ParameterSet::ParameterSet(const ParameterSet& other) {
  for (std::size_t number = 0; number < other.size(); ++number)
    blocks_.push_back(other.block(number).clone());
  index();
}

ParameterSet& ParameterSet::operator=(const ParameterSet& other) {
  if (this != &other) *this = ParameterSet(other);
  return *this;
}

void ParameterSet::add(std::unique_ptr<ParameterBlock> block) {
  blocks_.push_back(std::move(block));
  index();
}

void ParameterSet::index() {
  slots_.assign(std::bit_ceil(2 * blocks_.size() + 1), Slot{});
  for (std::size_t number = 0; number < blocks_.size(); ++number) {
    std::size_t slot = first_slot(blocks_[number]->type());
    while (slots_[slot].type != nullptr) slot = next_slot(slot);
    slots_[slot] = {&blocks_[number]->type(), number};
  }
}

void ParameterSet::fail_unknown() {
  check_failed("a block of parameters is read that no part of the model brought along", __FILE__, __LINE__);
}

std::string path_of(const ParameterBlock& block, std::size_t entry) {
  std::string path(block.info().path);
  if (block.is_map()) path.append(".").append(block.name(entry));
  return path;
}

std::string path_of(const ParameterBlock& block, std::size_t entry, std::string_view key) {
  return path_of(block, entry).append(".").append(key);
}

void for_each_quantity(ParameterSet& parameters,
                       const std::function<void(const std::string& path, const QuantityField&)>& visit) {
  struct Visitor final : FieldVisitorBase {
    using FieldVisitorBase::visit;
    void visit(const QuantityField& field) override {
      path.resize(entry_length);
      append_key(field, path);
      (*call)(path, field);
    }
    std::string path;  // one text for all, since there are thousands of them
    std::size_t entry_length = 0;
    const std::function<void(const std::string&, const QuantityField&)>* call = nullptr;
  } visitor;
  visitor.call = &visit;
  for_each_entry(parameters, [&](ParameterBlock& block, std::size_t entry) {
    visitor.path = path_of(block, entry, {});
    visitor.entry_length = visitor.path.size();
    block.describe(entry, visitor);
  });
}

std::vector<double*> values_in(ParameterSet& parameters) {
  struct Visitor final : FieldVisitorBase {
    using FieldVisitorBase::visit;
    void visit(const QuantityField& field) override { values.push_back(field.value); }
    std::vector<double*> values;
  } visitor;
  for_each_entry(parameters,
                 [&](ParameterBlock& block, std::size_t entry) { block.describe(entry, visitor); });
  return std::move(visitor.values);
}

}  // namespace waterbed
