// SPDX-License-Identifier: Apache-2.0
#include "output/factor_labels.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "output/error.hpp"
#include "tests/output/sweep_sample.hpp"
#include "tests/output/temporary_folder.hpp"

namespace waterbed {
namespace {

using Texts = std::vector<std::string>;

class FactorLabels : public WithFolder {
 protected:
  [[nodiscard]] Hdf5File written(const SweepRecord& sweep) const {
    Hdf5File target = Hdf5File::create(path());
    target.add_scale({"point", ElementType::int32, {3}, {"point"}, {}, {}},
                     std::vector<std::int32_t>{0, 1, 2});
    write_factors(target, sweep, 3);
    target.close();
    return Hdf5File::open(path());
  }
  [[nodiscard]] std::filesystem::path path() const { return file("factors.h5"); }
};

TEST_F(FactorLabels, AreReadBack) {
  const SweepRecord sweep = read_factors(written(sweep_sample::sweep()), 3);
  EXPECT_EQ(sweep.kind, "list");
  EXPECT_EQ(sweep.title, "Ports, twice");
  ASSERT_EQ(sweep.factors.size(), 3U);
  EXPECT_EQ(sweep.factors[0].path, "choice.eta");
  EXPECT_EQ(sweep.factors[1].role, "lever");
  EXPECT_EQ(sweep.factors[2].path, "passages.ECGYE/NLRTM.sea_days");
  EXPECT_EQ(sweep.factors[2].unit, "d");
  EXPECT_EQ(sweep.values(0), (Texts{"0.05", "learned", "10"}));  // numbers in their shortest form
  EXPECT_EQ(sweep.values(1), (Texts{"0.15", "frozen", "11"}));
  ASSERT_EQ(sweep.files.size(), 1U);
  EXPECT_EQ(sweep.files[0].text, "waterbed_design: 1\n");
}

TEST_F(FactorLabels, AreNumbersWhereAllValuesAre) {
  const Hdf5File read = written(sweep_sample::sweep());
  EXPECT_EQ(read.read_reals("choice.eta"), (std::vector<double>{0.05, 0.15, 0.25}));
  EXPECT_EQ(read.read_texts("beliefs.rule"), (Texts{"learned", "frozen", "learned"}));
}

// netCDF does not allow / in a name.
TEST_F(FactorLabels, OfAPathWithASlashHaveAColonThere) {
  const Hdf5File read = written(sweep_sample::sweep());
  EXPECT_EQ(read.read_reals("passages.ECGYE:NLRTM.sea_days"), (std::vector<double>{10, 11, 12}));
  EXPECT_EQ(read.text_attribute("passages.ECGYE:NLRTM.sea_days", "long_name"),
            "passages.ECGYE/NLRTM.sea_days");
}

// A row that leaves a value to the scenario has no number there.
TEST_F(FactorLabels, AreTextsWhereAValueIsLeftToTheScenario) {
  SweepRecord sweep = sweep_sample::sweep();
  sweep.factors.resize(1);
  sweep.values = [](std::uint64_t point) { return Texts{point == 1 ? "" : "0.5"}; };
  EXPECT_EQ(read_factors(written(sweep), 3).values(1), Texts{""});
}

TEST_F(FactorLabels, AreNotReadForAnotherNumberOfPoints) {
  const Hdf5File read = written(sweep_sample::sweep());
  EXPECT_THROW(static_cast<void>(read_factors(read, 2)), OutputError);
}

}  // namespace
}  // namespace waterbed
