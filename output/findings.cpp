// SPDX-License-Identifier: Apache-2.0
#include "output/findings.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "output/displacement_table.hpp"
#include "output/touched_text.hpp"
#include "sim/stats/bootstrap.hpp"
#include "sim/stats/interval.hpp"

namespace waterbed {
namespace {

using stats::mean_of;

// Whole tonnes from 10 on, else one decimal.
std::string plain(double tonnes) {
  const std::string text =
      std::abs(tonnes) >= 9.95 ? fmt::format("{:.0f}", tonnes) : fmt::format("{:.1f}", tonnes);
  return text == "-0.0" ? "0.0" : text;
}

std::string tonnes(double value) {
  return plain(std::abs(value)) + " t";
}

// Whether people read it as 0.
bool is_next_to_nothing(double tonnes) {
  return std::abs(tonnes) < 0.05;
}

// " (34 to 47)", or nothing.
std::string between(const Sample& sample) {
  const std::optional<stats::Bounds> interval = stats::mean_interval(sample).interval();
  if (!interval) return {};
  return " (" + plain(interval->low) + " to " + plain(interval->high) + ")";
}

// "41 t (34 to 47)" of what a sentence says more or less of: with the sign of its mean turned to plus.
std::string amount(Sample sample) {
  if (mean_of(sample) < 0.0)
    for (double& value : sample) value = -value;
  return tonnes(mean_of(sample)) + between(sample);
}

// ", 39 % of it (30 to 50 %)", of what is kept out.
std::string share_of(const Sample& sample, const Sample& kept_out) {
  const stats::RatioEstimate share = stats::ratio_of_means(sample, kept_out);
  if (!share.ratio) return {};
  std::string text = fmt::format(", {:.0f} % of it", 100.0 * *share.ratio);
  if (share.interval)
    text += fmt::format(" ({:.0f} to {:.0f} %)", 100.0 * share.interval->low, 100.0 * share.interval->high);
  return text;
}

// "most of it in Antwerp and Vlissingen": where most landed that moved, up to half of it.
std::string destinations(PairAccounts& accounts, double displaced) {
  constexpr std::size_t most_names = 3;
  constexpr double most_of_it = 0.5;
  std::vector<std::pair<double, std::string>> places;
  for (std::size_t place = 0; place < accounts.layout().places.size(); ++place) {
    const double landed = mean_of(accounts.cell("displaced_to_g", place));
    if (landed > 0.0) places.emplace_back(landed, accounts.layout().places[place].title);
  }
  std::sort(places.begin(), places.end(), std::greater<>());
  std::vector<std::string> names;
  double sum = 0.0;
  std::size_t named = 0;
  while (named < places.size() && named < most_names && sum < most_of_it * displaced) {
    names.push_back(places[named].second + " (" + tonnes(places[named].first) + ")");
    sum += places[named++].first;
  }
  if (named == 0) return {};
  return (sum >= most_of_it * displaced ? ", most of it in " : ", more than elsewhere in ") + listed(names);
}

class Findings {
 public:
  Findings(PairAccounts& accounts, const Evaluation& evaluation)
      : accounts_(accounts),
        evaluation_(evaluation),
        touched_(text_of_touched(accounts.layout(), accounts.label())),
        kept_out_(accounts.total("kept_out_g", Estimate::drawn)) {}

  [[nodiscard]] std::vector<std::string> sentences() {
    if (accounts_.replicates().empty()) return {"No replicate is done in both arms."};
    if (!differ(accounts_.layout(), accounts_.label()))
      return {"The arms do not differ in the time reported."};
    say_kept_out();
    say_outside();
    say_really_gone();
    say_record();
    say_evaluation();
    return std::move(sentences_);
  }

 private:
  void say(std::string sentence) { sentences_.push_back(std::move(sentence)); }

  void say_kept_out() {
    if (touched_ == "no route") return say("The measures touch no route, so they keep nothing out of any.");
    const double kept_out = mean_of(kept_out_);
    if (kept_out_.size() == 1)
      say(fmt::format("One replicate, so no intervals and no shares: {} t a year kept out of {}.",
                      plain(kept_out), touched_));
    else if (is_kept_out_uncertain(accounts_))
      say(fmt::format(
          "It is not sure that anything is kept out of {}: {} t a year{}, so no shares are given.", touched_,
          plain(kept_out), between(kept_out_)));
    else if (kept_out < 0.0)
      say(fmt::format("{} a year more landed through {}: the measures draw flow in, they keep none out.",
                      amount(kept_out_), touched_));
    else
      say_terms();
  }

  // The terms of what is kept out; a term whose sign is turned is said the other way round.
  void say_terms() {
    const std::string elsewhere = elsewhere_or_otherwise();
    std::string text = touches_all_routes(accounts_.label()) ? "" : landed_elsewhere();
    const auto add = [&](const Sample& sample, const std::string& more, const std::string& less) {
      const double mean = mean_of(sample);
      if (is_next_to_nothing(mean)) return;
      const bool is_sure = stats::mean_interval(sample).is_sign_known();
      text += (text.empty() ? "" : "; ") + std::string(is_sure ? "" : "perhaps ") + tonnes(mean) + " " +
              (mean > 0.0 ? more : less);
    };
    add(accounts_.total("displaced_stopped_g", Estimate::drawn), "was stopped " + elsewhere,
        "less was stopped " + elsewhere);
    add(accounts_.cell("deterred_g"), "was not shipped", "more was shipped");
    add(accounts_.total("intercepted_g", Estimate::drawn), "more was stopped " + in_r(),
        "less was stopped " + in_r() + ", where less was left to stop");
    if (text.empty()) return say(fmt::format("{} a year is kept out of {}.", amount(kept_out_), touched_));
    say(fmt::format("Of {} a year kept out of {}, {}.", amount(kept_out_), touched_, text));
  }

  std::string landed_elsewhere() {
    const Sample displaced = accounts_.total("displaced_g", Estimate::drawn);
    const double mean = mean_of(displaced);
    const std::string elsewhere = " landed " + elsewhere_or_otherwise();
    if (is_next_to_nothing(mean)) return "next to nothing" + elsewhere;
    if (mean < 0.0) return amount(displaced) + " less" + elsewhere;
    if (!stats::mean_interval(displaced).is_sign_known()) return "perhaps " + amount(displaced) + elsewhere;
    return amount(displaced) + elsewhere + share_of(displaced, kept_out_) + destinations(accounts_, mean);
  }

  // A place of which only some routes are in R may be where they go.
  [[nodiscard]] std::string elsewhere_or_otherwise() const {
    return touches_whole_places(accounts_.layout(), accounts_.label()) ? "elsewhere" : "by other routes";
  }

  // Where the routes that the measures touch are, behind their first mention.
  [[nodiscard]] std::string in_r() const {
    if (!has_whole_lanes(accounts_.label())) return "by lanes with routes that the measures touch";
    constexpr std::size_t longest = 40;
    const bool is_short = touches_whole_places(accounts_.layout(), accounts_.label()) &&
                          !touches_all_routes(accounts_.label()) && touched_.size() <= longest;
    return is_short ? "in " + touched_ : "by the routes that the measures touch";
  }

  void say_outside() {
    const Sample outside = accounts_.total("outside_g", Estimate::drawn);
    if (!stats::mean_interval(outside).is_sign_known()) return;
    const bool is_more = mean_of(outside) > 0.0;
    say(fmt::format("Of consignments that take none of these routes in either arm, {} a year {} landed{}.",
                    amount(outside), is_more ? "more" : "less",
                    is_more ? "" : ": benefits of the measures diffuse"));
  }

  void say_really_gone() {
    const Sample gone = accounts_.total("really_gone_g", Estimate::drawn);
    if (!stats::mean_interval(gone).is_sign_known())
      say(fmt::format("Of all that landed it is not sure that anything is gone: {} t a year{}.",
                      plain(mean_of(gone)), between(gone)));
    else if (mean_of(gone) < 0.0)
      say(fmt::format("In all, {} a year more landed.", amount(gone)));
    else
      say(fmt::format("Really gone: {} a year{}.", amount(gone), of_all_landed(mean_of(gone))));
  }

  // ", 1.4 % of all that landed in A".
  [[nodiscard]] std::string of_all_landed(double tonnes) const {
    const double all = mean_of(accounts_.flow({"landed", "landed_g"}, accounts_.label().reference,
                                              [](std::size_t) { return true; }));
    return all > 0.0 ? fmt::format(", {:.1f} % of all that landed in A", 100.0 * tonnes / all) : "";
  }

  // Whether the record of B beside that of A moves as the truth does; of lanes in R as a whole.
  void say_record() {
    if (!has_whole_lanes(accounts_.label())) return;
    const std::string recorded = change_in_r({"recorded", "recorded_g"}, "higher", "lower");
    const std::string landed = change_in_r({"landed", "landed_g"}, "more", "less");
    if (!recorded.empty() && !landed.empty())
      say(fmt::format("Recorded seizures {} are {} than in A, and {} lands there.", in_r(), recorded,
                      landed));
  }

  // "6 % higher", of a flow in R in B; "not surely higher or lower"; nothing where A has none.
  [[nodiscard]] std::string change_in_r(const FlowName& flow, const std::string& more,
                                        const std::string& less) const {
    const PairLabel& pair = accounts_.label();
    const LaneChoice is_in_r = [&](std::size_t lane) { return is_touched(pair, lane); };
    const Sample in_a = accounts_.flow(flow, pair.reference, is_in_r);
    const Sample in_b = accounts_.flow(flow, pair.arm, is_in_r);
    if (!(mean_of(in_a) > 0.0)) return {};
    const stats::Estimate difference = stats::paired_difference(in_a, in_b).difference;
    if (!difference.is_sign_known()) return "not surely " + more + " or " + less;
    return fmt::format("{:.0f} % {}", 100.0 * std::abs(difference.mean) / mean_of(in_a),
                       difference.mean > 0.0 ? more : less);
  }

  void say_evaluation() {
    if (!evaluation_.why_none.empty())
      return say("What seizures before and after would have told is not known: " + evaluation_.why_none);
    if (kept_out_.size() == 1 || is_kept_out_uncertain(accounts_)) return;  // there is no sure truth to tell
    for (const Evaluated& one : evaluation_.estimators) {
      if (one.key == "before_after_change") say_change(one);
      if (one.key == "offset") say_offset(one);
      if (one.key == "relative_net_effect") say_net_effect(one);
    }
  }

  static std::string percent(double share) {
    const double whole = std::round(100.0 * share);
    return whole == 0.0 ? "0 %" : fmt::format("{:+.0f} %", whole);
  }
  static std::string plain_percent(double share) {
    const double whole = std::round(100.0 * share);
    return fmt::format("{:.0f}", whole == 0.0 ? 0.0 : whole);
  }

  void say_change(const Evaluated& one) {
    if (!one.recorded_median || !one.truth) return;
    say(fmt::format(
        "From before to after recorded seizures {} change by {}, for whatever reason; the measures "
        "themselves change what lands there by {}.",
        in_r(), percent(*one.recorded_median), percent(*one.truth)));
  }

  void say_offset(const Evaluated& one) {
    if (one.told_share < 0.5)
      return say(
          fmt::format("They rise in {:.0f} % of the replicates: no share that came up elsewhere can be "
                      "told from them.",
                      100.0 * (1.0 - one.told_share)));
    if (!one.recorded_median || !one.truth) return;
    say(fmt::format(
        "Where they fall, {} of the fall came up elsewhere by seizures alone, where {} is true; in "
        "{:.0f} % of these replicates the sign is wrong.",
        percent(*one.recorded_median), percent(*one.truth), 100.0 * one.wrong_sign_share.value_or(0.0)));
  }

  void say_net_effect(const Evaluated& one) {
    if (!one.recorded_median || !one.truth || !one.wrong_sign_share) return;
    say(fmt::format(
        "With {} as control, an evaluator would put the fall in all that is seized at {} %{}, where "
        "{} % of all that lands is true; in {:.0f} % of the replicates the sign is wrong.",
        evaluation_.control, plain_percent(*one.recorded_median), range_of(one), plain_percent(*one.truth),
        100.0 * *one.wrong_sign_share));
  }

  // Of 95 % of the replicates.
  static std::string range_of(const Evaluated& one) {
    if (!one.recorded_range) return {};
    return " (" + plain_percent(one.recorded_range->low) + " to " + plain_percent(one.recorded_range->high) +
           " %)";
  }

  PairAccounts& accounts_;
  const Evaluation& evaluation_;
  std::string touched_;
  Sample kept_out_;
  std::vector<std::string> sentences_;
};

}  // namespace

Table findings(PairAccounts& accounts, const Evaluation& evaluation) {
  Table table{"findings", "Findings", {{"", "sentence", Align::left, Overflow::wrap}}, {}};
  for (std::string& sentence : Findings(accounts, evaluation).sentences())
    table.rows.push_back({Cell{std::move(sentence)}});
  return table;
}

}  // namespace waterbed
