// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

// The seal of a result file: 32 bytes behind the end that HDF5 records for itself, which HDF5 and netCDF pass
// over (output/FORMAT.md). HDF5 can crash or hang on a damaged file, so a file is checked against its seal
// before HDF5 sees any of it. The seal tells accidents, not forgers.
namespace waterbed {

// Seals a file that HDF5 has written and closed; the seal depends on its bytes only. Throws OutputError.
void append_seal(const std::filesystem::path& path);

// Reads the file once, in a megabyte of memory. Throws OutputError (OutputFault::file) if it cannot be read,
// is not HDF5, has no seal at its end, or has one that does not fit.
void check_seal(const std::filesystem::path& path);

}  // namespace waterbed
