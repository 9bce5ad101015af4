// SPDX-License-Identifier: Apache-2.0
#include "sim/jobs/validation.hpp"

#include <algorithm>

#include "sim/base/append_bytes.hpp"
#include "sim/base/parameter_content.hpp"

namespace waterbed {
namespace {

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
  versions.reserve(bases.size());
  std::string values;
  auto position = touched.begin();
  for (const Base& base : bases) {
    if (position == touched.end() || *position >= base.end_position) {
      versions.push_back(base.version);
      continue;
    }
    values = "touched";
    append_bytes(values, base.version);
    for (; position != touched.end() && *position < base.end_position; ++position) {
      append_bytes(values, *position);
      append_bytes(values, effective.value(*position));
    }
    versions.push_back(version_of(values));
  }
  return versions;
}

std::vector<Validation::Base> Validation::bases_of(ParameterSet parameters) {
  std::vector<Base> bases;
  std::size_t position = 0;
  for (std::size_t index = 0; index < parameters.size(); ++index) {
    std::string values = "base";
    append_bytes(values, index);
    const BlockContent content = content_of(parameters.block(index));
    position += content.quantities;
    bases.push_back({version_of(values + content.bytes), position});
  }
  return bases;
}

std::size_t Validation::version_of(const std::string& values) {
  return versions_.try_emplace(values, versions_.size()).first->second;
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

std::vector<bool> Validation::blocks_read(std::size_t mechanism) const {
  std::vector<bool> is_read(blocks_, false);
  for (const auto& [blocks, versions] : asked_[mechanism])
    for (const std::size_t block : blocks) is_read[block] = true;
  return is_read;
}

void Validation::look_at(const Arm& arm, Week first, Week end, const Found& found) {
  blocks_ = arm.parameters.size();
  if (mechanisms_.empty()) return;  // the weeks of a calendar take long to go through
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
