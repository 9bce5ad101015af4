// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "output/hdf5_file.hpp"

// Private to what writes the labels of a result file.
namespace waterbed {

// What `get` says of each item.
template <class Item, class Get>
auto column(const std::vector<Item>& items, Get get) {
  std::vector<std::decay_t<decltype(get(items.front()))>> values;
  values.reserve(items.size());
  for (const Item& item : items) values.push_back(get(item));
  return values;
}

// A variable for values along one dimension.
[[nodiscard]] inline Variable along(const std::string& dimension, const std::string& name,
                                    const Values& values) {
  const auto length =
      std::visit([](const auto& list) { return static_cast<std::uint64_t>(list.size()); }, values);
  return {name, static_cast<ElementType>(values.index()), {length}, {dimension}, {}, {}};
}

// A dimension whose labels are text.
inline void add_names(Hdf5File& file, const std::string& name, const std::string& long_name,
                      std::vector<std::string> labels) {
  const Values values = std::move(labels);
  Variable variable = along(name, name, values);
  variable.attributes = {{"long_name", long_name}};
  file.add_scale(variable, values);
}

// Text about each label of a dimension.
inline void add_text(Hdf5File& file, const std::string& dimension, const std::string& name,
                     const std::string& long_name, std::vector<std::string> texts) {
  const Values values = std::move(texts);
  Variable variable = along(dimension, name, values);
  variable.attributes = {{"long_name", long_name}};
  file.add_variable(variable, values);
}

}  // namespace waterbed
