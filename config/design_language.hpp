// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "sim/base/fields.hpp"

// Words and limits of the language of designs, which its reader and its schema share.
namespace waterbed {

enum class DesignKind { grid, list, random, latin_hypercube, sobol, saltelli, morris };

inline constexpr std::array<DesignKind, 7> all_design_kinds{
    DesignKind::grid,  DesignKind::list,     DesignKind::random, DesignKind::latin_hypercube,
    DesignKind::sobol, DesignKind::saltelli, DesignKind::morris};

// The word for a kind in DESIGN.yaml.
[[nodiscard]] std::string_view name_of(DesignKind kind);
[[nodiscard]] std::optional<DesignKind> design_kind_named(std::string_view name);

// The key that says how large a design of a kind is; empty: its factors or its table say it.
[[nodiscard]] std::string_view size_key(DesignKind kind);

// What all points have in common, so that it cannot differ between them.
inline constexpr std::array<std::string_view, 7> common_to_points{
    "seed", "replicates", "weeks", "title", "start", "warm_up_weeks", "report_every"};

inline constexpr double most_points = 1e7;
inline constexpr Range allowed_sizes{1, most_points};
inline constexpr Range allowed_seeds{0, 9e15};
inline constexpr Range allowed_levels{2, 1000};  // of morris, even
inline constexpr Range allowed_steps{2, 1e6};    // of a grid
inline constexpr Range allowed_replicates{1, 1e7};
inline constexpr Range allowed_weeks{1, 1e5};

}  // namespace waterbed
