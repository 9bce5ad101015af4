// SPDX-License-Identifier: Apache-2.0
#include "sim/jobs/verify_job.hpp"

#include <gtest/gtest.h>

#include "output/error.hpp"
#include "output/hdf5_file.hpp"
#include "output/result_reader.hpp"
#include "tests/output/sample.hpp"
#include "tests/output/temporary_folder.hpp"
#include "tests/support/faulty.hpp"
#include "tests/support/lab.hpp"

namespace waterbed {
namespace {

class Verify : public WithFolder {
 protected:
  void make(const std::string& scenario, std::int64_t replicates, const std::vector<std::string>& sets = {},
            bool is_faulty = false) {
    ScenarioOptions options;
    options.replicates = replicates;
    options.weeks = 90;
    options.sets = sets;
    Prepared prepared = test::prepare_scenario(scenario, options);
    if (is_faulty) prepared.mechanisms.push_back(test::faulty_mechanism());
    static_cast<void>(run_to_file(prepared, {file("r.h5"), 2}, {}));
  }

  [[nodiscard]] Verification verified(std::optional<std::int64_t> runs = {}) const {
    VerifySettings settings{file("r.h5"), 2};
    settings.runs = runs;
    return verify_file(settings, {});
  }

  // The file with one of its records or runs changed, sealed anew: damage that the seal cannot tell.
  template <class Change>
  void forge(Change change) const {
    ResultRecord record = ResultReader(file("r.h5")).record();
    MadeRuns runs(record.layout);
    runs.add(file("r.h5"));
    change(record);
    join(runs, record, {file("r.tmp"), file("r.h5")});
  }
};

TEST_F(Verify, FindsEveryRunEqual) {
  make("lab/no_deterrence.yaml", 5, {"choice.eta=0.25"});
  const Verification result = verified();
  EXPECT_EQ(result.scenario, std::vector<std::string>{});
  EXPECT_EQ(result.stored, 10);
  EXPECT_EQ(result.compared, 10);
  EXPECT_EQ(result.equal, 10);
}

TEST_F(Verify, ReadsTablesAndTheScenarioFromTheFileAlone) {
  const auto folder = file("scenario");
  std::filesystem::create_directory(folder);
  const auto lab = std::filesystem::path(WATERBED_SOURCE_DIR) / "scenarios" / "lab";
  std::filesystem::copy(lab / "k1", folder / "k1");
  std::filesystem::copy(lab / "k1.yaml", folder / "k1.yaml");
  ScenarioOptions options;
  options.weeks = 2;
  options.sets = {"organisations.count=50"};
  static_cast<void>(run_to_file(prepare(folder / "k1.yaml", options), {file("r.h5"), 2}, {}));
  std::filesystem::remove_all(folder);
  const Verification result = verified();
  EXPECT_EQ(result.scenario, std::vector<std::string>{});
  EXPECT_EQ(result.equal, result.stored);
}

TEST_F(Verify, MakesSomeRunsSpreadOverTheFile) {
  make("lab/no_deterrence.yaml", 6);
  const Verification result = verified(3);
  EXPECT_EQ(result.stored, 12);
  EXPECT_EQ(result.compared, 3);
  EXPECT_EQ(result.equal, 3);
}

TEST_F(Verify, AgreesOnAnotherCodePathAndNumberOfThreads) {
  make("lab/no_deterrence.yaml", 3);
  VerifySettings settings{file("r.h5"), 3, chosen_instruction_set(nullptr), {}, {}};
  EXPECT_EQ(verify_file(settings, {}).equal, 6);
}

TEST_F(Verify, FindsFlippedBitsAllOverTheFile) {
  make("lab/nested.yaml", 1);
  const std::string whole = sample::bytes_of(file("r.h5"));
  for (std::size_t at = 5; at < whole.size(); at += 997) {
    std::string damaged = whole;
    damaged[at] = static_cast<char>(damaged[at] ^ (1 << (at % 8)));
    sample::write_bytes(file("r.h5"), damaged);
    EXPECT_THROW(static_cast<void>(verified()), OutputError) << at;
  }
}

// All that a file holds of its replicates.
std::vector<ReplicateResult> stored_in(const ResultReader& reader) {
  const ResultLayout& layout = reader.layout();
  std::vector<ReplicateResult> results(static_cast<std::size_t>(layout.replicates));
  for (std::uint32_t replicate = 0; replicate < results.size(); ++replicate) {
    results[replicate].replicate = replicate;
    for (std::size_t arm = 0; arm < layout.arms.size(); ++arm) {
      RunResult run{RunState::done, "", reader.run({arm, replicate}).digest, {}};
      for (std::size_t series = 0; series < layout.series.size(); ++series)
        run.series.push_back(reader.run_cells(series, {arm, replicate}));
      results[replicate].arms.push_back(std::move(run));
    }
    for (std::size_t pair = 0; pair < layout.pairs.size(); ++pair) {
      PairResult& made = results[replicate].pairs.emplace_back();
      for (std::size_t series = 0; series < layout.pair_series.size(); ++series)
        made.series.push_back(reader.pair_cells(series, pair, replicate));
    }
  }
  return results;
}

// Writes a file of these results, under a good seal.
void write_results(const std::filesystem::path& target, const ResultRecord& record,
                   const std::vector<ReplicateResult>& results) {
  std::vector<PackedReplicate> packed;
  for (const ReplicateResult& result : results) packed.push_back(pack(record.layout, result));
  const std::filesystem::path block = target.string() + ".block";
  write_block(block, record.layout, packed);
  append_seal(block);
  sample::join_files({block}, record, target);
}

TEST_F(Verify, FindsANumberThatIsNotTheRunsEvenUnderAGoodSeal) {
  make("lab/no_deterrence.yaml", 2);
  const ResultReader reader(file("r.h5"));
  std::vector<ReplicateResult> results = stored_in(reader);
  results[1].arms[0].series[reader.find_series("landed_g")][2] ^= 1;  // the first period's third lane
  write_results(file("r.h5"), reader.record(), results);

  const Verification result = verified();
  EXPECT_EQ(result.equal, 3);
  ASSERT_EQ(result.different.size(), 1U);
  EXPECT_EQ(result.different[0].arm, "as_it_is");
  EXPECT_EQ(result.different[0].replicate, 1);
  EXPECT_TRUE(result.different[0].difference.starts_with("landed_g is ")) << result.different[0].difference;
  EXPECT_NE(result.different[0].difference.find("the period of 2000-01-03, lane goods/second/cover_load"),
            std::string::npos)
      << result.different[0].difference;
}

TEST_F(Verify, FindsAnAccountOfAPairThatIsNotTheRuns) {
  make("lab/no_deterrence.yaml", 2);
  const ResultReader reader(file("r.h5"));
  std::vector<ReplicateResult> results = stored_in(reader);
  results[0].pairs[0].series[reader.find_pair_series("kept_out_g")][1] ^= 1;  // the first period, as expected
  write_results(file("r.h5"), reader.record(), results);

  const Verification result = verified();
  EXPECT_EQ(result.equal, 3);
  ASSERT_EQ(result.different.size(), 1U);
  EXPECT_EQ(result.different[0].arm, "tightened");
  const std::string& difference = result.different[0].difference;
  EXPECT_TRUE(difference.starts_with("kept_out_g is ")) << difference;
  EXPECT_TRUE(difference.ends_with("(the period of 2000-01-03, estimate expected), compared with as_it_is"))
      << difference;
}

TEST_F(Verify, FindsAScenarioThatIsNotTheRunsEvenUnderAGoodSeal) {
  make("lab/no_deterrence.yaml", 1);
  forge([](ResultRecord& record) {
    std::string& text = record.scenario.files[0].text;
    text.replace(text.find("attempted_flow_t_per_year: 200"), 30, "attempted_flow_t_per_year: 201");
  });
  const Verification result = verified();
  ASSERT_EQ(result.scenario.size(), 1U);
  EXPECT_EQ(result.scenario[0],
            "consignments.attempted_flow_t_per_year (value) is '200' in the file and '201' in its scenario");
  EXPECT_EQ(result.equal, 0);
}

// As in a file of a program that lacked one parameter and had another.
TEST_F(Verify, TellsEveryParameterThatOnlyOneOfThemHas) {
  make("lab/no_deterrence.yaml", 1);
  std::string without;
  forge([&](ResultRecord& record) {
    without = record.scenario.parameters[5].path;
    record.scenario.parameters[5].path = "choice.mood";
  });
  EXPECT_EQ(verified().scenario, (std::vector<std::string>{"choice.mood stands only in the file",
                                                           without + " stands only in its scenario"}));
}

TEST_F(Verify, TellsParametersInAnotherOrder) {
  make("lab/no_deterrence.yaml", 1);
  forge(
      [](ResultRecord& record) { std::swap(record.scenario.parameters[5], record.scenario.parameters[6]); });
  ASSERT_EQ(verified().scenario.size(), 1U);
  EXPECT_NE(verified().scenario[0].find("another order"), std::string::npos);
}

TEST_F(Verify, FindsAScenarioThatCannotBeRead) {
  make("lab/no_deterrence.yaml", 1);
  forge([](ResultRecord& record) { record.scenario.files[0].text[300] = '\x80'; });
  const Verification result = verified();
  ASSERT_EQ(result.scenario.size(), 1U);
  EXPECT_NE(result.scenario[0].find("cannot be read: no_deterrence.yaml:"), std::string::npos)
      << result.scenario[0];
}

TEST_F(Verify, RefusesAnotherVersionOfTheModelWithTheReason) {
  make("lab/nested.yaml", 1);
  forge([](ResultRecord& record) { record.program.results_version = 77; });
  try {
    static_cast<void>(verified());
    FAIL() << "no error";
  } catch (const OutputError& error) {
    EXPECT_NE(std::string(error.what()).find("results version 77"), std::string::npos) << error.what();
  }
}

// What failed fails again in the same week and step, and that is no difference.
TEST_F(Verify, FindsRunsThatFailEqual) {
  make("lab/no_deterrence.yaml", 16, {}, true);
  VerifySettings settings{file("r.h5"), 2};
  EXPECT_EQ(verify_file(settings, {}).scenario.size(), 1U);  // this program knows no such step
  settings.mechanisms.push_back(test::faulty_mechanism());
  const Verification result = verify_file(settings, {});
  EXPECT_EQ(result.compared, 32);
  EXPECT_EQ(result.equal, 32);
}

TEST_F(Verify, TellsWhatFailsOnlyNow) {
  make("lab/no_deterrence.yaml", 16);
  VerifySettings settings{file("r.h5"), 2};
  settings.mechanisms.push_back(test::faulty_mechanism());
  const Verification result = verify_file(settings, {});
  ASSERT_FALSE(result.different.empty());
  for (const RunComparison& run : result.different) EXPECT_EQ(run.difference, "it fails now");
}

TEST_F(Verify, MakesOneRunAgainAndTellsHowItEnds) {
  make("lab/no_deterrence.yaml", 8, {}, true);
  VerifySettings settings{file("r.h5"), 1};
  for (std::uint32_t replicate = 0; replicate < 8; ++replicate) {
    settings.one = {replicate, "tightened"};
    const Verification result = verify_file(settings, {});
    ASSERT_TRUE(result.asked_for.has_value());
    EXPECT_EQ(result.asked_for->made.state, StoredState::done);  // without the faulty mechanism
    const bool failed = test::fault_of(Luck(1, replicate)) != test::Fault::none;
    EXPECT_EQ(result.asked_for->difference, failed ? "it failed, and does not fail now" : "");
    EXPECT_EQ(result.compared, 1);
  }
  settings.one = {8, "tightened"};
  EXPECT_THROW(static_cast<void>(verify_file(settings, {})), OutputError);
  settings.one = {0, "nobody"};
  EXPECT_THROW(static_cast<void>(verify_file(settings, {})), OutputError);
}

}  // namespace
}  // namespace waterbed
