// SPDX-License-Identifier: Apache-2.0
#pragma once

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

 private:
  ParameterSet parameters_;
  std::vector<double*> values_;
};

}  // namespace waterbed
