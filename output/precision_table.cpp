// SPDX-License-Identifier: Apache-2.0
#include "output/precision_table.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "output/displacement_table.hpp"
#include "sim/stats/interval.hpp"
#include "sim/stats/pairing.hpp"

namespace waterbed {
namespace {

constexpr FlowName landed_flow{"landed", "landed_g"};

using stats::mean_of;

std::optional<double> half_width(const Sample& sample) {
  return stats::mean_interval(sample).half_width;
}

// What pairing saves of the variance, for a factor on the width.
std::optional<double> saved_percent(const std::optional<double>& narrower) {
  if (!narrower) return std::nullopt;
  return 100.0 * (1.0 - 1.0 / (*narrower * *narrower));
}

// The entry place outside R to which most moved, by its number in the layout; nothing if nothing moved.
std::optional<std::size_t> first_destination(PairAccounts& accounts) {
  std::optional<std::size_t> first;
  double most = 0.0;
  for (std::size_t place = 0; place < accounts.layout().places.size(); ++place) {
    const double tonnes = mean_of(accounts.cell("displaced_to_g", place));
    if (tonnes <= most) continue;
    first = place;
    most = tonnes;
  }
  return first;
}

class Rows {
 public:
  Rows(PairAccounts& accounts, Table& table) : accounts_(accounts), table_(table) {}

  // What landed less in B than in A by the chosen lanes.
  void landed_less(const std::string& key, const std::string& text, const LaneChoice& is_chosen,
                   const std::optional<Sample>& expected = std::nullopt) {
    const Sample in_a = accounts_.flow(landed_flow, accounts_.label().reference, is_chosen);
    const Sample in_b = accounts_.flow(landed_flow, accounts_.label().arm, is_chosen);
    Sample less;
    for (std::size_t index = 0; index < in_a.size(); ++index) less.push_back(in_a[index] - in_b[index]);
    const stats::PairingGain gain = stats::pairing_gain(in_a, in_b);
    add(key, text, mean_of(less), half_width(less), expected ? half_width(*expected) : std::nullopt, gain, 2);
  }

  // Share of what is kept out of R that landed elsewhere, from the accounts. What pairing gains is told of
  // the share that independent arms give as well, what landed more outside R over what landed less in it, to
  // first order in the deviations of means (delta method).
  void displaced_share(const LaneChoice& is_in_r) {
    const LaneChoice is_outside = [&](std::size_t lane) { return !is_in_r(lane); };
    const Sample kept_out = accounts_.total("kept_out_g", Estimate::drawn);
    const double denominator = mean_of(kept_out);
    const double share = mean_of(accounts_.total("displaced_g", Estimate::drawn)) / denominator;
    const Sample drawn = deviations_of(Estimate::drawn);
    const Sample in_a = deviations(accounts_.label().reference, is_in_r, is_outside, denominator);
    const Sample in_b = deviations(accounts_.label().arm, is_in_r, is_outside, denominator);
    const stats::PairingGain gain = stats::pairing_gain(in_a, in_b);
    const auto percent = [](const Sample& sample) {
      const std::optional<double> half = half_width(sample);
      return half ? std::optional(100.0 * *half) : std::nullopt;
    };
    add("displaced_share", "share displaced, %", 100.0 * share, percent(drawn),
        percent(deviations_of(Estimate::expected)), gain, 1);
  }

 private:
  // How far each replicate pulls the share displaced from its mean.
  Sample deviations_of(Estimate estimate) {
    const Sample displaced = accounts_.total("displaced_g", estimate);
    const Sample kept_out = accounts_.total("kept_out_g", estimate);
    const double denominator = mean_of(kept_out);
    if (denominator == 0.0) return {};
    const double share = mean_of(displaced) / denominator;
    Sample result;
    for (std::size_t index = 0; index < kept_out.size(); ++index)
      result.push_back((displaced[index] - share * kept_out[index]) / denominator);
    return result;
  }

  // How far one arm's replicates pull the share (outside B - outside A) / (R in A - R in B) from its mean.
  Sample deviations(std::size_t arm, const LaneChoice& is_in_r, const LaneChoice& is_outside,
                    double denominator) {
    const Sample inside = accounts_.flow(landed_flow, arm, is_in_r);
    const Sample outside = accounts_.flow(landed_flow, arm, is_outside);
    const double share = (mean_of(accounts_.flow(landed_flow, accounts_.label().arm, is_outside)) -
                          mean_of(accounts_.flow(landed_flow, accounts_.label().reference, is_outside))) /
                         denominator;
    Sample result;
    for (std::size_t index = 0; index < inside.size(); ++index)
      result.push_back((outside[index] + share * inside[index]) / denominator);
    return result;
  }

  void add(const std::string& key, const std::string& text, double mean, std::optional<double> drawn,
           std::optional<double> expected, const stats::PairingGain& gain, int decimals) {
    table_.row_keys.push_back(key);
    table_.rows.push_back({Cell{text}, number_cell(mean, decimals), optional_cell(drawn, decimals),
                           optional_cell(expected, decimals), optional_cell(gain.narrower, 1),
                           optional_cell(gain.at_most, 1), optional_cell(saved_percent(gain.narrower), 0),
                           optional_cell(saved_percent(gain.at_most), 0)});
  }

  PairAccounts& accounts_;
  Table& table_;
};

}  // namespace

Table precision_table(PairAccounts& accounts) {
  const ResultLayout& layout = accounts.layout();
  const PairLabel& pair = accounts.label();
  Table table{"precision",
              "How sure: landed less in B than in A, t/year, half a 95 % interval (±)",
              {{"", "text", Align::left, Overflow::wrap},
               {"mean", "mean", Align::right},
               {"±", "half_width", Align::right},
               {"± expected", "half_width_expected", Align::right},
               {"narrower", "times_narrower", Align::right},
               {"at most", "times_narrower_at_most", Align::right},
               {"saved %", "variance_saved_percent", Align::right},
               {"at most", "variance_saved_at_most_percent", Align::right}},
              {}};
  table.note =
      "Narrower: how many times, than from independent arms of as many runs, and the bound that no sharing "
      "of "
      "luck exceeds. Expected: with chances in place of the draws of the last controls.";
  Rows rows(accounts, table);
  const LaneChoice is_in_r = [&](std::size_t lane) { return is_touched(pair, lane); };
  rows.landed_less(
      "total_landed", "all routes", [](std::size_t) { return true; },
      accounts.total("really_gone_g", Estimate::expected));
  if (has_whole_lanes(pair))
    rows.landed_less("treated", "by lanes that the measures touch", is_in_r,
                     accounts.total("kept_out_g", Estimate::expected));
  if (const std::optional<std::size_t> place = first_destination(accounts))
    rows.landed_less("destination", "through " + layout.places[*place].title + ", all flows",
                     [&](std::size_t lane) {
                       return layout.lanes[lane].place == layout.places[*place].name && !is_in_r(lane);
                     });
  if (!is_kept_out_uncertain(accounts) && has_whole_lanes(pair) && !touches_all_routes(pair))
    rows.displaced_share(is_in_r);
  return table;
}

}  // namespace waterbed
