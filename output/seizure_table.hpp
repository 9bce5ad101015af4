// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "output/result_reader.hpp"
#include "output/table.hpp"

namespace waterbed {

// `seizures`: what authorities at the entry places of the reference arm wrote down over the reported time,
// means over the replicates done: lots, their mean weight, and, where these differ, how many of the lots
// stood in the figures when these were first published. Places without a record are left out. Without columns
// if the file lacks what it is made of: that must not look like no seizures.
[[nodiscard]] Table seizure_table(const ResultReader& reader);

// `first_published`: per arm the lots on record, and how many of them stood in the figures when these were
// first published, means over the replicates done. Without rows where these agree in all arms behind the
// reference: the table above says it of the reference.
[[nodiscard]] Table first_published_table(const ResultReader& reader);

}  // namespace waterbed
