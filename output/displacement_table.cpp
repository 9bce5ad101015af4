// SPDX-License-Identifier: Apache-2.0
#include "output/displacement_table.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "output/touched_text.hpp"
#include "sim/stats/bootstrap.hpp"
#include "sim/stats/half_time.hpp"
#include "sim/stats/interval.hpp"

namespace waterbed {
namespace {

constexpr int tonne_decimals = 2;
constexpr int percent_decimals = 0;
constexpr int distance_decimals = 0;
constexpr std::size_t weeks_of_a_year = 52;
constexpr std::size_t weeks_under_way = 13;

// How the first difference of a route is said.
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kind_texts{
    {{"commodity", "another commodity"},
     {"place", "in another place"},
     {"part", "in another part of the place"},
     {"method", "by another method"},
     {"origin", "from another source or transit place"},
     {"market", "for another market"}}};
constexpr std::array<std::pair<std::string_view, std::string_view>, 3> displaced_by_texts{
    {{"same_organisations", "of organisations at work in both arms"},
     {"newcomers", "of organisations at work in B only"},
     {"leavers", "of organisations at work in A only"}}};

template <std::size_t length>
std::string text_of(const std::array<std::pair<std::string_view, std::string_view>, length>& texts,
                    const std::string& name) {
  for (const auto& [key, text] : texts)
    if (key == name) return std::string(text);
  return name;
}

bool is_zero(const Sample& sample) {
  return std::all_of(sample.begin(), sample.end(), [](double value) { return value == 0.0; });
}

Sample negative(Sample sample) {
  for (double& value : sample) value = -value;
  return sample;
}

// Adds the rows of one table.
class Rows {
 public:
  explicit Rows(PairAccounts& accounts)
      : accounts_(accounts),
        kept_out_(accounts.total("kept_out_g", Estimate::drawn)),
        has_shares_(!is_kept_out_uncertain(accounts)) {}

  // A term of D, with its share and, where it is net, its mirror.
  void term(const std::string& key, const std::string& text, const Sample& sample,
            const std::optional<Sample>& back = std::nullopt) {
    std::vector<Cell> row = tonnes(text, sample);
    const stats::RatioEstimate share =
        has_shares_ ? stats::ratio_of_means(sample, kept_out_) : stats::RatioEstimate{};
    row.push_back(share.ratio ? number_cell(100.0 * *share.ratio, percent_decimals) : Cell{});
    std::optional<stats::Bounds> percent = share.interval;
    if (percent) percent = {100.0 * percent->low, 100.0 * percent->high};
    add_interval(row, percent, percent_decimals);
    row.push_back(back ? number_cell(stats::mean_of(*back), tonne_decimals) : Cell{});
    add(key, std::move(row));
  }

  // What is no share of D.
  void other(const std::string& key, const std::string& text, const Sample& sample) {
    std::vector<Cell> row = tonnes(text, sample);
    row.resize(columns, Cell{});
    add(key, std::move(row));
  }

  // A single number.
  void number(const std::string& key, const std::string& text, double value,
              const std::optional<stats::Bounds>& interval, int decimals) {
    std::vector<Cell> row{Cell{text}, number_cell(value, decimals)};
    add_interval(row, interval, decimals);
    row.resize(columns, Cell{});
    add(key, std::move(row));
  }

  void terms_by_kind(const std::string& key, const std::string& series, const std::string& back_series) {
    const std::vector<std::string>& kinds = accounts_.layout().shift_kinds;
    for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
      const Sample& net = accounts_.at(series, Estimate::drawn, kind);
      const Sample& back = accounts_.cell(back_series, kind);
      if (is_zero(net) && is_zero(back)) continue;
      term(key + "_" + kinds[kind], "  - " + text_of(kind_texts, kinds[kind]), net, back);
    }
  }

  [[nodiscard]] std::vector<std::vector<Cell>> take_rows() { return std::move(rows_); }
  [[nodiscard]] std::vector<std::string> take_keys() { return std::move(keys_); }

 private:
  static constexpr std::size_t columns = 8;

  static std::vector<Cell> tonnes(const std::string& text, const Sample& sample) {
    std::vector<Cell> row{Cell{text}, number_cell(stats::mean_of(sample), tonne_decimals)};
    add_interval(row, stats::mean_interval(sample).interval(), tonne_decimals);
    return row;
  }

  void add(const std::string& key, std::vector<Cell> row) {
    keys_.push_back(key);
    rows_.push_back(std::move(row));
  }

  PairAccounts& accounts_;
  Sample kept_out_;
  bool has_shares_;
  std::vector<std::vector<Cell>> rows_;
  std::vector<std::string> keys_;
};

// The places to which most of what moved and landed went, net.
void add_destinations(PairAccounts& accounts, Rows& rows) {
  constexpr std::size_t most_rows = 5;
  std::vector<std::pair<double, std::size_t>> places;
  for (std::size_t place = 0; place < accounts.layout().places.size(); ++place) {
    const double tonnes = stats::mean_of(accounts.cell("displaced_to_g", place));
    if (tonnes > 0.0) places.emplace_back(-tonnes, place);
  }
  std::sort(places.begin(), places.end());
  if (places.size() > most_rows) places.resize(most_rows);
  for (const auto& [tonnes, place] : places) {
    const PlaceLabel& label = accounts.layout().places[place];
    rows.term("displaced_to_" + label.name, "  - to " + label.title, accounts.cell("displaced_to_g", place));
  }
}

void add_terms(PairAccounts& accounts, Rows& rows) {
  rows.term("kept_out", "Kept out of R", accounts.total("kept_out_g", Estimate::drawn));
  rows.term("displaced", "- moved and landed: displaced", accounts.total("displaced_g", Estimate::drawn),
            accounts.total("displaced_back_g"));
  rows.terms_by_kind("displaced", "displaced_g", "displaced_back_g");
  add_destinations(accounts, rows);
  rows.term("moved_and_stopped", "- moved and stopped",
            accounts.total("displaced_stopped_g", Estimate::drawn),
            accounts.total("displaced_stopped_back_g"));
  rows.terms_by_kind("moved_and_stopped", "displaced_stopped_g", "displaced_stopped_back_g");
  rows.term("deterred", "- not shipped: deterred", accounts.cell("deterred_g"),
            accounts.cell("deterred_back_g"));
  rows.term("intercepted", "- stopped in R: intercepted", accounts.total("intercepted_g", Estimate::drawn));
  rows.term("under_way", "- under way at the end", accounts.cell("still_under_way_g"));
}

void add_outside(PairAccounts& accounts, Rows& rows) {
  rows.term("diffusion", "Diffusion: landed less outside R by others",
            negative(accounts.total("outside_g", Estimate::drawn)));
  const std::vector<std::string>& names = accounts.layout().displaced_by;
  for (std::size_t who = 0; who < names.size(); ++who) {
    const Sample& sample = accounts.at("outside_g", Estimate::drawn, who);
    if (!is_zero(sample))
      rows.term("diffusion_" + names[who], "- " + text_of(displaced_by_texts, names[who]), negative(sample));
  }
  rows.term("really_gone", "Really gone", accounts.total("really_gone_g", Estimate::drawn));
}

Sample sum(Sample left, const Sample& right) {
  for (std::size_t index = 0; index < left.size(); ++index) left[index] += right[index];
  return left;
}

// Mean kilometres between the entry places of what leaves R, without what comes back.
void add_distance(PairAccounts& accounts, Rows& rows) {
  const Sample leaving = accounts.changed_route("RO");
  const Sample leaving_km =
      sum(accounts.cell("displaced_distance_g_km"), accounts.cell("displaced_distance_back_g_km"));
  const stats::RatioEstimate distance = stats::ratio_of_means(leaving_km, leaving);
  if (distance.ratio)
    rows.number("distance_km", "- what leaves R goes so many km", *distance.ratio, distance.interval,
                distance_decimals);
}

void add_of_which(PairAccounts& accounts, const Sample& moved, Rows& rows) {
  constexpr std::array<std::array<const char*, 3>, 3> lines{
      {{"later", "- left in a later week", "displaced_later_g"},
       {"finer", "- in more lots", "displaced_finer_g"},
       {"through_ties", "- by ways that only ties had used", "displaced_through_ties_g"}}};
  rows.other("moved", "Moved, landed or stopped: of it", moved);
  for (const auto& [key, text, series] : lines) {
    const Sample& sample = accounts.cell(series);
    if (!is_zero(sample)) rows.other(key, text, sample);
  }
  add_distance(accounts, rows);
}

// What changes though it stays in R, or was never in it.
void add_other_changes(PairAccounts& accounts, Rows& rows) {
  constexpr std::array<std::array<const char*, 3>, 2> lines{
      {{"later_inside", "In R in both arms: left in a later week", "later_inside_g"},
       {"finer_inside", "In R in both arms: in more lots", "finer_inside_g"}}};
  for (const auto& [key, text, series] : lines)
    if (!is_zero(accounts.cell(series))) rows.other(key, text, accounts.cell(series));
  if (!is_zero(accounts.changed_route("RR")))
    rows.other("churn_inside", "Other route within R, either way", accounts.changed_route("RR"));
  if (!is_zero(accounts.changed_route("OO")))
    rows.other("churn_outside", "Other route outside R, either way", accounts.changed_route("OO"));
}

// How the record of B differs from that of A, which is all that authorities see of the rest.
void add_record(const PairAccounts& accounts, Rows& rows) {
  constexpr FlowName recorded{"recorded", "recorded_g"};
  const PairLabel& pair = accounts.label();
  const auto more_in_b = [&](const LaneChoice& is_chosen) {
    return sum(accounts.flow(recorded, pair.arm, is_chosen),
               negative(accounts.flow(recorded, pair.reference, is_chosen)));
  };
  rows.other("recorded", "Recorded seizures: more in B than in A",
             more_in_b([](std::size_t) { return true; }));
  rows.other("recorded_in_r", has_whole_lanes(pair) ? "- in R" : "- by lanes with routes in R",
             more_in_b([&](std::size_t lane) { return is_touched(pair, lane); }));
}

// Number of the first week of the layout that begins on `day` or later.
std::size_t week_at(const ResultLayout& layout, std::int64_t day) {
  const auto found = std::lower_bound(layout.week_days.begin(), layout.week_days.end(), day);
  return static_cast<std::size_t>(found - layout.week_days.begin());
}

// How fast what moves comes up, and what is left of it a year after the measures have ended.
void add_course(PairAccounts& accounts, Rows& rows) {
  const ResultLayout& layout = accounts.layout();
  const PairLabel& pair = accounts.label();
  if (!pair.from_day) return;
  if (layout.week_days.empty() || *pair.from_day < layout.week_days.front()) return;
  const std::size_t first = week_at(layout, *pair.from_day);
  // Part of what was planned in the last weeks of the run is still under way.
  const std::size_t known = layout.week_days.size() - std::min(weeks_under_way, layout.week_days.size());
  const std::size_t end = pair.until_day ? std::min(week_at(layout, *pair.until_day), known) : known;
  const std::vector<double> mean = accounts.mean_weeks("displaced_week_g");
  if (first + weeks_of_a_year > end) return;
  const std::optional<std::int64_t> weeks = stats::weeks_to_half(std::span(mean).subspan(first, end - first));
  if (weeks)
    rows.number("weeks_to_half", "- weeks until half of it had moved", static_cast<double>(*weeks),
                std::nullopt, 0);
  const std::size_t year_after = end + weeks_of_a_year;
  if (!pair.until_day || year_after + weeks_of_a_year > known) return;
  rows.other("moved_last_year", "- in the last year in force",
             accounts.weekly("displaced_week_g", end - weeks_of_a_year, end));
  rows.other("moved_year_after", "- in the year that begins a year after the end",
             accounts.weekly("displaced_week_g", year_after, year_after + weeks_of_a_year));
}

}  // namespace

bool is_kept_out_uncertain(PairAccounts& accounts) {
  return !stats::mean_interval(accounts.total("kept_out_g", Estimate::drawn)).is_sign_known();
}

Table displacement_table(PairAccounts& accounts) {
  Table table{"displacement",
              "Where it went: what B keeps out of R, t/year",
              {{"", "text", Align::left, Overflow::wrap},
               {"t/year", "t_per_year", Align::right},
               {"low", "low", Align::right},
               {"high", "high", Align::right},
               {"share %", "share_percent", Align::right},
               {"low", "share_low_percent", Align::right},
               {"high", "share_high_percent", Align::right},
               {"back", "mirror_t_per_year", Align::right}},
              {}};
  table.note = "R is " + text_of_touched(accounts.layout(), accounts.label()) +
               ". Terms are net; back: what went the other way. docs/READING_RESULTS.md explains each line.";
  Rows rows(accounts);
  add_terms(accounts, rows);
  add_outside(accounts, rows);
  const Sample moved = sum(accounts.total("displaced_g", Estimate::drawn),
                           accounts.total("displaced_stopped_g", Estimate::drawn));
  if (!is_zero(moved)) {
    add_of_which(accounts, moved, rows);
    add_course(accounts, rows);
  }
  add_other_changes(accounts, rows);
  add_record(accounts, rows);
  table.rows = rows.take_rows();
  table.row_keys = rows.take_keys();
  return table;
}

}  // namespace waterbed
