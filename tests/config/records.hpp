// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include <gtest/gtest.h>

#include "config/scenario.hpp"

namespace waterbed {

// The record of one parameter; a failure of the test if there is none.
inline ParameterRecord record_at(const Scenario& scenario, const std::string& path) {
  for (const ParameterRecord& record : scenario.record.parameters)
    if (record.path == path) return record;
  ADD_FAILURE() << "no record " << path;
  return {};
}

}  // namespace waterbed
