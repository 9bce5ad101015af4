// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "config/design.hpp"

// Which parameters of a scenario a factor moves. One whose path has a * moves all that match it together, as
// groups of inputs do in screening (Campolongo, Cariboni and Saltelli, "An effective screening design for
// sensitivity analysis of large models", Environmental Modelling & Software 22, 2007, 1509-1518).
namespace waterbed {

// How --set names the parameter: a change of a measure is "measures.M.change.PATH.add" there.
[[nodiscard]] std::string set_path_of(const ParameterRecord& parameter);

// The parameter that --set names so; nullptr if there is none.
[[nodiscard]] const ParameterRecord* parameter_named(const ScenarioRecord& scenario, std::string_view path);

// Of a change of a measure that the scenario says in another way, as "set" where it says "multiply": the path
// that it has there; empty if there is none.
[[nodiscard]] std::string path_of_the_change(const ScenarioRecord& scenario, std::string_view path);

// Whether a path stands for the parameters that match it: a * takes any letters but points. A parameter of
// that very name goes before.
[[nodiscard]] bool is_group(const ScenarioRecord& scenario, std::string_view path);

// The parameters that match, each as a factor by itself with the scenario's range, if it has one.
enum class Members { all, with_range };
[[nodiscard]] std::vector<Factor> members_of(const ScenarioRecord& scenario, const Factor& group,
                                             Members which);

}  // namespace waterbed
