// SPDX-License-Identifier: Apache-2.0
#include "config/name_check.hpp"

#include <functional>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "config/suggest.hpp"

namespace waterbed {

namespace {

struct Names {
  std::vector<std::string> in_order;
  std::set<std::string, std::less<>> sorted;
};

std::map<std::string, Names, std::less<>> names_by_block(const ParameterSet& parameters) {
  std::map<std::string, Names, std::less<>> result;
  for (std::size_t index = 0; index < parameters.size(); ++index) {
    const ParameterBlock& block = parameters.block(index);
    if (!block.is_map()) continue;
    Names& names = result[std::string(block.info().path)];
    for (std::size_t entry = 0; entry < block.size(); ++entry) {
      names.in_order.emplace_back(block.name(entry));
      names.sorted.emplace(block.name(entry));
    }
  }
  return result;
}

}  // namespace

void check_names(const ParameterSet& parameters, Reading& reading) {
  const auto names_of = names_by_block(parameters);
  // A wrong name in a long table is searched for once, and only the first few get advice: it is slow to find.
  constexpr std::size_t most_advice = 200;
  std::map<std::pair<std::string, std::string>, std::string> advice_for;
  for (const NameUse& use : reading.name_uses) {
    const auto block = names_of.find(use.refers_to);
    const bool is_known = block != names_of.end() && block->second.sorted.contains(use.name);
    if (is_known || reading.broken_blocks.contains(use.refers_to)) continue;
    if (reading.removals.blame(use.refers_to + "." + use.name, use.at, use.subject)) continue;
    const auto [place, is_new] = advice_for.try_emplace({use.refers_to, use.name});
    if (is_new && advice_for.size() <= most_advice)
      place->second =
          advice(use.name, block == names_of.end() ? std::vector<std::string>{} : block->second.in_order);
    reading.refuse(use.at, use.subject + " is not one of " + use.refers_to + place->second);
  }
}

}  // namespace waterbed
