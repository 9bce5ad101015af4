// SPDX-License-Identifier: Apache-2.0
#include "config/field_reader.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "config/number.hpp"
#include "config/suggest.hpp"
#include "config/written_number.hpp"

namespace waterbed {

namespace {

constexpr std::string_view only_numbers_differ = "only numbers that may change from week to week can";

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  for (std::size_t start = text.find_first_not_of(' '); start != std::string_view::npos;) {
    const std::size_t end = std::min(text.find(' ', start), text.size());
    words.emplace_back(text.substr(start, end - start));
    start = text.find_first_not_of(' ', end);
  }
  return words;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text.append(text.empty() ? "" : " ").append(word);
  return text;
}

ParameterRecord record_of(WrittenNumber number) {
  ParameterRecord record;
  record.value = std::move(number.text);
  record.low = std::move(number.low);
  record.high = std::move(number.high);
  record.source = std::move(number.source);
  return record;
}

ParameterRecord record_of(std::string value) {
  ParameterRecord record;
  record.value = std::move(value);
  return record;
}

}  // namespace

void FieldReader::visit(const QuantityField& field) {
  const FieldKey key = key_for(field);
  const bool may_differ = field.change == Change::any_week;
  const GivenField* given =
      take(key, may_differ ? "" : "it is part of how the world is built, which all arms share");
  ParameterRecord entry;
  if (given != nullptr) {
    auto number =
        read_written_number(given->value, {path_to(key.key), field.range, field.doc}, reading_.mistakes);
    if (!number) return;
    *field.value = number->value;
    entry = record_of(*std::move(number));
  } else if (std::isnan(*field.value)) {
    return require(key.key, field.doc);
  } else {
    entry = record_of(print_number(*field.value));
  }
  entry.unit = field.unit.symbol;
  record(key.key, given, std::move(entry));
}

void FieldReader::visit(const CountField& field) {
  const std::string key(field.name);
  const GivenField* given = take({key, key}, only_numbers_differ);
  ParameterRecord entry = record_of(std::to_string(*field.value));
  if (given != nullptr) {
    auto number =
        read_written_number(given->value, {path_to(key), field.range, field.doc, true}, reading_.mistakes);
    if (!number) return;
    *field.value = read_whole(number->text).value_or(*field.value);
    entry = record_of(*std::move(number));
  }
  entry.unit = "1";
  entry.is_whole = true;
  record(key, given, std::move(entry));
}

void FieldReader::visit(const ChoiceField& field) {
  const std::string key(field.name);
  const GivenField* given = take({key, key}, only_numbers_differ);
  if (given != nullptr) {
    const Node& value = given->value;
    const auto option = std::find(field.options.begin(), field.options.end(), value.text);
    if (value.kind != Node::Kind::scalar || option == field.options.end()) {
      const std::vector<std::string> options(field.options.begin(), field.options.end());
      return reading_.refuse(value.at, path_to(key) + " = " + shown(value) + " is not one of its options" +
                                           advice(value.text, options));
    }
    field.set(static_cast<std::size_t>(option - field.options.begin()));
  }
  const std::size_t chosen = field.get();
  if (chosen >= field.options.size()) return require(key, field.doc);
  record(key, given, record_of(std::string(field.options[chosen])));
}

void FieldReader::visit(const TextField& field) {
  const std::string key(field.name);
  const GivenField* given = take({key, key}, only_numbers_differ);
  const bool is_required = !field.may_be_empty;
  if (given != nullptr) {
    const Node& value = given->value;
    if (value.kind != Node::Kind::scalar || (is_required && value.text.empty())) {
      const std::string wanted =
          field.refers_to.empty() ? "text" : "a name of " + std::string(field.refers_to);
      return reading_.refuse(value.at, path_to(key) + " = " + shown(value) + " is not " + wanted);
    }
    *field.value = value.text;
  } else if (is_required && field.value->empty()) {
    return require(key, field.doc);
  }
  if (!field.value->empty()) use_name(given, key, field.refers_to, *field.value);
  record(key, given, record_of(*field.value));
}

void FieldReader::visit(const NamesField& field) {
  const std::string key(field.name);
  const GivenField* given = take({key, key}, only_numbers_differ);
  if (given != nullptr) {
    if (!read_names(*given, field)) return;
  } else {
    for (const std::string& name : *field.value) use_name(given, key, field.refers_to, name);
  }
  record(key, given, record_of(joined(*field.value)));
}

bool FieldReader::read_names(const GivenField& given, const NamesField& field) {
  const Node& value = given.value;
  const std::size_t mistakes_in_it = [&] {
    std::size_t wrong = value.kind == Node::Kind::null || value.kind == Node::Kind::map ? 1 : 0;
    for (const Node& item : value.items)
      wrong += item.kind != Node::Kind::scalar || item.text.empty() ? 1 : 0;
    return wrong;
  }();
  if (mistakes_in_it > 0) {
    reading_.refuse(value.at,
                    path_to(given.key) + " must be a list of names of " + std::string(field.refers_to));
    return false;
  }
  *field.value = words_of(value.text);
  for (const Node& item : value.items) field.value->push_back(item.text);
  for (std::size_t index = 0; index < field.value->size(); ++index) {
    const std::string& name = (*field.value)[index];
    const Position at = value.items.empty() ? value.at : value.items[index].at;
    const auto before = field.value->begin() + static_cast<std::ptrdiff_t>(index);
    if (std::find(field.value->begin(), before, name) != before)
      reading_.refuse(at, path_to(given.key) + " names " + name + " twice");
    reading_.name_uses.push_back({at, path_to(given.key) + ": " + name, name, std::string(field.refers_to)});
  }
  return true;
}

void FieldReader::refuse_unknown_keys() {
  for (std::size_t index = 0; index < task_.given.fields.size(); ++index) {
    const GivenField& given = task_.given.fields[index];
    if (is_taken_[index]) continue;
    reading_.refuse(given.at, path_to(given.key) + " is not a key" + key_advice(given.key, keys_));
  }
}

std::string FieldReader::path_to(std::string_view key) const {
  std::string path = task_.path;
  return path.append(path.empty() ? "" : ".").append(key);
}

const GivenField* FieldReader::take(const FieldKey& key, std::string_view why_not_in_arm) {
  keys_.push_back(key);
  const auto& fields = task_.given.fields;
  const auto found = std::find_if(fields.begin(), fields.end(),
                                  [&](const GivenField& field) { return field.key == key.key; });
  if (found == fields.end()) return nullptr;
  is_taken_[static_cast<std::size_t>(found - fields.begin())] = true;
  if (is_whole() || why_not_in_arm.empty()) return &*found;
  reading_.refuse(found->at,
                  path_to(key.key) + " cannot differ between arms: " + std::string(why_not_in_arm));
  return nullptr;
}

void FieldReader::record(std::string_view key, const GivenField* given, ParameterRecord record) {
  if (given == nullptr && !is_whole()) return;
  record.path = path_to(key);
  record.origin = given == nullptr ? "default" : origin_of(given->at);
  if (given != nullptr && record.source.empty()) record.source = given->source;
  task_.records.push_back(std::move(record));
}

void FieldReader::require(std::string_view key, std::string_view doc) {
  if (!is_whole()) return;
  const RemovedAt* removed = reading_.removals.of(path_to(key));
  if (removed == nullptr) removed = removed_table();
  if (removed != nullptr)
    reading_.refuse(removed->at, path_to(key) + " must be given, and this removes it: " + std::string(doc));
  else
    reading_.refuse(task_.given.at, path_to(key) + " must be given: " + std::string(doc));
}

// The removal, by a later file than that of the entry, of the tables of its block.
const RemovedAt* FieldReader::removed_table() const {
  const std::string block = task_.path.substr(0, task_.path.find('.'));
  const RemovedAt* removed = reading_.removals.of(block + ".table");
  return removed != nullptr && removed->at.file != task_.given.at.file ? removed : nullptr;
}

void FieldReader::use_name(const GivenField* given, std::string_view key, std::string_view refers_to,
                           const std::string& name) {
  if (refers_to.empty() || !is_whole()) return;
  const Position at = given == nullptr ? task_.given.at : given->value.at;
  std::string subject = path_to(key) + " = " + name;
  if (given == nullptr) subject += " (its default)";
  reading_.name_uses.push_back({at, std::move(subject), name, std::string(refers_to)});
}

}  // namespace waterbed
