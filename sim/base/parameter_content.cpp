// SPDX-License-Identifier: Apache-2.0
#include "sim/base/parameter_content.hpp"

#include <bit>
#include <cstdint>

namespace waterbed {
namespace {

struct ContentVisitor final : FieldVisitor {
  void visit(const QuantityField& field) override {
    content.push_back(std::to_string(std::bit_cast<std::uint64_t>(*field.value)));
  }
  void visit(const CountField& field) override { content.push_back(std::to_string(*field.value)); }
  void visit(const ChoiceField& field) override { content.push_back(std::to_string(field.get())); }
  void visit(const TextField& field) override { content.push_back(*field.value); }
  void visit(const NamesField& field) override { add(*field.value); }

  // With their number, so that lists side by side cannot be taken for others.
  void add(const std::vector<std::string>& names) {
    content.push_back(std::to_string(names.size()));
    content.insert(content.end(), names.begin(), names.end());
  }

  std::vector<std::string> content;
};

}  // namespace

std::vector<std::string> content_of(ParameterSet parameters) {
  ContentVisitor visitor;
  for (std::size_t number = 0; number < parameters.size(); ++number) {
    ParameterBlock& block = parameters.block(number);
    std::vector<std::string> names{std::string(block.info().path), std::string(block.info().kind)};
    for (std::size_t entry = 0; entry < block.size(); ++entry) names.emplace_back(block.name(entry));
    visitor.add(names);
    for (std::size_t entry = 0; entry < block.size(); ++entry) block.describe(entry, visitor);
  }
  return visitor.content;
}

}  // namespace waterbed
