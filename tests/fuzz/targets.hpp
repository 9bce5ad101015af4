// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

// What is fuzzed. Each takes one input, of any bytes: a mistake in it must be told as the user's, and
// whatever else happens (a crash, an exception nobody expects, a property that does not hold) ends the
// program.
namespace waterbed::fuzz {

// A scenario. One that begins with # is read with the small blocks of tests/config, any other with those of
// the model, up to the world but not run. It may name the tables of scenarios/lab/k1 and extend
// base.yaml.
void try_scenario(std::string_view bytes);

// Texts of --set, one a line, over a scenario of the model or, behind a #, over one of the small blocks.
void try_set(std::string_view bytes);

// A table, read as such and as the entries of a block.
void try_csv(std::string_view bytes);

// The text of a week.
void try_date(std::string_view bytes);

// A result file, opened, shown and compared. With the environment variable WATERBED_FUZZ_RESEAL it is given a
// seal that fits first, so that HDF5 and our reader see the damage: a seal tells accidents, not forgers.
void try_show(std::string_view bytes);

}  // namespace waterbed::fuzz
