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
    names.push_back(places[named].second);
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
    if (!accounts_.label().from_day) return {"The arms never differ."};
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
    if (is_kept_out_uncertain(accounts_))
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
    std::string text = fmt::format("Of {} a year kept out of {}", amount(kept_out_), touched_);
    text += landed_elsewhere();
    text += part(accounts_.total("displaced_stopped_g", Estimate::drawn), "was stopped elsewhere",
                 "less was stopped elsewhere");
    text += part(accounts_.cell("deterred_g"), "was not shipped", "more was shipped");
    text += part(accounts_.total("intercepted_g", Estimate::drawn), "more was stopped in R",
                 "less was stopped in R, where less was left to stop");
    say(text + ".");
  }

  std::string landed_elsewhere() {
    const Sample displaced = accounts_.total("displaced_g", Estimate::drawn);
    const double mean = mean_of(displaced);
    if (is_next_to_nothing(mean)) return ", next to nothing landed elsewhere";
    if (mean < 0.0) return ", " + amount(displaced) + " less landed elsewhere";
    return ", " + amount(displaced) + " landed elsewhere" + share_of(displaced, kept_out_) +
           destinations(accounts_, mean);
  }

  static std::string part(const Sample& sample, const std::string& more, const std::string& less) {
    const double mean = mean_of(sample);
    if (is_next_to_nothing(mean)) return {};
    return "; " + tonnes(mean) + " " + (mean > 0.0 ? more : less);
  }

  void say_outside() {
    const Sample outside = accounts_.total("outside_g", Estimate::drawn);
    if (!stats::mean_interval(outside).is_sign_known()) return;
    const bool is_more = mean_of(outside) > 0.0;
    say(fmt::format("Outside R, consignments that never went through it landed {} a year {}{}.",
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
      say(fmt::format("Really gone, of all that landed: {} a year.", amount(gone)));
  }

  // Whether the record of B beside that of A moves as the truth does.
  void say_record() {
    const std::optional<double> recorded = change_in_r({"recorded", "recorded_g"});
    const std::optional<double> landed = change_in_r({"landed", "landed_g"});
    if (!recorded || !landed) return;
    const bool is_whole = has_whole_lanes(accounts_.label());
    say(fmt::format("Recorded seizures {} are {:.0f} % {} than in A, and {:.0f} % {} lands {}.",
                    is_whole ? "in R" : "by lanes with routes in R", std::abs(*recorded),
                    *recorded < 0.0 ? "lower" : "higher", std::abs(*landed), *landed < 0.0 ? "less" : "more",
                    is_whole ? "through R" : "by them"));
  }

  // By how many per cent a flow through R is larger in B than in A; nothing where A has none.
  [[nodiscard]] std::optional<double> change_in_r(const FlowName& flow) const {
    const PairLabel& pair = accounts_.label();
    const LaneChoice is_in_r = [&](std::size_t lane) { return is_touched(pair, lane); };
    const double in_a = mean_of(accounts_.flow(flow, pair.reference, is_in_r));
    const double in_b = mean_of(accounts_.flow(flow, pair.arm, is_in_r));
    return in_a > 0.0 ? std::optional(100.0 * (in_b / in_a - 1.0)) : std::nullopt;
  }

  void say_evaluation() {
    if (!evaluation_.why_none.empty())
      say("What seizures before and after would have told is not known: " + evaluation_.why_none);
    for (const Evaluated& one : evaluation_.estimators) {
      if (one.key != "offset" && one.key != "total_net_effect") continue;
      if (!one.recorded_median || !one.truth || !one.wrong_sign_share) continue;
      const bool is_share = one.key == "offset";
      const auto value = [&](double number) {
        return is_share ? fmt::format("{:.0f} %", 100.0 * number)
                        : tonnes(number) + " a year " + (number < 0.0 ? "more" : "less");
      };
      say(fmt::format(
          "Seizures before and after, with {} as control, would put {} at {}, where {} is true; in "
          "{:.0f} % of the replicates the sign is wrong.",
          evaluation_.control, is_share ? "the share that came up elsewhere" : "the net effect",
          value(*one.recorded_median), value(*one.truth), 100.0 * *one.wrong_sign_share));
    }
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
