// SPDX-License-Identifier: Apache-2.0
#include "output/block_file.hpp"

#include <functional>

#include <gtest/gtest.h>

#include "output/error.hpp"
#include "tests/output/sweep_sample.hpp"
#include "tests/output/temporary_folder.hpp"

namespace waterbed {
namespace {

Values read(const Hdf5File& file, const std::string& name) {
  switch (file.type(name)) {
    case ElementType::text:
      return file.read_texts(name);
    case ElementType::float64:
      return file.read_reals(name);
    default:
      return file.read_integers(name);
  }
}

// The same numbers in the type of the variable, which reading forgets.
Values stored(ElementType type, Values values) {
  const auto* integers = std::get_if<std::vector<std::int64_t>>(&values);
  if (integers == nullptr || type == ElementType::int64) return values;
  if (type == ElementType::int8) return std::vector<std::int8_t>(integers->begin(), integers->end());
  return std::vector<std::int32_t>(integers->begin(), integers->end());
}

class DamagedBlock : public WithFolder {
 protected:
  DamagedBlock() {
    write_block(file("whole"), layout_,
                std::vector{sweep_sample::packed(layout_, 0, 0), sweep_sample::packed(layout_, 1, 3)});
  }

  // Whether a copy is read in which one variable has other values, none if there are none.
  [[nodiscard]] bool is_read_with(const std::string& changed, const std::function<void(Values&)>& change) {
    const Hdf5File whole = Hdf5File::open(file("whole"));
    Hdf5File copy = Hdf5File::create(file("copy"));
    copy.add_attribute({"waterbed_block", whole.integer_attribute("", "waterbed_block").value()});
    for (const std::string& name : whole.variables()) {
      Values values = read(whole, name);
      if (name == changed) change(values);
      Shape shape = whole.shape(name);
      const auto length = std::visit([](const auto& list) -> std::uint64_t { return list.size(); }, values);
      if (shape.size() == 1) shape = {length};
      copy.add_variable({name, whole.type(name), shape, {}, {}, {}}, stored(whole.type(name), values));
    }
    copy.close();
    try {
      const BlockReader reader(file("copy"));
      return true;
    } catch (const OutputError&) {
      return false;
    }
  }

  template <class Number>
  [[nodiscard]] bool is_read_with(const std::string& changed,
                                  const std::function<void(std::vector<Number>&)>& change) {
    return is_read_with(changed, [&](Values& values) { change(std::get<std::vector<Number>>(values)); });
  }

  ResultLayout layout_ = sweep_sample::record(2, 4).layout;
};

using Integers = std::vector<std::int64_t>;

TEST_F(DamagedBlock, IsReadWhenItIsWhole) {
  ASSERT_TRUE(is_read_with("", [](Values&) {}));
  const BlockReader block(file("copy"));
  ASSERT_EQ(block.slots(), 2U);
  EXPECT_EQ(block.question(1), sweep_sample::first_question + 1);
  EXPECT_EQ(block.replicate(1), 3U);
  std::vector<std::int64_t> cells(9);  // 3 periods x 3 lanes
  ASSERT_TRUE(unpack(layout_.series[0], block.chunk(SeriesOf::arm, 0, 1, 1), cells));
  EXPECT_EQ(cells, sample::run(layout_, 1, 103).series[0]);
}

TEST_F(DamagedBlock, MayNotLieAboutTheSizesOfItsPieces) {
  const std::vector<std::function<void(Integers&)>> lies{
      [](Integers& sizes) { sizes[0] = -1; },
      [](Integers& sizes) { sizes[0] -= 1; },  // so the last byte is nobody's
      [](Integers& sizes) { sizes.back() += 1; },
      [](Integers& sizes) { sizes[0] = INT64_MAX; },
      [](Integers& sizes) { sizes[0] = sizes[1] = INT64_MAX; },  // whose sum is -2
      [](Integers& sizes) { sizes.pop_back(); },
      [](Integers& sizes) { sizes.push_back(0); },
      [](Integers& sizes) { sizes.clear(); }};
  for (std::size_t lie = 0; lie < lies.size(); ++lie)
    EXPECT_FALSE(is_read_with<std::int64_t>("chunk_bytes", lies[lie])) << lie;
}

TEST_F(DamagedBlock, HasAsMuchOfEverySlot) {
  EXPECT_FALSE(is_read_with<std::int64_t>("question", [](Integers& list) { list.pop_back(); }));
  EXPECT_FALSE(is_read_with<std::int64_t>("replicate", [](Integers& list) { list.pop_back(); }));
  EXPECT_FALSE(is_read_with<std::int64_t>("ended", [](Integers& list) { list.push_back(0); }));
  EXPECT_FALSE(is_read_with<double>("seconds", [](std::vector<double>& list) { list.clear(); }));
  EXPECT_FALSE(is_read_with<std::int64_t>("chunk_skipped_filters", [](Integers& list) { list.pop_back(); }));
  EXPECT_FALSE(is_read_with<std::int64_t>("bytes", [](Integers& list) { list.pop_back(); }));
}

TEST_F(DamagedBlock, HasRunsOfTheArmsThatItNames) {
  using Texts = std::vector<std::string>;
  EXPECT_FALSE(is_read_with<std::string>("shape", [](Texts& texts) { texts.erase(texts.begin()); }));
  EXPECT_FALSE(is_read_with<std::string>("shape", [](Texts& texts) { texts.pop_back(); }));  // a series
  EXPECT_FALSE(is_read_with<std::string>("shape", [](Texts& texts) { texts.emplace_back("arm more"); }));
  EXPECT_FALSE(is_read_with<std::int64_t>("run_state", [](Integers& states) { states[0] = 7; }));
}

TEST_F(DamagedBlock, OfAnotherShapeIsNotExpected) {
  const BlockReader block(file("whole"));
  EXPECT_NO_THROW(block.expect(layout_));
  ResultLayout other = layout_;
  other.periods.pop_back();
  EXPECT_THROW(block.expect(other), OutputError);
}

}  // namespace
}  // namespace waterbed
