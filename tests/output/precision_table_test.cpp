// SPDX-License-Identifier: Apache-2.0
#include "output/precision_table.hpp"

#include <cmath>
#include <string>
#include <vector>

#include "output/result_reader.hpp"
#include "tests/output/pair_sample.hpp"
#include "tests/output/pair_tables.hpp"
#include "tests/output/temporary_folder.hpp"

namespace waterbed {
namespace {

using pair_sample::Told;

constexpr auto nothing = [](Told&, std::uint32_t) {};
constexpr double t_of_three = 3.182446;  // t(0.975, 3)

class PrecisionTable : public WithFolder {
 protected:
  [[nodiscard]] Table table(const pair_sample::Alter& alter = nothing,
                            const ResultRecord& record = pair_sample::record()) const {
    pair_sample::write(file("pair.h5"), record, alter);
    return named(compare(ResultReader(file("pair.h5"))), "precision");
  }
};

TEST_F(PrecisionTable, GivesWhatLandedLessWithHalfItsInterval) {
  const Table made = table();
  // D - DL - E deviates (2.1, -.9, .9, -2.1): s^2 = 10.44 / 3. With chances, half as much.
  const double half = t_of_three * std::sqrt(10.44 / 3) / 2;
  EXPECT_NEAR(number(made, "total_landed", "mean"), 22.6, 1e-5);
  EXPECT_NEAR(number(made, "total_landed", "half_width"), half, 1e-5);
  EXPECT_NEAR(number(made, "treated", "mean"), 62, 1e-5);
  EXPECT_NEAR(number(made, "treated", "half_width_expected"), 4.10852 / 2, 1e-5);
  EXPECT_NEAR(number(made, "destination", "mean"), -20, 1e-5);  // Antwerp
  EXPECT_FALSE(optional_number(made, "destination", "half_width_expected"));
}

TEST_F(PrecisionTable, TellsHowMuchNarrowerSharedLuckMakesIt) {
  // Through Rotterdam A lands 300 + (-4, -2, 2, 4) and B 238 + (-3, -1, 1, 3): variances 40/3 and 20/3, that
  // of the difference 4/3. So sqrt(60 / 4) times narrower, at most sqrt(20) / (sqrt(40/3) - sqrt(20/3)).
  const Table made = table([](Told& told, std::uint32_t replicate) {
    const double both = pair_sample::kept_out_deviation.at(replicate);
    told.arms[0]["landed_g"].after[pair_sample::rotterdam] = 300 + both + (both > 0 ? 1 : -1);
    told.arms[1]["landed_g"].after[pair_sample::rotterdam] = 238 + both;
  });
  const double bound = std::sqrt(20.) / (std::sqrt(40. / 3) - std::sqrt(20. / 3));
  EXPECT_NEAR(number(made, "treated", "times_narrower"), std::sqrt(15.), 1e-5);
  EXPECT_NEAR(number(made, "treated", "times_narrower_at_most"), bound, 1e-5);
  EXPECT_NEAR(number(made, "treated", "variance_saved_percent"), 100 * (1 - 1. / 15), 1e-4);
  EXPECT_NEAR(number(made, "treated", "variance_saved_at_most_percent"), 100 * (1 - 1 / (bound * bound)),
              1e-4);
}

TEST_F(PrecisionTable, TellsHowSureTheShareDisplacedIs) {
  const Table made = table();
  // Replicates pull the share by (z - d 40.9 / 62) / 62, z and d the deviations of DL and D; with chances by
  // half of that.
  const double share = 40.9 / 62;
  const double squares = 2 * (std::pow(-5 + 3 * share, 2) + share * share);
  const double half = 100 * t_of_three * std::sqrt(squares / 3) / 2 / 62;
  EXPECT_NEAR(number(made, "displaced_share", "mean"), 100 * share, 1e-4);
  EXPECT_NEAR(number(made, "displaced_share", "half_width"), half, 1e-4);
  EXPECT_NEAR(number(made, "displaced_share", "half_width_expected"), half / 2, 1e-4);
}

TEST_F(PrecisionTable, TellsNoShareOfWhatMayBeNothing) {
  EXPECT_TRUE(has_row(table(), "displaced_share"));
  const Table made = table([](Told& told, std::uint32_t replicate) {
    const double kept_out = pair_sample::kept_out_deviation.at(replicate);
    told.tell("kept_out_g", kept_out, kept_out);
  });
  EXPECT_FALSE(has_row(made, "displaced_share"));
}

TEST_F(PrecisionTable, TellsNoShareWhereNothingIsLeftOutsideR) {
  ResultRecord record = pair_sample::record();
  record.layout.pairs[0].touched.assign(pair_sample::ports, Touch::all_routes);
  EXPECT_FALSE(has_row(table(nothing, record), "displaced_share"));
}

TEST_F(PrecisionTable, SaysNothingOfLanesThatAreInRInPart) {
  ResultRecord record = pair_sample::record();
  record.layout.pairs[0].touched[pair_sample::rotterdam] = Touch::some_routes;
  const Table made = table(nothing, record);
  EXPECT_FALSE(has_row(made, "treated"));
  EXPECT_FALSE(has_row(made, "displaced_share"));
  EXPECT_TRUE(optional_number(made, "total_landed", "half_width_expected"));
}

TEST_F(PrecisionTable, NamesNoDestinationWhereNothingMoved) {
  const Table made = table([](Told& told, std::uint32_t) { told.pair["displaced_to_g"] = {}; });
  EXPECT_FALSE(has_row(made, "destination"));
}

TEST_F(PrecisionTable, HasNoWidthsOfOneReplicate) {
  pair_sample::write(file("one.h5"), pair_sample::record(), {1}, nothing);
  const Table made = named(compare(ResultReader(file("one.h5"))), "precision");
  EXPECT_NEAR(number(made, "treated", "mean"), 61, 1e-5);
  for (const char* column : {"half_width", "half_width_expected", "times_narrower", "times_narrower_at_most"})
    EXPECT_FALSE(optional_number(made, "treated", column)) << column;
}

}  // namespace
}  // namespace waterbed
