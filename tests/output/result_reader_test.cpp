// SPDX-License-Identifier: Apache-2.0
#include "output/result_reader.hpp"

#include <chrono>
#include <stop_token>
#include <thread>

#include "output/error.hpp"
#include "output/open_result.hpp"
#include "output/seal.hpp"
#include "tests/output/pair_sample.hpp"
#include "tests/output/sample.hpp"
#include "tests/output/temporary_folder.hpp"

namespace waterbed {
namespace {

class Reading : public WithFolder {
 protected:
  Reading() { sample::write_result(path(), sample::record(), {{0, 1}, {2, 3}}); }
  [[nodiscard]] std::filesystem::path path() const { return file("sample.h5"); }
};

TEST_F(Reading, GivesBackTheLabels) {
  const ResultReader reader(path());
  const ResultLayout expected = sample::record().layout;
  const ResultLayout& layout = reader.layout();
  EXPECT_EQ(layout.arms, expected.arms);
  EXPECT_EQ(layout.replicates, expected.replicates);
  EXPECT_EQ(layout.seed, expected.seed);
  EXPECT_EQ(layout.stages, expected.stages);
  EXPECT_EQ(layout.steps, expected.steps);
  ASSERT_EQ(layout.periods.size(), 3U);
  EXPECT_EQ(layout.periods[2].start_day, expected.periods[2].start_day);
  EXPECT_EQ(layout.periods[2].weeks, 14);
  ASSERT_EQ(layout.lanes.size(), 3U);
  EXPECT_EQ(layout.lanes[2].name, "cocaine/SKÅNE/sea_drop");
  EXPECT_EQ(layout.lanes[2].method, "sea_drop");
  ASSERT_EQ(layout.places.size(), 3U);
  EXPECT_EQ(layout.places[1].title, "Skåne, coast");
  EXPECT_EQ(layout.places[1].latitude_deg, 55.5);
  EXPECT_EQ(layout.source_places, expected.source_places);
  EXPECT_EQ(layout.accounts, expected.accounts);
  ASSERT_EQ(layout.lot_size_classes.size(), 2U);
  EXPECT_EQ(layout.lot_size_classes[1].name, "100 kg and more");
  EXPECT_EQ(layout.lot_size_classes[1].low_kg, 100.0);
  ASSERT_EQ(layout.pools.size(), 2U);
  EXPECT_EQ(layout.pools[1].name, "skippers/skären");
  EXPECT_EQ(layout.pools[1].kind, "skipper");
  EXPECT_EQ(layout.pools[1].place, "SKÅNE");
}

TEST_F(Reading, GivesBackPairsAndTheirAxes) {
  ResultRecord record = pair_sample::record();
  record.layout.pairs[0].until_day = pair_sample::measures_day + 70;
  pair_sample::write(file("pairs.h5"), record);
  const ResultLayout layout = ResultReader(file("pairs.h5")).layout();
  ASSERT_EQ(layout.pairs.size(), 1U);
  EXPECT_EQ(layout.pairs[0].name, "as_it_is/tighter");
  EXPECT_EQ(layout.pairs[0].reference, 0U);
  EXPECT_EQ(layout.pairs[0].arm, 1U);
  EXPECT_EQ(layout.pairs[0].from_day, pair_sample::measures_day);
  EXPECT_EQ(layout.pairs[0].until_day, pair_sample::measures_day + 70);
  EXPECT_EQ(layout.pairs[0].touched, record.layout.pairs[0].touched);
  EXPECT_EQ(layout.years.size(), record.layout.years.size());
  EXPECT_EQ(layout.week_days, record.layout.week_days);
  EXPECT_EQ(layout.move_classes, record.layout.move_classes);
  EXPECT_EQ(layout.pair_series.size(), record.layout.pair_series.size());
}

TEST_F(Reading, RefusesPairsThatNobodyCanHaveWritten) {
  ResultRecord far = pair_sample::record();
  far.layout.pairs[0].from_day = INT64_MAX;
  pair_sample::write(file("far.h5"), far);
  EXPECT_THROW(ResultReader(file("far.h5")), OutputError);
  ResultRecord other = pair_sample::record();
  other.layout.estimates.emplace_back("guessed");
  other.layout.pair_series.clear();
  pair_sample::write(file("other.h5"), other);
  EXPECT_THROW(ResultReader(file("other.h5")), OutputError);
}

TEST_F(Reading, GivesBackTheSeriesAsTheyWereDeclared) {
  const ResultReader reader(path());
  const ResultLayout expected = sample::record().layout;
  ASSERT_EQ(reader.layout().series.size(), expected.series.size());
  for (std::size_t index = 0; index < expected.series.size(); ++index) {
    EXPECT_EQ(reader.layout().series[index].name, expected.series[index].name);
    EXPECT_EQ(reader.layout().series[index].units, expected.series[index].units);
    EXPECT_EQ(reader.layout().series[index].long_name, expected.series[index].long_name);
    EXPECT_EQ(reader.layout().series[index].axes, expected.series[index].axes);
    EXPECT_EQ(reader.layout().series[index].is_count, expected.series[index].is_count);
  }
}

TEST_F(Reading, GivesBackEveryCell) {
  const ResultReader reader(path());
  for (std::size_t index = 0; index < reader.layout().series.size(); ++index) {
    for (std::size_t arm = 0; arm < 2; ++arm) {
      for (std::uint32_t number = 0; number < 4; ++number) {
        if (arm == 1 && number == sample::failed_replicate) continue;
        const RunResult expected = sample::run(reader.layout(), arm, number);
        EXPECT_EQ(reader.run_cells(index, {arm, number}), expected.series[index]);
        EXPECT_EQ(reader.run({arm, number}).digest, expected.digest);
      }
    }
  }
}

TEST_F(Reading, GivesASeriesWithItsShape) {
  const SeriesValues seized = ResultReader(path()).series("seized_g");
  EXPECT_EQ(seized.shape, (std::vector<std::size_t>{2, 4, 3, 2, 3}));
  ASSERT_EQ(seized.values.size(), 2U * 4 * 3 * 2 * 3);
  // Arm 1, replicate 3 begins at cell (1 x 4 + 3) x 18; its cell 4 is series 3, arm 1, replicate 3.
  EXPECT_EQ(seized.values[7 * 18 + 4], sample::cell(3, 1, 3, 4));
}

TEST_F(Reading, MarksCellsOfAFailedRunAsMissing) {
  const ResultReader reader(path());
  const StoredRun& run = reader.run({1, sample::failed_replicate});
  EXPECT_EQ(run.state, StoredState::failed);
  EXPECT_EQ(run.message, "choice/logit: utility is not a number, week 2024-05-06");
  for (std::size_t series = 0; series < reader.layout().series.size(); ++series) {
    for (const std::int64_t cell : reader.run_cells(series, {1, sample::failed_replicate})) {
      EXPECT_EQ(cell, missing_int64);
    }
  }
}

TEST_F(Reading, TellsRunsThatWereNeverMade) {
  sample::write_result(file("part.h5"), sample::record(), {{1}});
  const ResultReader reader(file("part.h5"));
  EXPECT_EQ(reader.layout().replicates, 4);
  EXPECT_EQ(reader.run({0, 0}).state, StoredState::missing);
  EXPECT_EQ(reader.run({0, 1}).state, StoredState::done);
}

TEST_F(Reading, GivesBackParametersAndFiles) {
  const ResultReader reader(path());
  const ScenarioRecord& scenario = reader.record().scenario;
  EXPECT_EQ(scenario.title, sample::record().scenario.title);
  ASSERT_EQ(scenario.parameters.size(), 2U);
  EXPECT_EQ(scenario.parameters[0].source, "a guess, 2023");
  EXPECT_EQ(scenario.parameters[1].path, "splitting.rule");
  EXPECT_EQ(scenario.parameters[1].unit, "");
  ASSERT_EQ(scenario.files.size(), 2U);
  EXPECT_EQ(scenario.files[0].text, "waterbed: 1\ntitle: Prüfung\n");
  EXPECT_EQ(scenario.files[1].text, "");
  EXPECT_EQ(reader.record().program.commit, "0123abc");
}

// A later program may count along a dimension that this one does not know.
TEST_F(Reading, PassesOverASeriesAlongAnUnknownDimension) {
  std::string bytes = sample::bytes_of(path());
  bytes.resize(bytes.size() - sample::seal_size);
  const std::string axes = "period place lot_size_class";
  const std::size_t at = bytes.find(axes);
  ASSERT_NE(at, std::string::npos);
  sample::write_bytes(file("later.h5"), bytes.replace(at, axes.size(), "period place lot_hope_class"));
  append_seal(file("later.h5"));
  const ResultReader reader(file("later.h5"));
  EXPECT_EQ(reader.find_series("seized_size_lots"), reader.layout().series.size());
  EXPECT_EQ(reader.layout().series.size() + 1, sample::record().layout.series.size());
}

TEST_F(Reading, HoldsAWorldWithoutLanes) {
  ResultRecord record = sample::record();
  record.layout.lanes.clear();
  sample::write_result(file("no lanes.h5"), record, {{0, 1, 2, 3}});
  const ResultReader reader(file("no lanes.h5"));
  EXPECT_TRUE(reader.series("shipped_g").values.empty());
  EXPECT_EQ(reader.series("planned_g").values.size(), 2U * 4 * 3);
}

TEST_F(Reading, RefusesAFileThatIsMissing) {
  EXPECT_THROW(ResultReader(file("none.h5")), OutputError);
}

TEST_F(Reading, RefusesAFileThatIsNotHdf5) {
  sample::write_bytes(file("text.h5"), "waterbed: 1\n");
  sample::write_bytes(file("empty.h5"), "");
  EXPECT_THROW(ResultReader(file("text.h5")), OutputError);
  EXPECT_THROW(ResultReader(file("empty.h5")), OutputError);
}

TEST_F(Reading, RefusesAnHdf5FileOfSomebodyElse) {
  Hdf5File other = Hdf5File::create(file("other.h5"));
  other.add_attribute({"title", "weather"});
  other.close();
  append_seal(file("other.h5"));
  try {
    const ResultReader reader(file("other.h5"));
    FAIL() << "no error";
  } catch (const OutputError& error) {
    EXPECT_NE(std::string(error.what()).find("is not a result file of waterbed"), std::string::npos);
    EXPECT_EQ(error.fault(), OutputFault::file);
  }
}

TEST_F(Reading, RefusesAnotherFormatVersion) {
  Hdf5File other = Hdf5File::create(file("other.h5"));
  other.add_attribute({"waterbed_format_version", std::int32_t{999}});
  other.close();
  append_seal(file("other.h5"));
  EXPECT_THROW(ResultReader(file("other.h5")), OutputError);
}

// Opens a file and reads all of it; damage under a seal may be refused or, where it hits text or numbers, go
// unseen.
void read_all(const std::filesystem::path& path) {
  try {
    const ResultReader reader(path);
    for (const SeriesSpec& series : reader.layout().series) (void)reader.series(series.name);
  } catch (const OutputError&) {
    SUCCEED();
  }
}

// A seal that fits does not make a file sound: what lies below it is looked at as well.
TEST_F(Reading, RefusesAFileThatWasCutBeforeItWasSealed) {
  const std::string whole = sample::bytes_of(path());
  for (std::size_t size = 0; size + 2 * sample::seal_size < whole.size(); size += 499) {
    sample::write_bytes(file("cut.h5"), whole.substr(0, size));
    append_seal(file("cut.h5"));
    EXPECT_THROW(ResultReader(file("cut.h5")), OutputError) << "after " << size << " bytes";
  }
}

TEST_F(Reading, SurvivesPagesOfZeros) {
  const std::string whole = sample::bytes_of(path());
  for (std::size_t start = 0; start < whole.size(); start += 512) {
    std::string damaged = whole;
    const std::size_t length = std::min<std::size_t>(512, whole.size() - start);
    damaged.replace(start, length, std::string(length, '\0'));
    sample::write_bytes(file("damaged.h5"), damaged);
    append_seal(file("damaged.h5"));
    read_all(file("damaged.h5"));
  }
}

// As `show` does while a run replaces the file.
TEST_F(Reading, IsOfOneFileThoughTheFileIsReplacedMeanwhile) {
  ResultRecord other = sample::record();
  other.layout.seed = 7;
  other.scenario.parameters.resize(1);
  sample::write_result(file("other.h5"), other, {{0, 1, 2, 3}});
  std::filesystem::copy_file(path(), file("one.h5"));
  {
    const std::jthread replacing([&](const std::stop_token& stop) {
      for (int number = 0; !stop.stop_requested(); ++number) {
        std::filesystem::copy_file(file(number % 2 == 0 ? "other.h5" : "one.h5"), file("next.h5"));
        std::filesystem::rename(file("next.h5"), path());
        // Longer than reading takes, or it would begin for ever.
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
      }
    });
    for (int number = 0; number < 40; ++number) {
      const ResultReader reader = open_result(path());
      EXPECT_EQ(reader.record().scenario.parameters.size(), reader.layout().seed == 7 ? 1U : 2U);
    }
  }
}

}  // namespace
}  // namespace waterbed
