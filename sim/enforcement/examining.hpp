// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/week/step.hpp"

// What all instruments that examine legal units have in common: where they look, how well loaded units stand
// out, and what that finds. Source: MODEL, "Entry". Targeting quality is a discriminability in standard
// deviations (binormal receiver operating characteristic); 1.25 makes 2 % of examined units hold 19 % of the
// loads, a lift of 9.6, within the 7 to 40 that published shares inspected and detected imply.
namespace waterbed {

// An instrument's parameters begin with these.
struct ExaminerParams {
  std::string agency;
  std::vector<std::string> places;
  std::string stream;
  UnitsPerWeek capacity;
  Number targeting_quality{1.25};  // range 0 to 2; +.5 with shared data
  Share random_share{0.1};         // eps
  Days notice{0};                  // none

  void describe(FieldVisitor& fields) { describe_at(fields, "entry places where it stands"); }
  void describe_at(FieldVisitor& fields, std::string_view places_doc);
};

// Units examined this week, by stratum covered.
struct Examination {
  std::vector<std::size_t> strata;
  std::vector<double> units;
  double largest_share = 1.0;  // of this week's legal units; less where units of earlier weeks are among them

  [[nodiscard]] double all_units() const;
};

// How units are chosen within a stratum, and what becomes of a load that was recognised.
struct Selection {
  double targeting_quality;
  double random_share;
  double found_if_recognised = 1.0;
};

// How such an instrument of this name selects in a week in which it examines so many units: the gain of
// shared images, the search after it and the notice given are in it.
[[nodiscard]] Selection selection_of(std::string_view name, const ExaminerParams& examiner,
                                     double examined_units, const State& state);

// Share of lots examined when a share x of legal units is examined with targeting quality d and a share eps
// of them at random: (1 - eps) Phi(d + Phi^-1(x)) + eps x.
[[nodiscard]] double examined_share_of_lots(double x, double d, double eps);

// The strata of a stream at these entry places, in the order of the world.
[[nodiscard]] std::vector<std::size_t> covered_strata(const std::vector<std::string>& places,
                                                      const std::string& stream, const World& world,
                                                      const State& state);

// Lets the week's lots meet the examination: writes controls.scan_pass, agency_pass,
// examined_units, agency_examined and budgets.works_at.
void examine(const Examination& examination, const Selection& selection, Index agency, const World& world,
             State& state);

// Where an instrument stands, for its validation.
struct Stand {
  const std::vector<std::string>& places;
  const std::string& stream;
};

// A sentence for each place without the stream, and for an instrument that names none.
void refuse_idle_examiner(const std::string& name, const Stand& stand, const ParameterSet& parameters,
                          std::vector<std::string>& problems);

}  // namespace waterbed
