// SPDX-License-Identifier: Apache-2.0
#include "sim/jobs/validation.hpp"

#include <algorithm>
#include <cstring>
#include <string_view>
#include <type_traits>

namespace waterbed {
namespace {

template <class Number>
void append_bytes(std::string& text, Number number) {
  static_assert(std::is_arithmetic_v<Number>);
  char bytes[sizeof number];
  std::memcpy(bytes, &number, sizeof number);
  text.append(bytes, sizeof number);
}

// Everything that a block says, as bytes: equal for two blocks of one type if and only if they are equal.
class ContentsVisitor final : public FieldVisitor {
 public:
  void visit(const QuantityField& field) override {
    append_bytes(contents, *field.value);
    ++quantities;
  }
  void visit(const CountField& field) override { append_bytes(contents, *field.value); }
  void visit(const ChoiceField& field) override { append_bytes(contents, field.get()); }
  void visit(const TextField& field) override { add(*field.value); }
  void visit(const NamesField& field) override {
    append_bytes(contents, field.value->size());
    for (const std::string& name : *field.value) add(name);
  }
  void add(std::string_view text) {
    append_bytes(contents, text.size());
    contents.append(text);
  }

  std::string contents;
  std::size_t quantities = 0;
};

std::vector<std::size_t> chosen(const std::vector<std::size_t>& versions,
                                const std::vector<std::size_t>& blocks) {
  std::vector<std::size_t> result;
  result.reserve(blocks.size());
  for (const std::size_t block : blocks) result.push_back(versions[block]);
  return result;
}

}  // namespace

Validation::Versions Validation::versions_of(const EffectiveParameters& effective,
                                             const std::vector<std::size_t>& touched,
                                             const std::vector<Base>& bases) {
  Versions versions;
  auto position = touched.begin();
  for (const Base& base : bases) {
    std::string values = "touched";
    append_bytes(values, base.version);
    const auto begin = position;
    for (; position != touched.end() && *position < base.end_position; ++position) {
      append_bytes(values, *position);
      append_bytes(values, effective.value(*position));
    }
    versions.push_back(position == begin ? base.version : version_of(values));
  }
  return versions;
}

std::vector<Validation::Base> Validation::bases_of(ParameterSet parameters) {
  std::vector<Base> bases;
  std::size_t position = 0;
  for (std::size_t index = 0; index < parameters.size(); ++index) {
    ParameterBlock& block = parameters.block(index);
    ContentsVisitor visitor;
    visitor.contents = "base";
    append_bytes(visitor.contents, index);
    for (std::size_t entry = 0; entry < block.size(); ++entry) {
      visitor.add(block.name(entry));
      block.describe(entry, visitor);
    }
    position += visitor.quantities;
    bases.push_back({version_of(visitor.contents), position});
  }
  return bases;
}

std::size_t Validation::version_of(const std::string& values) {
  return versions_.emplace(values, versions_.size()).first->second;
}

bool Validation::has_asked(std::size_t mechanism, const Versions& versions) const {
  const Asked& asked = asked_[mechanism];
  return std::any_of(asked.begin(), asked.end(), [&](const auto& blocks_and_versions) {
    const auto& [blocks, known] = blocks_and_versions;
    return known.contains(chosen(versions, blocks));
  });
}

void Validation::ask(std::size_t mechanism, EffectiveParameters& effective, const Versions& versions,
                     std::vector<std::string>& problems) {
  std::vector<bool> is_read(versions.size(), false);
  effective.note_reads(&is_read);
  mechanisms_[mechanism].validate(effective.all(), problems);
  effective.note_reads(nullptr);
  std::vector<std::size_t> blocks;
  for (std::size_t block = 0; block < versions.size(); ++block)
    if (is_read[block]) blocks.push_back(block);
  asked_[mechanism][blocks].insert(chosen(versions, blocks));
  ++times_asked_;
}

void Validation::look_at_week(EffectiveParameters& effective, const Versions& versions,
                              std::vector<std::string>& problems) {
  for (std::size_t number = 0; number < mechanisms_.size(); ++number) {
    const Mechanism& mechanism = mechanisms_[number];
    if (!are_names_asked_ && mechanism.validate_names != nullptr)
      mechanism.validate_names(effective.all(), problems);
    if (mechanism.validate != nullptr && !has_asked(number, versions))
      ask(number, effective, versions, problems);
  }
  are_names_asked_ = true;
}

void Validation::look_at(const Arm& arm, Week first, Week end, const Found& found) {
  const Calendar calendar(arm);
  const std::vector<std::size_t> touched = calendar.touched_positions();
  const std::vector<Base> bases = bases_of(arm.parameters);
  EffectiveParameters effective(arm.parameters);
  for (Week week = first; week < end; week = week + 1) {
    const bool differs = calendar.apply(week, effective);
    if (!differs && week > first) continue;
    std::vector<std::string> problems;
    look_at_week(effective, versions_of(effective, touched, bases), problems);
    for (const std::string& sentence : problems) found(sentence, week);
  }
}

}  // namespace waterbed
