// SPDX-License-Identifier: Apache-2.0
#include "config/design.hpp"

#include <fstream>

#include <gtest/gtest.h>

#include "tests/output/temporary_folder.hpp"

namespace waterbed {
namespace {

class DesignFile : public WithFolder {
 protected:
  [[nodiscard]] DesignReading read(const std::string& text) const {
    std::ofstream(file("design.yaml")) << text;
    return read_design(file("design.yaml"));
  }
  [[nodiscard]] Design design(const std::string& text) const {
    DesignReading reading = read(text);
    EXPECT_EQ(reading.mistakes.printed(), "");
    return std::move(reading.design);
  }
  // Of a design that is right but for these lines.
  [[nodiscard]] std::string mistakes(const std::string& lines) const {
    return read("waterbed_design: 1\nscenario: s.yaml\n" + lines).mistakes.printed();
  }
};

TEST_F(DesignFile, SaysAllThatASweepNeeds) {
  const Design read = design(
      "waterbed_design: 1\n"
      "title: How tight\n"
      "question: And how much?\n"
      "scenario: ../s.yaml\n"
      "design: saltelli\n"
      "blocks: 64\n"
      "seed: 7\n"
      "replicates: 8\n"
      "weeks: 104\n"
      "runs_seed: 3\n"
      "arms: [as_it_is, tighter]\n"
      "set: {choice.eta: 0.2, money.rule: limited}\n"
      "levers:\n"
      "  instruments.a.share: {low: 0.01, high: 1, scale: log}\n"
      "uncertainties:\n"
      "  because: all that have a source\n"
      "  choice.nu: ~\n"
      "  beliefs.rule: [learned, frozen]\n");
  EXPECT_EQ(read.title, "How tight");
  EXPECT_EQ(read.scenario, file("../s.yaml"));
  EXPECT_EQ(read.kind, DesignKind::saltelli);
  EXPECT_EQ(read.size, 64);
  EXPECT_EQ(read.seed, 7);
  EXPECT_EQ(read.options.replicates, 8);
  EXPECT_EQ(read.options.weeks, 104);
  EXPECT_EQ(read.options.seed, 3);
  EXPECT_EQ(read.options.arms, (std::vector<std::string>{"as_it_is", "tighter"}));
  EXPECT_EQ(read.options.sets, (std::vector<std::string>{"choice.eta=0.2", "money.rule=limited"}));
  EXPECT_EQ(read.set_origins, (std::vector<std::string>{"design.yaml:12", "design.yaml:12"}));
  EXPECT_EQ(read.arms_origin, "design.yaml:11");
  ASSERT_EQ(read.factors.size(), 3U);
  EXPECT_EQ(read.factors[0].path, "instruments.a.share");
  EXPECT_EQ(read.factors[0].role, FactorRole::lever);
  EXPECT_EQ(read.factors[0].scale, FactorScale::logarithmic);
  EXPECT_EQ(read.factors[0].range->low, 0.01);
  EXPECT_EQ(read.factors[0].range->high, 1.0);
  EXPECT_EQ(read.factors[0].origin, "design.yaml:14");
  EXPECT_EQ(read.factors[1].role, FactorRole::uncertainty);
  EXPECT_FALSE(read.factors[1].range.has_value());
  EXPECT_EQ(read.factors[2].values, (std::vector<std::string>{"learned", "frozen"}));
}

TEST_F(DesignFile, ReadsAListFromItsTable) {
  std::ofstream(file("points.csv")) << "choice.nu,note,choice.eta\n0.5,usual,1\n0.9,,2\n";
  const Design read = design(
      "waterbed_design: 1\nscenario: s.yaml\ndesign: list\ntable: points.csv\nlevers: {choice.eta: ~}\n");
  ASSERT_EQ(read.factors.size(), 2U);
  EXPECT_EQ(read.factors[0].path, "choice.eta");
  EXPECT_EQ(read.factors[1].path, "choice.nu");
  EXPECT_EQ(read.factors[1].origin, "points.csv:1");
  EXPECT_EQ(read.rows, (std::vector<std::vector<std::string>>{{"1", "0.5"}, {"2", "0.9"}}));
  EXPECT_EQ(read.row_origins, (std::vector<std::string>{"points.csv:2", "points.csv:3"}));
  EXPECT_EQ(read.files.size(), 2U);
}

TEST_F(DesignFile, TellsAllMistakesAtOnce) {
  EXPECT_EQ(mistakes("design: sobol\n"
                     "pointz: 4\n"
                     "levers:\n"
                     "  a.b: {low: 2, high: 1}\n"
                     "  a.c: {low: 0, high: 1, scale: log}\n"
                     "  a.d: {low: 1}\n"
                     "  a.e: 3\n"
                     "uncertainties:\n"
                     "  a.b: [1, 1]\n"
                     "  a.f: {low: x, high: 1, steps: 3}\n"),
            "design.yaml:1:1: points must be given for a design of kind sobol\n"
            "design.yaml:4:1: pointz is not a key: did you mean points?\n"
            "design.yaml:6:14: a.b.low must be below high\n"
            "design.yaml:7:33: a.c: a logarithmic range must lie above 0\n"
            "design.yaml:8:8: a.d: give both low and high\n"
            "design.yaml:9:8: a.e must be ~ for the scenario's range, {low, high} or a list of values\n"
            "design.yaml:11:3: a.b is a factor already\n"
            "design.yaml:11:12: a.b: 1 is listed twice\n"
            "design.yaml:12:14: a.f.low must be a number, this is x\n"
            "design.yaml:12:33: a.f.steps is for a design of kind grid\n");
}

TEST_F(DesignFile, NeedsVersionKindScenarioAndFactors) {
  EXPECT_EQ(
      read("scenario: s.yaml\n").mistakes.printed(),
      "design.yaml:1:1: the first key must be waterbed_design: 1, the version of the language of designs\n"
      "design.yaml:1:1: design must be given: grid, list, random, latin_hypercube, sobol, saltelli, "
      "morris\n"
      "design.yaml:1:1: points must be given for a design of kind sobol\n");
  EXPECT_EQ(mistakes("design: sobol\npoints: 3\n"),
            "design.yaml:1:1: a design needs factors, under levers or uncertainties\n");
  EXPECT_EQ(mistakes("design: grid\nlevers: {a.b: ~}\n"),
            "design.yaml:4:10: a.b: a grid needs a list of values, or a range with steps: {steps: 5}\n");
  EXPECT_EQ(mistakes("design: morris\ntrajectories: 10\nlevels: 5\nlevers: {a.b: ~}\n"),
            "design.yaml:5:9: levels must be even\n");
  EXPECT_EQ(mistakes("design: list\ntable: none.csv\n"), "none.csv: there is no such file\n");
}

TEST_F(DesignFile, RefusesFactorsThatCannotBeSome) {
  EXPECT_EQ(mistakes("design: sobol\npoints: 4\nset: {a.b: 1}\nlevers: {a.b: ~, weeks: [1, 2]}\n"),
            "design.yaml:6:10: a.b is given under set, too: it cannot be a factor\n"
            "design.yaml:6:18: weeks is the same for all points: it cannot be a factor\n");
  EXPECT_EQ(mistakes("design: morris\ntrajectories: 4\nlevers: {a.b: [1, 2]}\n"),
            "design.yaml:5:15: a.b: elementary effects need a range, {low, high}, not a list of values\n");
}

TEST_F(DesignFile, HasAtMostTenMillionPoints) {
  EXPECT_EQ(mistakes("design: saltelli\nblocks: 5000000\nlevers: {a.b: ~}\n"),
            "design.yaml:1:1: the design has more than 10 million points\n");
  EXPECT_EQ(mistakes("design: grid\nlevers: {a.b: {steps: 10000}, a.c: {steps: 10000}}\n"),
            "design.yaml:1:1: the design has more than 10 million points\n");
}

}  // namespace
}  // namespace waterbed
