// SPDX-License-Identifier: Apache-2.0
#include "sim/enforcement/deployment.hpp"

#include <algorithm>

#include "sim/base/gamma_draw.hpp"
#include "sim/base/math.hpp"
#include "sim/enforcement/agencies.hpp"
#include "sim/enforcement/cooperation.hpp"
#include "sim/enforcement/directing.hpp"

namespace waterbed {
namespace {

constexpr Purpose random_purpose("deployment.random");
constexpr Purpose thompson_purpose("deployment.thompson");

// Finds and examined units of each stratum, the agency's own and its partners'.
struct Counts {
  std::vector<double> hits;
  std::vector<double> examined;
};

Counts believed_counts(std::string_view agency, const std::vector<std::size_t>& strata, const World& world,
                       const State& state) {
  Counts counts;
  if (strata.empty()) return counts;
  const PartnerCounts partners = partner_counts(agency, world.strata[strata.front()].stream, world, state);
  counts.hits.reserve(strata.size());
  counts.examined.reserve(strata.size());
  const bool alone = partners.hits.empty();
  const std::size_t own = state.effective.named<AgencyParams>().find(agency) * world.strata.size();
  for (const std::size_t stratum : strata) {
    const std::size_t origin = at(world.strata[stratum].origin);
    counts.hits.push_back(state.hit_rates.hits[own + stratum] + (alone ? 0.0 : partners.hits[origin]));
    counts.examined.push_back(state.hit_rates.examined[own + stratum] +
                              (alone ? 0.0 : partners.examined[origin]));
  }
  return counts;
}

// One instrument's week: what there is to examine, and what is believed of it.
class Directing {
 public:
  Directing(const Deployment& deployment, const std::vector<std::size_t>& strata, const World& world,
            const State& state, Week week)
      : strata_(strata),
        world_(world),
        state_(state),
        week_(week),
        agency_(agency_named(deployment.agency, state)),
        who_(name_hash(deployment.instrument)),
        capacity_(deployment.capacity) {
    const auto& traffic = state.effective.named<StratumParams>().values;
    counts_ = believed_counts(deployment.agency, strata, world, state);
    names_.reserve(strata.size());
    legal_units_.reserve(strata.size());
    worth_.reserve(strata.size());
    for (std::size_t index = 0; index < strata.size(); ++index) {
      names_.push_back(world.strata[strata[index]].hash);
      legal_units_.push_back(traffic[strata[index]].legal_units.value());
      worth_.push_back(believed_hit_rate(agency_, counts_.hits[index], counts_.examined[index]) *
                       traffic[strata[index]].worth.value());
    }
  }

  [[nodiscard]] std::vector<double> directed() const {
    switch (agency_.rule) {
      case DirectingRule::fixed:
        return direct_by_weight(capacity_, legal_units_, legal_units_);
      case DirectingRule::proportional:
        return direct_by_weight(capacity_, legal_units_, expected_worth());
      case DirectingRule::greedy:
        return exploring(worth_);
      case DirectingRule::thompson:
        return direct_by_priority(capacity_, legal_units_, drawn_worth(), names_);
      case DirectingRule::random:
        return direct_by_priority(capacity_, legal_units_, drawn_priority(), names_);
      case DirectingRule::waterfill:
        return by_waterfill();
    }
    return {};
  }

 private:
  [[nodiscard]] PhiloxBlock draw(Purpose purpose, std::size_t index) const {
    return state_.luck.draw(purpose, who_, week_, world_.strata[strata_[index]].hash);
  }

  [[nodiscard]] std::vector<double> expected_worth() const {
    std::vector<double> weight;
    weight.reserve(strata_.size());
    for (std::size_t index = 0; index < strata_.size(); ++index)
      weight.push_back(legal_units_[index] * worth_[index]);
    return weight;
  }

  // A part of the capacity goes everywhere, by legal units; the rest by priority to what is left.
  [[nodiscard]] std::vector<double> exploring(const std::vector<double>& priority) const {
    const double explore = agency_.explore.value();
    std::vector<double> directed = direct_by_weight(explore * capacity_, legal_units_, legal_units_);
    std::vector<double> left;
    for (std::size_t index = 0; index < strata_.size(); ++index)
      left.push_back(legal_units_[index] - directed[index]);
    const std::vector<double> chosen =
        direct_by_priority((1.0 - explore) * capacity_, left, priority, names_);
    for (std::size_t index = 0; index < strata_.size(); ++index) directed[index] += chosen[index];
    return directed;
  }

  static constexpr double largest_time = 1e300;  // of a closed stratum

  // Larger strata come first more often, so that every legal unit has about the same chance: the order is
  // that of exponential times with the legal units as rates (Efraimidis & Spirakis 2006).
  [[nodiscard]] std::vector<double> drawn_priority() const {
    std::vector<double> priority;
    for (std::size_t index = 0; index < strata_.size(); ++index) {
      const PhiloxBlock words = draw(random_purpose, index);
      const double time = exponential(unit_interval(words[0], words[1]));
      priority.push_back(legal_units_[index] > 0.0 ? -time / legal_units_[index] : -largest_time);
    }
    return priority;
  }

  // A hit rate drawn from what is believed of each: a gamma distribution with the finds as shape and the
  // examined units as rate.
  [[nodiscard]] std::vector<double> drawn_worth() const {
    std::vector<double> drawn;
    for (std::size_t index = 0; index < strata_.size(); ++index) {
      const double shape = agency_.prior_hit_rate.value() * agency_.prior_units.value() + counts_.hits[index];
      drawn.push_back(worth_[index] * gamma_draw(shape, draw(thompson_purpose, index)) / shape);
    }
    return drawn;
  }

  // Of a stratum's methods the agency knows the mean sensitivity.
  [[nodiscard]] std::vector<double> sensitivities() const {
    constexpr double least = 1e-9;  // where nothing is ever recognised, a share of 1 is the limit
    const auto& methods = state_.effective.named<MethodParams>().values;
    std::vector<double> means;
    for (const std::size_t stratum : strata_) {
      const std::vector<std::size_t>& crossings = world_.crossings_in[stratum];
      double sum = 0.0;
      for (const std::size_t crossing : crossings)
        sum += methods[at(world_.place_methods[at(world_.crossings[crossing].place_method)].method)]
                   .sensitivity.value();
      means.push_back(crossings.empty() ? 1.0 : std::max(least, sum / static_cast<double>(crossings.size())));
    }
    return means;
  }

  [[nodiscard]] std::vector<double> by_waterfill() const {
    const StratumValues values{worth_, sensitivities()};
    const double rate = agency_.response_rate.value();
    return rate > 0.0 ? direct_by_quantal_response(capacity_, legal_units_, values, rate)
                      : direct_by_waterfill(capacity_, legal_units_, values);
  }

  const std::vector<std::size_t>& strata_;
  const World& world_;
  const State& state_;
  Week week_;
  const AgencyParams& agency_;
  std::uint32_t who_;
  double capacity_;
  std::vector<std::uint32_t> names_;
  std::vector<double> legal_units_;
  Counts counts_;
  std::vector<double> worth_;  // of what an examined unit finds
};

}  // namespace

std::vector<double> believed_hit_rates(std::string_view agency, const std::vector<std::size_t>& strata,
                                       const World& world, const State& state) {
  const Counts counts = believed_counts(agency, strata, world, state);
  const AgencyParams& believer = agency_named(agency, state);
  std::vector<double> rates;
  rates.reserve(strata.size());
  for (std::size_t index = 0; index < strata.size(); ++index)
    rates.push_back(believed_hit_rate(believer, counts.hits[index], counts.examined[index]));
  return rates;
}

double expected_worth(std::string_view agency, const std::vector<std::size_t>& strata, const World& world,
                      const State& state) {
  const std::vector<double> hit_rates = believed_hit_rates(agency, strata, world, state);
  const auto& traffic = state.effective.named<StratumParams>().values;
  double sum = 0.0;
  for (std::size_t index = 0; index < strata.size(); ++index) {
    const StratumParams& stratum = traffic[strata[index]];
    sum += stratum.legal_units.value() * stratum.worth.value() * hit_rates[index];
  }
  return sum;
}

std::vector<double> deploy(const Deployment& deployment, const std::vector<std::size_t>& strata,
                           const World& world, const State& state, Week week) {
  if (strata.empty()) return {};
  return Directing(deployment, strata, world, state, week).directed();
}

}  // namespace waterbed
