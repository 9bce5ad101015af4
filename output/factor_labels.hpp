// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "output/hdf5_file.hpp"
#include "output/sweep_record.hpp"

// What the file of a sweep says of its factors. Private to the writing and reading of result files. Functions
// throw OutputError.
namespace waterbed {

// Variable of the values of a factor by point: its path, with : for / as netCDF does not allow that.
[[nodiscard]] std::string factor_variable(const FactorRecord& factor);

// Their names and roles, their values along the dimension `point`, and the files of the design.
void write_factors(Hdf5File& file, const SweepRecord& sweep, std::int64_t points);
[[nodiscard]] SweepRecord read_factors(const Hdf5File& file, std::int64_t points);

}  // namespace waterbed
