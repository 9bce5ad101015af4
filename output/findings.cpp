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
std::string tonnes(double value) {
  return std::abs(value) >= 9.95 ? fmt::format("{:.0f} t", std::abs(value))
                                 : fmt::format("{:.1f} t", std::abs(value));
}

std::string plain(double value) {
  const std::string text =
      std::abs(value) >= 9.95 ? fmt::format("{:.0f}", value) : fmt::format("{:.1f}", value);
  return text == "-0.0" ? "0.0" : text;
}

// " (34 to 47)", or nothing.
std::string between(const Sample& sample) {
  const std::optional<stats::Bounds> interval = stats::mean_interval(sample).interval();
  if (!interval) return {};
  return " (" + plain(interval->low) + " to " + plain(interval->high) + ")";
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
    if (is_kept_out_uncertain(accounts_))
      say_uncertain();
    else
      say_kept_out();
    say_outside();
    say_really_gone();
    say_record();
    say_evaluation();
    return std::move(sentences_);
  }

 private:
  void say(std::string sentence) { sentences_.push_back(std::move(sentence)); }

  void say_uncertain() {
    say(fmt::format("It is not sure that anything is kept out of {}: {} t a year{}, so no shares are given.",
                    touched_, plain(mean_of(kept_out_)), between(kept_out_)));
  }

  // The terms of what is kept out; a term whose sign is turned is said the other way round.
  void say_kept_out() {
    const double kept_out = mean_of(kept_out_);
    if (kept_out < 0.0) return say_drawn_in();
    const Sample displaced = accounts_.total("displaced_g", Estimate::drawn);
    std::string text =
        fmt::format("Of {}{} a year kept out of {}", tonnes(kept_out), between(kept_out_), touched_);
    text += fmt::format(", {}{}", tonnes(mean_of(displaced)), between(displaced));
    text += mean_of(displaced) < 0.0 ? " less landed elsewhere"
                                     : " landed elsewhere" + share_of(displaced, kept_out_) +
                                           destinations(accounts_, mean_of(displaced));
    text += part(accounts_.total("displaced_stopped_g", Estimate::drawn), "was stopped elsewhere",
                 "less was stopped elsewhere");
    text += part(accounts_.cell("deterred_g"), "was not shipped", "more was shipped");
    text += part(accounts_.total("intercepted_g", Estimate::drawn), "more was stopped in R",
                 "less was stopped in R, where less was left to stop");
    say(text + ".");
  }

  void say_drawn_in() {
    say(fmt::format("{}{} a year more landed through {}: the measures draw flow in, they keep none out.",
                    tonnes(mean_of(kept_out_)), between(kept_out_), touched_));
  }

  static std::string part(const Sample& sample, const std::string& more, const std::string& less) {
    const double mean = mean_of(sample);
    if (std::abs(mean) < 0.05) return {};
    return "; " + tonnes(mean) + " " + (mean > 0.0 ? more : less);
  }

  void say_outside() {
    const Sample outside = accounts_.total("outside_g", Estimate::drawn);
    if (!stats::mean_interval(outside).is_sign_known()) return;
    const double mean = mean_of(outside);
    say(fmt::format("Outside R, consignments that never went through it landed {} a year {}{}{}.",
                    tonnes(mean), mean > 0.0 ? "more" : "less", between(outside),
                    mean > 0.0 ? "" : ": benefits of the measures diffuse"));
  }

  void say_really_gone() {
    const Sample gone = accounts_.total("really_gone_g", Estimate::drawn);
    if (!stats::mean_interval(gone).is_sign_known())
      return say(fmt::format("Of all that landed it is not sure that anything is gone: {} t a year{}.",
                             plain(mean_of(gone)), between(gone)));
    if (mean_of(gone) < 0.0)
      return say(fmt::format("In all, {}{} a year more landed.", tonnes(mean_of(gone)), between(gone)));
    say(fmt::format("Really gone, of all that landed: {}{} a year.", tonnes(mean_of(gone)), between(gone)));
  }

  // Whether the record of B beside that of A moves as the truth does.
  void say_record() {
    const PairLabel& pair = accounts_.label();
    const auto change = [&](const FlowName& flow) {
      const LaneChoice is_in_r = [&](std::size_t lane) { return is_touched(pair, lane); };
      const double in_a = mean_of(accounts_.flow(flow, pair.reference, is_in_r));
      const double in_b = mean_of(accounts_.flow(flow, pair.arm, is_in_r));
      return in_a > 0.0 ? std::optional(100.0 * (in_b / in_a - 1.0)) : std::nullopt;
    };
    const std::optional<double> recorded = change({"recorded", "recorded_g"});
    const std::optional<double> landed = change({"landed", "landed_g"});
    if (!recorded || !landed) return;
    say(fmt::format("Recorded seizures in R are {:.0f} % {} than in A, and {:.0f} % {} lands through R.",
                    std::abs(*recorded), *recorded < 0.0 ? "lower" : "higher", std::abs(*landed),
                    *landed < 0.0 ? "less" : "more"));
  }

  void say_evaluation() {
    if (!evaluation_.why_none.empty())
      say("What seizures before and after would have told is not known: " + evaluation_.why_none);
    for (const Evaluated& one : evaluation_.estimators) {
      if (one.key != "offset" && one.key != "total_net_effect") continue;
      if (!one.recorded_median || !one.truth || !one.wrong_sign_share) continue;
      const std::string what = one.key == "offset" ? "the share that came up elsewhere" : "the net effect";
      const auto value = [&](double number) {
        return one.key == "offset" ? fmt::format("{:.0f} %", 100.0 * number)
                                   : plain(number) + " t a year less";
      };
      say(fmt::format(
          "Seizures before and after, with {} as control, would put {} at {}, where {} is true; in "
          "{:.0f} % of the replicates the sign is wrong.",
          evaluation_.control, what, value(*one.recorded_median), value(*one.truth),
          100.0 * *one.wrong_sign_share));
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
