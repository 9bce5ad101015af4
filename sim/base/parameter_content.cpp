// SPDX-License-Identifier: Apache-2.0
#include "sim/base/parameter_content.hpp"

#include <string_view>
#include <utility>

#include "sim/base/append_bytes.hpp"

namespace waterbed {
namespace {

// With its length, so that texts side by side cannot be taken for others.
void append_text(std::string& bytes, std::string_view text) {
  append_bytes(bytes, text.size());
  bytes.append(text);
}

struct ContentVisitor final : FieldVisitor {
  void visit(const QuantityField& field) override {
    append_bytes(content.bytes, *field.value);
    ++content.quantities;
  }
  void visit(const CountField& field) override { append_bytes(content.bytes, *field.value); }
  void visit(const ChoiceField& field) override { append_bytes(content.bytes, field.get()); }
  void visit(const TextField& field) override { append_text(content.bytes, *field.value); }
  void visit(const NamesField& field) override {
    append_bytes(content.bytes, field.value->size());
    for (const std::string& name : *field.value) append_text(content.bytes, name);
  }

  BlockContent content;
};

}  // namespace

BlockContent content_of(ParameterBlock& block) {
  ContentVisitor visitor;
  for (std::size_t entry = 0; entry < block.size(); ++entry) {
    append_text(visitor.content.bytes, block.name(entry));
    block.describe(entry, visitor);
  }
  return std::move(visitor.content);
}

std::string content_of(ParameterSet parameters) {
  std::string content;
  for (std::size_t number = 0; number < parameters.size(); ++number) {
    ParameterBlock& block = parameters.block(number);
    append_text(content, block.info().path);
    append_text(content, block.info().kind);
    append_text(content, content_of(block).bytes);
  }
  return content;
}

}  // namespace waterbed
