// SPDX-License-Identifier: Apache-2.0
#include "output/moves_table.hpp"

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

class MovesTable : public WithFolder {
 protected:
  [[nodiscard]] std::vector<Table> tables(const pair_sample::Alter& alter = nothing,
                                          const CompareOptions& options = {}) const {
    pair_sample::write(file("pair.h5"), pair_sample::record(), alter);
    return compare(ResultReader(file("pair.h5")), options);
  }
};

TEST_F(MovesTable, GivesMovesWithWhatWentTheOtherWayTheLargestInNetFirst) {
  const Table made = named(tables(), "moves");
  // 24 to Antwerp and 2 back; 10 not shipped. What stays, and what is too little to print, is left out.
  ASSERT_EQ(made.rows.size(), 2U);
  EXPECT_EQ(cell(made, 0, "from").text, "cocaine/NLRTM/rip_off");
  EXPECT_EQ(cell(made, 0, "to").text, "cocaine/BEANR/rip_off");
  EXPECT_NEAR(*cell(made, 0, "t_per_year").number, 24, 1e-5);
  EXPECT_NEAR(*cell(made, 0, "back_t_per_year").number, 2, 1e-5);
  EXPECT_EQ(cell(made, 1, "to").text, "not shipped");
}

TEST_F(MovesTable, AveragesOverReplicates) {
  const Table made = named(tables([](Told& told, std::uint32_t replicate) {
                             if (replicate == 0) told.pair["shift_g"][pair_sample::antwerp] = 32;
                           }),
                           "moves");
  EXPECT_NEAR(*cell(made, 0, "t_per_year").number, 26, 1e-5);  // (32 + 3 x 24) / 4
}

TEST_F(MovesTable, PutsEachMoveOnceInItsLargerDirection) {
  const Table made =
      named(tables([](Told& told, std::uint32_t) {
              std::vector<double>& matrix = told.pair["shift_g"];
              matrix[pair_sample::antwerp * pair_sample::matrix_length] = 30;
              matrix[pair_sample::algeciras * pair_sample::matrix_length + pair_sample::vlissingen] = 1;
              matrix[pair_sample::vlissingen * pair_sample::matrix_length + pair_sample::algeciras] = 1;
            }),
            "moves");
  ASSERT_EQ(made.rows.size(), 3U);  // net 10, 6, 0
  EXPECT_EQ(cell(made, 0, "to").text, "not shipped");
  EXPECT_EQ(cell(made, 1, "from").text, "cocaine/BEANR/rip_off");
  EXPECT_NEAR(*cell(made, 1, "back_t_per_year").number, 24, 1e-5);
}

TEST_F(MovesTable, TakesOnlyCalendarYearsThatLieInTheTime) {
  EXPECT_EQ(named(tables(), "moves").title,
            "Largest net moves between lanes, calendar years from 2023-01-02 until 2024-12-30");
  // From the second half of the third year on, the fourth is left.
  CompareOptions options;
  options.from_day = pair_sample::measures_day + 7 * 26;
  const Table made = named(tables(nothing, options), "moves");
  EXPECT_EQ(made.title, "Largest net moves between lanes, calendar years from 2024-01-01 until 2024-12-30");
  EXPECT_NEAR(*cell(made, 0, "t_per_year").number, 24, 1e-5);
}

TEST_F(MovesTable, IsEmptyWhereNoYearIsWholeAndWhereNothingMoved) {
  CompareOptions options;
  options.from_day = pair_sample::measures_day;
  options.until_day = pair_sample::measures_day + 7 * 26;
  const Table cut = named(tables(nothing, options), "moves");
  EXPECT_TRUE(cut.rows.empty());
  EXPECT_EQ(cut.note, "No calendar year lies wholly in the time compared.");
  const auto still = [](Told& told, std::uint32_t) { told.pair["shift_g"] = {}; };
  EXPECT_TRUE(named(tables(still), "moves").rows.empty());
}

}  // namespace
}  // namespace waterbed
