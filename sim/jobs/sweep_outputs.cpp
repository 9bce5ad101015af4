// SPDX-License-Identifier: Apache-2.0
#include "sim/jobs/sweep_outputs.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <numeric>
#include <optional>
#include <string_view>
#include <utility>

#include "config/number.hpp"
#include "output/fingerprint.hpp"
#include "output/flows.hpp"
#include "output/pair_accounts.hpp"
#include "sim/base/check.hpp"
#include "sim/base/units.hpp"
#include "sim/jobs/run_job.hpp"

namespace waterbed {
namespace {

constexpr std::string_view tonnes_a_year = "t/year";
constexpr std::string_view share = "share of what is kept out";

struct PairTerm {
  std::string_view name;
  std::string_view series;  // over at least period
  std::string_view unit;    // share: divided by what is kept out
};

constexpr std::array<PairTerm, 7> pair_terms{{{"kept_out", "kept_out_g", tonnes_a_year},
                                              {"displaced", "displaced_g", tonnes_a_year},
                                              {"deterred", "deterred_g", tonnes_a_year},
                                              {"intercepted", "intercepted_g", tonnes_a_year},
                                              {"really_gone", "really_gone_g", tonnes_a_year},
                                              {"displaced_share", "displaced_g", share},
                                              {"really_gone_share", "really_gone_g", share}}};
constexpr std::array<FlowName, 3> arm_flows{
    {{"landed", "landed_g"}, {"seized", "seized_g"}, {"recorded", "recorded_g"}}};
constexpr std::array<FlowName, 2> changes{{{"landed_change", "landed_g"}, {"recorded_change", "recorded_g"}}};

// "rotterdam", or "A/B" where A is not the first arm.
std::string subject_of(const ResultLayout& layout, const PairLabel& pair) {
  return pair.reference == 0 ? layout.arms[pair.arm] : pair.name;
}

std::string named(std::string_view what, const std::string& subject) {
  return std::string(what) + "@" + subject;
}

// Fills one output at the point that the reader has chosen: by replicate the value, and of a share the whole.
struct RunValues {
  std::vector<std::optional<double>> values;
  std::vector<std::optional<double>> wholes;
};
using Read = std::function<RunValues()>;

struct Source {
  std::string name;
  std::string unit;
  Read read;
};

bool moves_dates(const Design& design) {
  return std::any_of(design.factors.begin(), design.factors.end(), [](const Factor& factor) {
    return factor.path.ends_with(".from") || factor.path.ends_with(".until") ||
           factor.path.ends_with(".ramp_weeks");
  });
}

// By pair, from the period in which its arms begin to differ; all where they never do, or at another time at
// each point.
std::vector<PeriodWindow> windows_of(const SweepPlan& plan) {
  const ResultLayout layout = experiment_of(plan.base, InstructionSet::plain).layout();
  const bool is_known = !moves_dates(plan.design);
  std::vector<PeriodWindow> windows;
  for (const PairLabel& pair : layout.pairs) {
    PeriodWindow window = all_periods(layout);
    for (std::size_t period = 0; is_known && pair.from_day && period < layout.periods.size(); ++period)
      if (layout.periods[period].start_day <= *pair.from_day) window.first = period;
    windows.push_back(window);
  }
  return windows;
}

class Sources {
 public:
  // `windows` by pair.
  Sources(const ResultReader& reader, std::vector<PeriodWindow> windows)
      : reader_(reader), windows_(std::move(windows)) {
    const ResultLayout& layout = reader.layout();
    for (std::size_t arm = 0; arm < layout.arms.size(); ++arm)
      for (const FlowName& flow : arm_flows)
        sources_.push_back(
            {named(flow.flow, layout.arms[arm]), std::string(tonnes_a_year), [this, arm, flow] {
               return RunValues{flow_of(arm, flow, all_periods(reader_.layout())), {}};
             }});
    for (std::size_t pair = 0; pair < layout.pairs.size(); ++pair) add_pair(pair);
  }

  [[nodiscard]] const Source& find(const std::string& name) const {
    const auto found = std::find_if(sources_.begin(), sources_.end(),
                                    [&](const Source& source) { return source.name == name; });
    WATERBED_CHECK(found != sources_.end());
    return *found;
  }

 private:
  void add_pair(std::size_t pair) {
    const PairLabel& label = reader_.layout().pairs[pair];
    const std::string subject = subject_of(reader_.layout(), label);
    const std::string rate = std::string(tonnes_a_year) + since(windows_[pair]);
    for (const PairTerm& term : pair_terms)
      sources_.push_back(
          {named(term.name, subject), term.unit == share ? std::string(share) : rate, [this, pair, term] {
             return RunValues{term_of(pair, term.series),
                              term.unit == share ? term_of(pair, "kept_out_g") : Optional()};
           }});
    for (const FlowName& change : changes)
      sources_.push_back({named(change.flow, subject), rate, [this, pair, change] {
                            return RunValues{difference_of(pair, change), {}};
                          }});
  }

  using Optional = std::vector<std::optional<double>>;

  // " from 2022-01-03", where it does not begin with the first period.
  [[nodiscard]] std::string since(PeriodWindow window) const {
    if (window.first == 0) return {};
    return " from " + date_text(reader_.layout().periods[window.first].start_day);
  }

  [[nodiscard]] Optional none() const {
    return Optional(static_cast<std::size_t>(reader_.layout().replicates));
  }

  [[nodiscard]] Optional flow_of(std::size_t arm, const FlowName& flow, PeriodWindow window) const {
    const double years = static_cast<double>(weeks_in(reader_.layout(), window)) / weeks_per_year;
    Optional values = none();
    for (const std::size_t replicate : replicates_in(reader_, arm, StoredState::done)) {
      const std::vector<double> lanes = lane_tonnes(reader_, flow, {arm, replicate}, window);
      values[replicate] = std::accumulate(lanes.begin(), lanes.end(), 0.0) / years;
    }
    return values;
  }

  [[nodiscard]] Optional difference_of(std::size_t pair, const FlowName& flow) const {
    const PairLabel& label = reader_.layout().pairs[pair];
    Optional in_a = flow_of(label.reference, flow, windows_[pair]);
    const Optional in_b = flow_of(label.arm, flow, windows_[pair]);
    for (std::size_t replicate = 0; replicate < in_a.size(); ++replicate)
      in_a[replicate] = in_a[replicate] && in_b[replicate]
                            ? std::optional(*in_b[replicate] - *in_a[replicate])
                            : std::nullopt;
    return in_a;
  }

  [[nodiscard]] Optional term_of(std::size_t pair, std::string_view series) const {
    const PairLabel& label = reader_.layout().pairs[pair];
    std::vector<std::size_t> both;
    for (const std::size_t replicate : replicates_in(reader_, label.reference, StoredState::done))
      if (reader_.state({label.arm, replicate}) == StoredState::done) both.push_back(replicate);
    Optional values = none();
    if (both.empty()) return values;
    PairAccounts accounts(reader_, pair, windows_[pair], both);
    const bool has_estimates = series != "deterred_g";
    const Sample sample = has_estimates ? accounts.total(series, Estimate::drawn) : accounts.total(series);
    for (std::size_t index = 0; index < both.size(); ++index) values[both[index]] = sample[index];
    return values;
  }

  const ResultReader& reader_;
  std::vector<PeriodWindow> windows_;
  std::vector<Source> sources_;
};

// As numbers where they are: "0.20" is 0.2.
bool are_same_values(const std::vector<std::string>& left, const std::vector<std::string>& right) {
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [](const std::string& one, const std::string& other) {
                      if (one == other) return true;
                      const std::optional<double> number = read_number(one);
                      return number && number == read_number(other);
                    });
}

}  // namespace

std::vector<std::string> output_names(const ResultLayout& layout) {
  std::vector<std::string> names;
  for (const std::string& arm : layout.arms)
    for (const FlowName& flow : arm_flows) names.push_back(named(flow.flow, arm));
  for (const PairLabel& pair : layout.pairs) {
    for (const PairTerm& term : pair_terms) names.push_back(named(term.name, subject_of(layout, pair)));
    for (const FlowName& change : changes) names.push_back(named(change.flow, subject_of(layout, pair)));
  }
  return names;
}

std::vector<std::string> main_output_names(const ResultLayout& layout, DesignKind kind) {
  const bool is_of_indices = kind == DesignKind::saltelli || kind == DesignKind::morris;
  std::vector<std::string> names;
  for (const PairLabel& pair : layout.pairs)
    for (const char* name :
         {"kept_out", is_of_indices ? "displaced" : "displaced_share", "really_gone", "recorded_change"})
      names.push_back(named(name, subject_of(layout, pair)));
  if (!names.empty()) return names;
  for (const std::string& arm : layout.arms) names.push_back(named("landed", arm));
  return names;
}

std::string difference_from_design(const ResultReader& reader, const SweepPlan& plan) {
  const DesignPoints points(plan.design);
  const SweepRecord& sweep = *reader.record().sweep;
  if (static_cast<std::uint64_t>(reader.layout().points) != points.count())
    return "has " + std::to_string(reader.layout().points) + " points and the design " +
           std::to_string(points.count());
  const bool has_factors = std::equal(
      sweep.factors.begin(), sweep.factors.end(), plan.design.factors.begin(), plan.design.factors.end(),
      [](const FactorRecord& there, const Factor& here) { return there.path == here.path; });
  if (!has_factors) return "has other factors than the design";
  if (reader.layout().replicates != plan.base.scenario.plan.replicates)
    return "has " + std::to_string(reader.layout().replicates) + " replicates and the design " +
           std::to_string(plan.base.scenario.plan.replicates);
  const std::string difference = first_difference(
      reader.record(), record_of(plan.base, experiment_of(plan.base, InstructionSet::plain)));
  if (!difference.empty()) return "is of another scenario (" + difference + ")";
  for (std::uint64_t point = 0; point < points.count(); ++point)
    if (!are_same_values(sweep.values(point), points.values(point)))
      return "has other values than the design at point " + std::to_string(point);
  return {};
}

std::vector<SweepOutput> read_outputs(ResultReader& reader, const SweepPlan& plan,
                                      const std::vector<std::string>& names) {
  const Sources sources(reader, windows_of(plan));
  std::vector<SweepOutput> outputs;
  std::vector<const Source*> wanted;
  for (const std::string& name : names) {
    wanted.push_back(&sources.find(name));
    outputs.push_back({name, {}, {}, wanted.back()->unit});
  }
  for (std::size_t point = 0; point < static_cast<std::size_t>(reader.layout().points); ++point) {
    reader.choose_point(point);
    for (std::size_t number = 0; number < wanted.size(); ++number) {
      RunValues values = wanted[number]->read();
      outputs[number].values.push_back(std::move(values.values));
      if (wanted[number]->unit == share) outputs[number].wholes.push_back(std::move(values.wholes));
    }
  }
  return outputs;
}

}  // namespace waterbed
