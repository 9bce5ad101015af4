// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

#include "output/made_runs.hpp"

namespace waterbed {

// Puts the runs of a sweep into the empty variables of its file. What blocks have run by run is unpacked and
// packed again in the chunks of several points (chunk_of_sweep), as a chunk for each small run would cost
// more than the run. `between` is called between chunks and may throw to stop. Throws OutputError.
void write_sweep_chunks(MadeRuns& runs, const ResultLayout& layout, Hdf5File& file,
                        const std::function<void()>& between);

}  // namespace waterbed
