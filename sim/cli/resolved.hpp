// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "output/table.hpp"
#include "sim/base/parameter_record.hpp"

namespace waterbed {

// Every parameter of a resolved scenario with its value and where it comes from: file:line, `default`,
// `option` or --set; as text one line each, without the sources of the numbers.
[[nodiscard]] std::string resolved(const ScenarioRecord& record, TableFormat format);

}  // namespace waterbed
