// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "sim/week/calendar.hpp"
#include "sim/week/step.hpp"

// What the parameters of arms make impossible, in any week of a run. Measures with a ramp give parameters
// other values in hundreds of weeks and arms, so a mechanism is asked again only when a block of parameters
// that it read has values with which it was not yet asked, and about names only once.
namespace waterbed {

class Validation {
 public:
  explicit Validation(const std::vector<Mechanism>& mechanisms)
      : mechanisms_(mechanisms), asked_(mechanisms.size()) {}

  // Called with each sentence of a mechanism that is asked, in the order of weeks, then of mechanisms.
  using Found = std::function<void(const std::string& sentence, Week week)>;

  // Of the weeks in [first, end), those in which a parameter changes are looked at.
  void look_at(const Arm& arm, Week first, Week end, const Found& found);

  // By block: whether the mechanism read it when, so far, it was asked about quantities.
  [[nodiscard]] std::vector<bool> blocks_read(std::size_t mechanism) const;
  [[nodiscard]] std::size_t times_asked() const { return times_asked_; }  // about quantities, so far

 private:
  // By block: the number of its values among all that were seen.
  using Versions = std::vector<std::size_t>;
  // With which versions a mechanism was asked, by the blocks that it read.
  using Asked = std::map<std::vector<std::size_t>, std::set<Versions>>;
  // A block of an arm before any measure.
  struct Base {
    std::size_t version;
    std::size_t end_position;  // behind those of its quantities
  };

  [[nodiscard]] std::vector<Base> bases_of(ParameterSet parameters);
  [[nodiscard]] Versions versions_of(const EffectiveParameters& effective,
                                     const std::vector<std::size_t>& touched, const std::vector<Base>& bases);
  [[nodiscard]] std::size_t version_of(const std::string& values);
  [[nodiscard]] bool has_asked(std::size_t mechanism, const Versions& versions) const;
  void ask(std::size_t mechanism, EffectiveParameters& effective, const Versions& versions,
           std::vector<std::string>& problems);
  void look_at_week(EffectiveParameters& effective, const Versions& versions,
                    std::vector<std::string>& problems);

  const std::vector<Mechanism>& mechanisms_;
  std::vector<Asked> asked_;                     // by mechanism
  std::map<std::string, std::size_t> versions_;  // by what a block says, as bytes
  std::size_t blocks_ = 0;                       // of an arm
  std::size_t times_asked_ = 0;
  bool are_names_asked_ = false;
};

}  // namespace waterbed
