// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace waterbed {

// Which code path the inner loops take; all give the same results.
enum class InstructionSet { plain, avx2, avx512 };

}  // namespace waterbed
