// SPDX-License-Identifier: Apache-2.0
#include "config/reference.hpp"

#include <cmath>
#include <memory>
#include <utility>

#include "config/number.hpp"

namespace waterbed {

namespace {

std::string printed(Range range) {
  return "[" + print_number(range.low) + ", " + print_number(range.high) + "]";
}

class DocVisitor final : public FieldVisitor {
 public:
  DocVisitor(const ParameterBlock& block, std::vector<ParameterDoc>& docs)
      : info_(block.info()), docs_(docs) {
    prefix_ = std::string(info_.path) + (block.is_map() ? ".<name>." : ".");
  }

  void visit(const QuantityField& field) override {
    ParameterDoc& doc = add(key_of(field), "number", field.doc);
    doc.unit = field.unit.symbol;
    doc.range = printed(field.range);
    doc.is_required = std::isnan(*field.value);
    if (!doc.is_required) doc.default_value = print_number(*field.value);
    doc.may_change = field.change == Change::any_week;
  }
  void visit(const CountField& field) override {
    ParameterDoc& doc = add(field.name, "whole number", field.doc);
    doc.unit = "1";
    doc.range = printed(field.range);
    doc.default_value = std::to_string(*field.value);
  }
  void visit(const ChoiceField& field) override {
    ParameterDoc& doc = add(field.name, "choice", field.doc);
    doc.options.assign(field.options.begin(), field.options.end());
    const std::size_t chosen = field.get();
    doc.is_required = chosen >= field.options.size();
    if (!doc.is_required) doc.default_value = field.options[chosen];
  }
  void visit(const TextField& field) override {
    ParameterDoc& doc = add(field.name, field.refers_to.empty() ? "text" : "name", field.doc);
    doc.refers_to = field.refers_to;
    doc.default_value = *field.value;
    doc.is_required = field.value->empty() && !field.may_be_empty;
  }
  void visit(const NamesField& field) override {
    ParameterDoc& doc = add(field.name, "names", field.doc);
    doc.refers_to = field.refers_to;
    for (const std::string& name : *field.value)
      doc.default_value.append(doc.default_value.empty() ? "" : " ").append(name);
  }

 private:
  ParameterDoc& add(std::string_view key, std::string kind, std::string_view text) {
    ParameterDoc doc;
    doc.path = prefix_ + std::string(key);
    doc.entry_kind = info_.kind;
    doc.kind = std::move(kind);
    doc.doc = text;
    docs_.push_back(std::move(doc));
    return docs_.back();
  }

  const BlockInfo& info_;
  std::vector<ParameterDoc>& docs_;
  std::string prefix_;
};

}  // namespace

std::vector<ParameterDoc> describe_parameters(const ParameterSet& blocks) {
  std::vector<ParameterDoc> docs;
  for (std::size_t index = 0; index < blocks.size(); ++index) {
    const std::unique_ptr<ParameterBlock> copy = blocks.block(index).clone();
    DocVisitor visitor(*copy, docs);
    copy->describe(copy->add("any"), visitor);
  }
  return docs;
}

}  // namespace waterbed
