// SPDX-License-Identifier: Apache-2.0
#pragma once

// Student's t distribution, for intervals in printed tables; nothing in a run depends on it.
namespace waterbed::stats {

// The value that a t variable stays below with `probability`, 0 < probability < 1; degrees_of_freedom > 0.
[[nodiscard]] double student_t_quantile(double probability, double degrees_of_freedom);

}  // namespace waterbed::stats
