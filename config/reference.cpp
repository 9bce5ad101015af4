// SPDX-License-Identifier: Apache-2.0
#include "config/reference.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>

#include "config/number.hpp"

namespace waterbed {

namespace {

class DocVisitor final : public FieldVisitor {
 public:
  explicit DocVisitor(BlockDoc& block) : block_(block) {}

  void visit(const QuantityField& field) override {
    ParameterDoc& doc = add(key_of(field), ParameterKind::number, field.doc);
    doc.unit = field.unit.symbol;
    doc.range = field.range;
    doc.is_required = std::isnan(*field.value);
    if (!doc.is_required) doc.default_value = print_number(*field.value);
    doc.may_change = field.change == Change::any_week;
  }
  void visit(const CountField& field) override {
    ParameterDoc& doc = add(field.name, ParameterKind::whole_number, field.doc);
    doc.unit = "1";
    doc.range = field.range;
    doc.default_value = std::to_string(*field.value);
  }
  void visit(const ChoiceField& field) override {
    ParameterDoc& doc = add(field.name, ParameterKind::choice, field.doc);
    doc.options.assign(field.options.begin(), field.options.end());
    const std::size_t chosen = field.get();
    doc.is_required = chosen >= field.options.size();
    if (!doc.is_required) doc.default_value = field.options[chosen];
  }
  void visit(const TextField& field) override {
    ParameterDoc& doc =
        add(field.name, field.refers_to.empty() ? ParameterKind::text : ParameterKind::name, field.doc);
    doc.refers_to = field.refers_to;
    doc.default_value = *field.value;
    doc.is_required = field.value->empty() && !field.may_be_empty;
    doc.may_be_empty = field.may_be_empty;
  }
  void visit(const NamesField& field) override {
    ParameterDoc& doc = add(field.name, ParameterKind::names, field.doc);
    doc.refers_to = field.refers_to;
    for (const std::string& name : *field.value)
      doc.default_value.append(doc.default_value.empty() ? "" : " ").append(name);
  }

 private:
  ParameterDoc& add(std::string_view key, ParameterKind kind, std::string_view text) {
    ParameterDoc doc;
    if (!block_.path.empty()) doc.path = block_.path + (block_.is_map ? ".<name>." : ".");
    doc.path += key;
    doc.key = key;
    doc.entry_kind = block_.kind;
    doc.kind = kind;
    doc.doc = text;
    block_.parameters.push_back(std::move(doc));
    return block_.parameters.back();
  }

  BlockDoc& block_;
};

BlockDoc described(const ParameterBlock& block) {
  const BlockInfo& info = block.info();
  BlockDoc doc{std::string(info.path), std::string(info.kind), std::string(info.doc),
               block.is_map(),         info.key_parts,         {}};
  const std::unique_ptr<ParameterBlock> copy = block.clone();
  DocVisitor visitor(doc);
  copy->describe(copy->add("any"), visitor);
  return doc;
}

}  // namespace

std::vector<BlockGroupDoc> describe_blocks(const ParameterSet& blocks) {
  std::vector<BlockGroupDoc> groups;
  for (std::size_t index = 0; index < blocks.size(); ++index) {
    BlockDoc doc = described(blocks.block(index));
    const auto same = std::find_if(groups.begin(), groups.end(), [&](const BlockGroupDoc& group) {
      return group.front().path == doc.path;
    });
    if (same == groups.end())
      groups.push_back({std::move(doc)});
    else
      same->push_back(std::move(doc));
  }
  return groups;
}

std::vector<ParameterDoc> describe_parameters(const ParameterSet& blocks) {
  std::vector<ParameterDoc> docs;
  for (BlockGroupDoc& group : describe_blocks(blocks))
    for (BlockDoc& block : group)
      for (ParameterDoc& doc : block.parameters) docs.push_back(std::move(doc));
  return docs;
}

std::string allowed_values(const ParameterDoc& doc) {
  if (doc.range) return "[" + print_number(doc.range->low) + ", " + print_number(doc.range->high) + "]";
  std::string allowed;
  for (const std::string& option : doc.options) allowed.append(allowed.empty() ? "" : " | ").append(option);
  if (doc.kind == ParameterKind::name) allowed = "a name in " + doc.refers_to;
  if (doc.kind == ParameterKind::names) allowed = "names in " + doc.refers_to;
  return allowed;
}

}  // namespace waterbed
