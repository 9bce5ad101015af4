// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include <gtest/gtest.h>

#include "tests/support/lab.hpp"

namespace waterbed {
namespace {

class RecordingLab : public testing::Test {
 protected:
  [[nodiscard]] double total(const std::string& series) const { return results_.total(0, series); }
  // Sum over periods; `labels` is the length of the last axis.
  [[nodiscard]] std::vector<double> by_last_axis(const std::string& series, std::size_t labels) const {
    const std::vector<std::int64_t>& cells = results_.cells(0, series);
    std::vector<double> sums(labels, 0.0);
    for (std::size_t cell = 0; cell < cells.size(); ++cell)
      sums[cell % labels] += static_cast<double>(cells[cell]);
    return sums;
  }

  test::Results results_{test::experiment_of("lab/recording.yaml"), 0};
};

// 40 weeks x 1000 lots.
TEST_F(RecordingLab, AllLotsTakeTheOneWayThatPays) {
  EXPECT_EQ(results_.by_lane(0, "shipped_lots"), (std::vector<double>{40000, 0, 0}));
  EXPECT_EQ(total("seized_lots"), by_last_axis("seized_source_g", 3)[0] / 150000);
  EXPECT_NEAR(total("seized_lots"), 20000, 4.0 * std::sqrt(40000 * .25));
}

TEST_F(RecordingLab, HalfOfTheFindsAreWrittenDown) {
  const double seized = total("seized_lots");
  EXPECT_NEAR(total("recorded_lots") / seized, .5, 4.0 * test::share_error(.5, seized));
}

// 1 - (.8 + .64 + .512 + .4096) / 4 = .4096.
TEST_F(RecordingLab, FirstPublishedFiguresMissWhatIsWrittenDownLater) {
  const double revised = total("recorded_lots");
  EXPECT_NEAR(total("first_published_lots") / revised, .4096, 4.0 * test::share_error(.4096, revised));
  EXPECT_EQ(total("first_published_g"), 150000 * total("first_published_lots"));
}

TEST_F(RecordingLab, AFifthOfTheRecordsNamesAnotherMethod) {
  const double records = total("recorded_lots");
  const std::vector<double> by_method = results_.by_lane(0, "recorded_lots");
  const std::vector<double> expected{.8, .1, .1};
  for (std::size_t lane = 0; lane < expected.size(); ++lane)
    EXPECT_NEAR(by_method[lane] / records, expected[lane], 4.0 * test::share_error(expected[lane], records));
}

TEST_F(RecordingLab, ThreeTenthsOfTheRecordsNameAnotherSource) {
  EXPECT_EQ(results_.layout().source_places, (std::vector<std::string>{"origin", "north", "south"}));
  const double records = total("recorded_lots");
  const std::vector<double> by_source = by_last_axis("recorded_source_g", 3);
  const std::vector<double> expected{.7, .15, .15};
  for (std::size_t source = 0; source < expected.size(); ++source)
    EXPECT_NEAR(by_source[source] / 150000 / records, expected[source],
                4.0 * test::share_error(expected[source], records));
}

// Class 4 holds 100 to below 250 kg.
TEST_F(RecordingLab, EveryLotIsInTheClassOfItsWeight) {
  EXPECT_EQ(by_last_axis("seized_size_lots", 9)[4], total("seized_lots"));
  EXPECT_EQ(by_last_axis("recorded_size_lots", 9)[4], total("recorded_lots"));
}

}  // namespace
}  // namespace waterbed
