// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "sim/week/step.hpp"

// A toy: dogs that walk past boxes at one entry place and find what they smell, whatever the method. It
// stands here to show that an instrument is one file pair and two lines elsewhere (sim/README.md), and is not
// part of the program.
//
// Phase Direct. Reads effective; writes controls.entry_pass. No draws.
namespace waterbed {

struct SnifferDogsParams {
  std::string place;
  Number dogs{0};
  Probability found_by_one{0.05};

  void describe(FieldVisitor& fields);
};

[[nodiscard]] Mechanism sniffer_dogs_mechanism();

}  // namespace waterbed
