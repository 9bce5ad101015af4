// SPDX-License-Identifier: Apache-2.0
// Moves within a port: from a hardened terminal to the other parts, and to another port.
#include <array>

#include <gtest/gtest.h>

#include "tests/support/lab.hpp"

namespace waterbed {
namespace {

constexpr std::size_t replicates = 100;

// Periods have 4 weeks: this is from 2001-06-18 on, 50 weeks after the measures began.
constexpr std::size_t first_period = 19;

// By arm and replicate.
using Samples = std::array<std::vector<double>, 2>;

test::Interval change(const Samples& samples) {
  return test::paired_difference(samples[1], samples[0]);
}

// Two arms of the scenario, and what they sum up to from first_period on.
class Pair {
 public:
  Pair(const std::string& reference, const std::string& arm) {
    ScenarioOptions options;
    options.arms = {reference, arm};
    const Experiment experiment = test::experiment_of("lab/within_port.yaml", options);
    for (std::uint32_t replicate = 0; replicate < replicates; ++replicate)
      runs_.emplace_back(experiment, replicate);
  }

  [[nodiscard]] Samples landed_through_part(const std::string& name) const {
    const std::vector<PartLabel>& parts = runs_.front().layout().parts;
    return sums("part_landed_g", parts.size(), [&](std::size_t part) { return parts[part].name == name; });
  }
  // By a method, or by all.
  [[nodiscard]] Samples through_lanes(const std::string& series, const std::string& place,
                                      const std::string& method = "") const {
    const std::vector<LaneLabel>& lanes = runs_.front().layout().lanes;
    return sums(series, lanes.size(), [&](std::size_t lane) {
      return lanes[lane].place == place && (method.empty() || lanes[lane].method == method);
    });
  }
  [[nodiscard]] Samples of_insiders(const std::string& series, const std::string& name) const {
    const std::vector<PoolLabel>& pools = runs_.front().layout().pools;
    return sums(series, pools.size(),
                [&](std::size_t pool) { return pools[pool].name == "insiders/" + name; });
  }

 private:
  // Over the labels chosen of the last axis.
  template <class Chosen>
  [[nodiscard]] Samples sums(const std::string& series, std::size_t labels, Chosen is_chosen) const {
    Samples samples;
    for (const test::Results& run : runs_)
      for (std::size_t arm = 0; arm < samples.size(); ++arm) {
        const std::vector<std::int64_t>& cells = run.cells(arm, series);
        double sum = 0.0;
        for (std::size_t cell = first_period * labels; cell < cells.size(); ++cell)
          if (is_chosen(cell % labels)) sum += static_cast<double>(cells[cell]);
        samples[arm].push_back(sum);
      }
    return samples;
  }

  std::vector<test::Results> runs_;
};

TEST(WithinPort, AHardenedTerminalLandsLessAndTheOtherPartsMore) {
  const Pair pair("as_it_is", "hard_east");
  EXPECT_LT(change(pair.landed_through_part("east")).high, 0.0);
  EXPECT_GT(change(pair.landed_through_part("west")).low, 0.0);
  EXPECT_GT(change(pair.landed_through_part("depot")).low, 0.0);
}

TEST(WithinPort, AHardenedTerminalSendsLessToAnotherPortThanToTheRestOfItsOwn) {
  const Pair pair("as_it_is", "hard_east");
  const Samples second = pair.through_lanes("landed_g", "second");
  EXPECT_GT(change(second).low, 0.0);
  const Samples first = pair.through_lanes("landed_g", "first");
  const Samples east = pair.landed_through_part("east");
  std::vector<double> own;
  std::vector<double> other;
  for (std::size_t run = 0; run < replicates; ++run) {
    own.push_back((first[1][run] - east[1][run]) - (first[0][run] - east[0][run]));
    other.push_back(second[1][run] - second[0][run]);
  }
  EXPECT_GT(test::paired_difference(own, other).low, 0.0);
}

TEST(WithinPort, APerimeterAroundAllPartsSendsMoreToAnotherPortThanAroundOne) {
  const Pair pair("hard_east", "hard_all");
  EXPECT_GT(change(pair.through_lanes("landed_g", "second")).low, 0.0);
}

void expect_signs_of_a_closed_chain(const Pair& pair) {
  const Samples shipped = pair.through_lanes("shipped_count", "first", "pin_code");
  for (std::size_t run = 0; run < replicates; ++run) {
    EXPECT_GT(shipped[0][run], 0.0);
    EXPECT_EQ(shipped[1][run], 0.0);
  }
  EXPECT_GT(change(pair.through_lanes("landed_g", "first", "rip_off")).low, 0.0);
  EXPECT_GT(change(pair.through_lanes("landed_g", "first", "cover_load")).low, 0.0);
  EXPECT_GT(change(pair.through_lanes("landed_g", "second")).low, 0.0);
  EXPECT_GT(change(pair.through_lanes("shipped_count", "second", "pin_code")).low, 0.0);
}

TEST(WithinPort, AClosedReleaseChainEndsItsMethodThereAndRaisesOthersAndAnotherPort) {
  expect_signs_of_a_closed_chain({"as_it_is", "closed_chain"});
}

// Nobody asks an office for what needs no code any more; what its employees did, those of terminals do.
TEST(WithinPort, AClosedReleaseChainEndsTheWorkOfItsOfficeAndRaisesThatOfTerminals) {
  const Pair pair("with_insiders", "closed_chain_with_insiders");
  expect_signs_of_a_closed_chain(pair);
  for (const char* series : {"pool_demand_jobs", "pool_jobs"}) {
    const Samples office = pair.of_insiders(series, "office");
    for (std::size_t run = 0; run < replicates; ++run) {
      EXPECT_GT(office[0][run], 0.0);
      EXPECT_EQ(office[1][run], 0.0);
    }
  }
  EXPECT_LT(change(pair.of_insiders("pool_people_weeks", "office")).high, 0.0);
  EXPECT_GT(change(pair.of_insiders("pool_demand_jobs", "terminals")).low, 0.0);
  EXPECT_GT(change(pair.of_insiders("pool_wage_cents", "terminals")).low, 0.0);
  EXPECT_GT(change(pair.of_insiders("pool_demand_jobs", "second_office")).low, 0.0);
}

std::vector<std::uint64_t> digests_with(const std::vector<std::string>& sets) {
  ScenarioOptions options;
  options.arms = {"as_it_is", "with_insiders"};
  options.sets = sets;
  const test::Results results(test::experiment_without_forks("lab/within_port.yaml", options), 0);
  return {results.result().arms[0].digest, results.result().arms[1].digest};
}

// Who neither averts anything nor saves a code is never paid, and all goes as where there is nobody. Either
// alone is worth a wage.
TEST(WithinPort, InsidersWhoHelpNothingChangeNothing) {
  const std::vector<std::string> no_help{
      "insiders.terminals.entry_help=0",     "insiders.terminals.extraction_help=0",
      "insiders.office.entry_help=0",        "insiders.office.extraction_help=0",
      "insiders.second_office.entry_help=0", "insiders.second_office.extraction_help=0"};
  std::vector<std::string> idle = no_help;
  idle.emplace_back("release_codes.first.price_eur=0");
  const std::vector<std::uint64_t> digests = digests_with(idle);
  EXPECT_EQ(digests[0], digests[1]);
  const std::vector<std::uint64_t> with_codes = digests_with(no_help);
  EXPECT_NE(with_codes[0], with_codes[1]);
  idle.erase(idle.begin());
  const std::vector<std::uint64_t> with_help = digests_with(idle);
  EXPECT_NE(with_help[0], with_help[1]);
}

}  // namespace
}  // namespace waterbed
