// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "config/field_keys.hpp"
#include "sim/base/parameter_set.hpp"

// All numbers of a scenario that have a unit, by path, so that measures can name them.
namespace waterbed {

struct IndexedNumber {
  std::string path;  // block.entry.key, or block.key for a block that is one struct
  double value;      // NaN: not given
  std::string unit;
  Range range;
  std::string doc;
  Change change;
};

class NumberIndex {
 public:
  explicit NumberIndex(const ParameterSet& parameters);

  [[nodiscard]] const std::vector<IndexedNumber>& numbers() const { return numbers_; }

  // The numbers that a path means, in the order of the blocks. In the entry's name, `*` stands for one whole
  // part: strata.*/NLRTM/containers.legal_units_per_week.
  [[nodiscard]] std::vector<std::size_t> matches(std::string_view path) const;

  // Why a path matches nothing, with advice: what stands behind the path in a message.
  [[nodiscard]] std::string why_no_match(std::string_view path) const;

 private:
  struct BlockNames {
    std::string path;
    bool is_map;
    std::vector<FieldKey> keys;
    std::vector<std::string> entries;
  };

  // A number of a map of entries, apart from its block and key.
  struct NamedNumber {
    std::string entry;
    std::size_t number;
  };

  std::vector<IndexedNumber> numbers_;  // in the order of for_each_quantity
  std::map<std::string, std::size_t, std::less<>> by_path_;
  std::map<std::string, std::vector<NamedNumber>, std::less<>> by_key_;  // "block.key"
  std::vector<BlockNames> blocks_;
};

// The block a path begins with.
[[nodiscard]] std::string_view block_of(std::string_view path);

// The values alone, in the order of the index; blocks and entries must be those of the index.
[[nodiscard]] std::vector<double> values_of(const ParameterSet& parameters);

}  // namespace waterbed
