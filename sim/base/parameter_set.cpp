// SPDX-License-Identifier: Apache-2.0
#include "sim/base/parameter_set.hpp"

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

ParameterSet::ParameterSet(const ParameterSet& other) : types_(other.types_) {
  for (std::size_t index = 0; index < other.size(); ++index) blocks_.push_back(other.block(index).clone());
}

ParameterSet& ParameterSet::operator=(const ParameterSet& other) {
  if (this != &other) *this = ParameterSet(other);
  return *this;
}

const ParameterBlock& ParameterSet::find(const void* type) const {
  for (std::size_t index = 0; index < types_.size(); ++index)
    if (types_[index] == type) return block(index);
  check_failed("a block of parameters is read that no part of the model brought along", __FILE__, __LINE__);
}

std::string path_of(const ParameterBlock& block, std::size_t entry, std::string_view key) {
  std::string path(block.info().path);
  if (block.is_map()) path.append(".").append(block.name(entry));
  return path.append(".").append(key);
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
