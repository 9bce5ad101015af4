// SPDX-License-Identifier: Apache-2.0
#include "config/given.hpp"

#include <algorithm>
#include <utility>

#include "config/suggest.hpp"

namespace waterbed {

bool is_remark(std::string_view key) {
  return key == "because" || key == "note" || key == "source" || key == "url";
}

bool has_only_remarks(const Node& map) {
  return std::all_of(map.entries.begin(), map.entries.end(),
                     [](const NodeEntry& entry) { return is_remark(entry.key); });
}

namespace {

std::string joined_source(std::string_view source, std::string_view url) {
  std::string joined(source);
  if (!source.empty() && !url.empty()) joined += ", ";
  return joined.append(url);
}

}  // namespace

void Sources::add(std::string_view file, std::string_view key, std::string_view text) {
  auto known = std::find_if(files_.begin(), files_.end(),
                            [&](const OfFile& candidate) { return candidate.file == file; });
  if (known == files_.end()) known = files_.insert(known, {file, {}, {}});
  if (key == "source") known->source = text;
  if (key == "url") known->url = text;
}

std::string Sources::in(std::string_view file) const {
  for (const OfFile& known : files_)
    if (known.file == file) return joined_source(known.source, known.url);
  return {};
}

Sources read_remarks(const Node& map, const std::string& path, const std::vector<FieldKey>& keys,
                     Mistakes& mistakes) {
  Sources sources;
  for (const NodeEntry& entry : map.entries) {
    if (!is_remark(entry.key) || has_key(keys, entry.key)) continue;
    if (entry.value.kind != Node::Kind::scalar) {
      const std::string subject = path.empty() ? entry.key : path + "." + entry.key;
      mistakes.add(mistake_at(entry.value.at, subject + " must be text, this is " + shown(entry.value)));
      continue;
    }
    sources.add(entry.at.file, entry.key, entry.value.text);
  }
  return sources;
}

bool refuse_other_keys(const Node& map, const std::string& path, const std::vector<std::string>& keys,
                       Mistakes& mistakes) {
  bool is_right = true;
  std::vector<std::string> candidates = keys;
  candidates.insert(candidates.end(), {"because", "note", "source", "url"});
  for (const NodeEntry& entry : map.entries) {
    if (is_remark(entry.key) || std::find(keys.begin(), keys.end(), entry.key) != keys.end()) continue;
    is_right = false;
    const std::string subject = path.empty() ? entry.key : path + "." + entry.key;
    mistakes.add(mistake_at(entry.at, subject + " is not a key" + advice(entry.key, candidates)));
  }
  return is_right;
}

std::vector<GivenField> fields_in(const Node& map, const std::string& path, const std::vector<FieldKey>& keys,
                                  const Sources& outer_sources, Mistakes& mistakes) {
  const Sources own_sources = read_remarks(map, path, keys, mistakes);
  std::vector<GivenField> fields;
  for (const NodeEntry& entry : map.entries) {
    if (is_remark(entry.key) && !has_key(keys, entry.key)) continue;
    std::string source = own_sources.in(entry.at.file);
    if (source.empty()) source = outer_sources.in(entry.at.file);
    fields.push_back({entry.key, entry.at, entry.value, std::move(source)});
  }
  return fields;
}

std::optional<GivenField> take_field(std::vector<GivenField>& fields, std::string_view key) {
  const auto found =
      std::find_if(fields.begin(), fields.end(), [&](const GivenField& field) { return field.key == key; });
  if (found == fields.end()) return std::nullopt;
  GivenField taken = std::move(*found);
  fields.erase(found);
  return taken;
}

}  // namespace waterbed
