// SPDX-License-Identifier: Apache-2.0
#include "config/removals.hpp"

namespace waterbed {

const RemovedAt* Removals::of(std::string_view path) const {
  const auto found = removed_.find(path);
  return found == removed_.end() ? nullptr : &found->second;
}

const RemovedAt* Removals::within(std::string_view path) const {
  if (const RemovedAt* whole = of(path)) return whole;
  const std::string begin = std::string(path) + ".";
  const auto found = removed_.lower_bound(begin);
  return found != removed_.end() && found->first.starts_with(begin) ? &found->second : nullptr;
}

bool Removals::blame(std::string_view path, Position user, std::string_view subject) {
  const std::string block(path.substr(0, path.find('.')));
  const RemovedAt* removed = of(path);
  for (const std::string& whole : {block, block + ".table"}) {
    if (removed != nullptr) break;
    // A file that removes a whole block and names what is not there has more likely misspelt the name.
    const RemovedAt* of_block = of(whole);
    if (of_block != nullptr && of_block->at.file != user.file) removed = of_block;
  }
  if (removed == nullptr) return false;
  const auto [use, is_first] =
      uses_.try_emplace(removed->written, Use{removed->at, user, std::string(subject)});
  if (!is_first) ++use->second.others;
  return true;
}

void Removals::tell(Mistakes& mistakes) const {
  for (const auto& [written, use] : uses_) {
    std::string text = written +
                       " = ~ removes what is still used: " + use.subject.substr(0, use.subject.find(": ")) +
                       " (" + origin_of(use.user) + ")";
    if (use.others > 0)
      text += " and " + std::to_string(use.others) + (use.others == 1 ? " other" : " others");
    mistakes.add(mistake_at(use.removed_at, text + ": change or remove that, too"));
  }
}

}  // namespace waterbed
