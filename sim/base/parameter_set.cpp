// SPDX-License-Identifier: Apache-2.0
#include "sim/base/parameter_set.hpp"

namespace waterbed {

ParameterSet::ParameterSet(const ParameterSet& other) : types_(other.types_) {
  for (const auto& block : other.blocks_) blocks_.push_back(block->clone());
}

ParameterSet& ParameterSet::operator=(const ParameterSet& other) {
  if (this != &other) *this = ParameterSet(other);
  return *this;
}

const ParameterBlock& ParameterSet::find(const void* type) const {
  for (std::size_t index = 0; index < types_.size(); ++index)
    if (types_[index] == type) return *blocks_[index];
  check_failed("a block of parameters is read that no part of the model brought along", __FILE__, __LINE__);
}

std::string path_of(const ParameterBlock& block, std::size_t entry, std::string_view key) {
  std::string path(block.info().path);
  if (block.is_map()) path.append(".").append(block.name(entry));
  return path.append(".").append(key);
}

void for_each_quantity(ParameterSet& parameters,
                       const std::function<void(std::string path, const QuantityField&)>& visit) {
  struct Visitor final : FieldVisitorBase {
    using FieldVisitorBase::visit;
    void visit(const QuantityField& field) override { call(path_of(*block, entry, key_of(field)), field); }
    const ParameterBlock* block = nullptr;
    std::size_t entry = 0;
    std::function<void(std::string, const QuantityField&)> call;
  } visitor;
  visitor.call = visit;
  for (std::size_t index = 0; index < parameters.size(); ++index) {
    ParameterBlock& block = parameters.block(index);
    visitor.block = &block;
    for (visitor.entry = 0; visitor.entry < block.size(); ++visitor.entry)
      block.describe(visitor.entry, visitor);
  }
}

}  // namespace waterbed
