// SPDX-License-Identifier: Apache-2.0
#include "sim/jobs/factor_groups.hpp"

#include <algorithm>
#include <optional>

#include "config/number.hpp"

namespace waterbed {
namespace {

bool is_of_a_measure(std::string_view path) {
  return path.starts_with("measures.") || path.starts_with("shocks.");
}

bool matches(std::string_view pattern, std::string_view text) {
  if (pattern.empty()) return text.empty();
  if (pattern.front() != '*')
    return !text.empty() && text.front() == pattern.front() && matches(pattern.substr(1), text.substr(1));
  for (std::size_t length = 0; length <= text.size(); ++length) {
    if (matches(pattern.substr(1), text.substr(length))) return true;
    if (length < text.size() && text[length] == '.') return false;
  }
  return false;
}

std::optional<FactorRange> range_of(const ParameterRecord& parameter, FactorScale scale) {
  const std::optional<double> low = read_number(parameter.low);
  const std::optional<double> high = read_number(parameter.high);
  const bool is_range = low && high && *low < *high && (scale == FactorScale::linear || *low > 0);
  return is_range ? std::optional(FactorRange{*low, *high}) : std::nullopt;
}

}  // namespace

std::string set_path_of(const ParameterRecord& parameter) {
  const std::string& path = parameter.path;
  const std::string verb = parameter.value.substr(0, parameter.value.find(' '));
  const bool is_change = is_of_a_measure(path) && (verb == "set" || verb == "add" || verb == "multiply");
  const std::size_t name_end = path.find('.', path.find('.') + 1);
  if (!is_change || name_end == std::string::npos) return path;
  return path.substr(0, name_end) + ".change" + path.substr(name_end) + "." + verb;
}

const ParameterRecord* parameter_named(const ScenarioRecord& scenario, std::string_view path) {
  const auto found = std::find_if(
      scenario.parameters.begin(), scenario.parameters.end(), [&](const ParameterRecord& parameter) {
        return parameter.path == path || (is_of_a_measure(path) && set_path_of(parameter) == path);
      });
  return found == scenario.parameters.end() ? nullptr : &*found;
}

std::string path_of_the_change(const ScenarioRecord& scenario, std::string_view path) {
  if (!is_of_a_measure(path) || path.find(".change.") == std::string_view::npos) return {};
  const std::string_view without_verb = path.substr(0, path.rfind('.') + 1);
  for (const ParameterRecord& parameter : scenario.parameters) {
    std::string there = set_path_of(parameter);
    if (there != path && std::string_view(there).substr(0, there.rfind('.') + 1) == without_verb &&
        there != parameter.path)
      return there;
  }
  return {};
}

bool is_group(const ScenarioRecord& scenario, std::string_view path) {
  return path.find('*') != std::string_view::npos && parameter_named(scenario, path) == nullptr;
}

std::vector<Factor> members_of(const ScenarioRecord& scenario, const Factor& group, Members which) {
  std::vector<Factor> members;
  for (const ParameterRecord& parameter : scenario.parameters) {
    Factor member;
    member.path = set_path_of(parameter);
    if (!matches(group.path, member.path)) continue;
    member.role = group.role;
    member.origin = group.origin;
    member.scale = group.scale;
    member.is_whole = parameter.is_whole;
    member.range = range_of(parameter, group.scale);
    if (which == Members::all || member.range) members.push_back(std::move(member));
  }
  return members;
}

}  // namespace waterbed
