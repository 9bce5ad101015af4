// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <string>
#include <vector>

#include "sim/base/parameter_set.hpp"

namespace waterbed {

// The parameters in force this week. Written by the calendar step alone, through positions in the fixed order
// of for_each_quantity; read by all other steps.
class EffectiveParameters {
 public:
  explicit EffectiveParameters(const ParameterSet& parameters)
      : parameters_(parameters), values_(values_in(parameters_)) {}
  EffectiveParameters(const EffectiveParameters& other) : EffectiveParameters(other.parameters_) {}
  EffectiveParameters(EffectiveParameters&& other) noexcept = default;  // moved blocks keep their addresses
  EffectiveParameters& operator=(const EffectiveParameters& other) = delete;
  EffectiveParameters& operator=(EffectiveParameters&& other) noexcept = default;
  ~EffectiveParameters() = default;

  template <class Params>
  [[nodiscard]] const Params& get() const {
    return parameters_.get<Params>();
  }
  template <class Params>
  [[nodiscard]] const Named<Params>& named() const {
    return parameters_.named<Params>();
  }

  [[nodiscard]] const ParameterSet& all() const { return parameters_; }
  [[nodiscard]] double value(std::size_t position) const { return *values_[position]; }
  void set(std::size_t position, double value) { *values_[position] = value; }
  // As in ParameterSet.
  void note_reads(std::vector<bool>* blocks) { parameters_.note_reads(blocks); }
  // Whether the quantities at `positions` have the same bits as in `other`, of the same blocks and entries.
  [[nodiscard]] bool is_same_at(const std::vector<std::size_t>& positions,
                                const EffectiveParameters& other) const {
    return std::all_of(positions.begin(), positions.end(), [&](std::size_t position) {
      return std::bit_cast<std::uint64_t>(value(position)) ==
             std::bit_cast<std::uint64_t>(other.value(position));
    });
  }

 private:
  ParameterSet parameters_;
  std::vector<double*> values_;
};

}  // namespace waterbed
