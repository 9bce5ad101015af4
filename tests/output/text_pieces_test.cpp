// SPDX-License-Identifier: Apache-2.0
#include "output/text_pieces.hpp"

#include <string>

#include <gtest/gtest.h>

#include "tests/output/temporary_folder.hpp"

namespace waterbed {
namespace {

// Of points with one replicate each, 4 times 1000 in each of two arms.
TEST(TextPieces, HoldAThousandTextsHoweverShortTheRowsAre) {
  const std::vector<Block> pieces = pieces_of({2, 4000, 1});
  ASSERT_EQ(pieces.size(), 8U);
  EXPECT_EQ(pieces[5].start, (Shape{1, 1000, 0}));
  EXPECT_EQ(pieces[5].count, (Shape{1, 1000, 1}));
}

// 142 rows of 7 are 994, and 700 - 4 x 142 = 132 rows are left.
TEST(TextPieces, HoldWholeRows) {
  const std::vector<Block> pieces = pieces_of({1, 700, 7});
  ASSERT_EQ(pieces.size(), 5U);
  EXPECT_EQ(pieces[0].count, (Shape{1, 142, 7}));
  EXPECT_EQ(pieces[4].start, (Shape{0, 568, 0}));
  EXPECT_EQ(pieces[4].count, (Shape{1, 132, 7}));
}

// 3 pieces a row.
TEST(TextPieces, DivideRowsThatAreLong) {
  const std::vector<Block> pieces = pieces_of({2, 2500});
  ASSERT_EQ(pieces.size(), 6U);
  EXPECT_EQ(pieces[3].start, (Shape{1, 0}));
  EXPECT_EQ(pieces[5].start, (Shape{1, 2000}));
  EXPECT_EQ(pieces[5].count, (Shape{1, 500}));
}

// So the bytes of a result over arm and replicate are those of rows.
TEST(TextPieces, AreOfOneArm) {
  const std::vector<Block> pieces = pieces_of({2, 5, 100});
  ASSERT_EQ(pieces.size(), 2U);
  EXPECT_EQ(pieces[1].start, (Shape{1, 0, 0}));
  EXPECT_EQ(pieces[1].count, (Shape{1, 5, 100}));
  EXPECT_EQ(pieces_of({3, 5}).size(), 3U);
}

TEST(TextPieces, AreNoneWhereThereIsNothing) {
  EXPECT_TRUE(pieces_of({2, 0, 100}).empty());
  EXPECT_TRUE(pieces_of({}).empty());
}

class TextsOfAFile : public WithFolder {};

TEST_F(TextsOfAFile, AreReadAsTheyWereWrittenWhateverTheirPieces) {
  for (const Shape& shape : {Shape{2, 1500, 1}, Shape{3, 2, 400}, Shape{2, 1300}, Shape{7}}) {
    Hdf5File written = Hdf5File::create(file("texts.h5"));
    written.add_empty_variable({"texts", ElementType::text, shape, {}, {}, {}});
    written.write_texts("texts", [](std::size_t number) { return "text " + std::to_string(number); });
    written.close();
    const std::vector<std::string> texts = Hdf5File::open(file("texts.h5")).read_texts("texts");
    ASSERT_EQ(texts.size(), cells_in(shape));
    for (std::size_t number = 0; number < texts.size(); ++number)
      ASSERT_EQ(texts[number], "text " + std::to_string(number));
  }
}

}  // namespace
}  // namespace waterbed
