// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "sim/base/many_draws.hpp"
#include "sim/world/state.hpp"

// Leads lots past the stages where they are this week, many at once. Part of the mechanism `control`.
namespace waterbed {

// What happens to one lot this week. Made in great number, so nothing is set beforehand.
struct Passage {
  bool meets_source;
  bool meets_transit;
  bool meets_lane;   // entry, and what follows where nothing stops it
  Ending ending;     // landed: nothing has stopped it
  Stage last_stage;  // that it meets, or would meet at last
  double landing;    // chance to land, of a lot that is before the entry stage

  [[nodiscard]] bool is_over() const { return meets_lane || ending != Ending::landed; }
  // Of these its organisation learns: source, transit, lane.
  [[nodiscard]] std::size_t experiences() const {
    return (meets_source ? 1U : 0U) + (meets_transit ? 1U : 0U) + (meets_lane ? 1U : 0U);
  }
};

class Inspector {
 public:
  static constexpr std::size_t most_at_once = 512;

  Inspector(const World& world, const State& state, Week week);

  // Writes what happens to the lots from `begin` to `end`, at most `most_at_once`, into `passages` by lot.
  void inspect(std::size_t begin, std::size_t end, Passage* passages);

 private:
  // The lots that can be stopped at one stage, each with the chance of it.
  struct Trial {
    std::size_t count = 0;
    std::array<Index, most_at_once> lot;
    std::array<double, most_at_once> chance;

    void add(std::size_t number, double stopped) {
      if (stopped <= 0.0) return;
      lot[count] = index_of(number);
      chance[count++] = stopped;
    }
  };

  [[nodiscard]] Trial& trial(Stage stage) { return trials_[static_cast<std::size_t>(stage)]; }
  void present(std::size_t lot, Passage& passage);
  void present_at_lane(std::size_t lot, Passage& passage);
  [[nodiscard]] double found_at_origin(Index place, std::size_t route) const;
  [[nodiscard]] double pass_size(std::size_t lot) const;
  [[nodiscard]] bool is_closed(std::size_t crossing) const;
  void decide(Stage stage, Passage* passages);
  [[nodiscard]] Ending ending_at(Stage stage, std::size_t number) const;

  const World& world_;
  const State& state_;
  Week week_;
  const Lots& lots_;
  std::size_t methods_;
  const std::vector<StratumParams>& strata_;
  double size_effect_;  // per kilogram
  double found_when_failed_;
  double inland_risk_;
  std::array<Trial, stage_count> trials_;
  ManyDraws draws_;
};

}  // namespace waterbed
