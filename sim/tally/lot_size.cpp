// SPDX-License-Identifier: Apache-2.0
#include "sim/tally/lot_size.hpp"

namespace waterbed {
namespace {

std::string label_of(std::size_t number) {
  const auto kilograms = [](std::size_t bound) { return std::to_string(lot_size_lows_kg[bound]); };
  if (number == 0) return "below " + kilograms(1) + " kg";
  if (number + 1 == lot_size_lows_kg.size()) return kilograms(number) + " kg and more";
  return kilograms(number) + " to " + kilograms(number + 1) + " kg";
}

}  // namespace

std::vector<LotSizeLabel> lot_size_labels() {
  std::vector<LotSizeLabel> labels;
  for (std::size_t number = 0; number < lot_size_lows_kg.size(); ++number)
    labels.push_back({label_of(number), static_cast<double>(lot_size_lows_kg[number])});
  return labels;
}

}  // namespace waterbed
