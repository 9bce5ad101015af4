// SPDX-License-Identifier: Apache-2.0
// Terminals and depots: parts of an entry place.
#include <array>
#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/lab.hpp"

namespace waterbed {
namespace {

using testing::HasSubstr;

// Consignments shipped by part ("": of a place or method without parts) and method, of the first arm of case
// 16 with these parts of its harbour, and how many consignments there were.
struct Shipped {
  std::map<std::string, double> by_part_and_method;
  double trials = 0.0;

  [[nodiscard]] double share(const std::string& part, const std::string& method) const {
    return by_part_and_method.at(part + "/" + method) / trials;
  }
  [[nodiscard]] double share_of(const std::string& method) const {
    double sum = 0.0;
    for (const auto& [name, count] : by_part_and_method)
      if (name.substr(name.find('/') + 1) == method) sum += count;
    return sum / trials;
  }
};

Shipped shipped_with(const std::string& parts, const std::string& nu) {
  ScenarioOptions options;
  options.arms = {"as_it_is"};
  options.sets = {"parts=" + parts, "choice.nu=" + nu};
  const Prepared prepared = test::prepare_scenario("lab/nested.yaml", options);
  const World& world = prepared.world;
  const std::vector<std::string>& methods = prepared.scenario.start.parameters.named<MethodParams>().names;
  Shipped shipped;
  const Experiment experiment = experiment_of(prepared, InstructionSet::plain);
  const ReplicateResult result = experiment.run(0, [&](std::size_t, const State& state, Week) {
    for (const Index route : state.consignments.route) {
      ++shipped.trials;
      if (route == none) continue;
      const PlaceMethod& pair = world.place_methods[at(world.routes.place_method[at(route)])];
      const std::string part = pair.part == none ? "" : world.part_names[at(pair.part)];
      ++shipped.by_part_and_method[part + "/" + methods[at(pair.method)]];
    }
  });
  EXPECT_EQ(result.arms[0].message, "");
  return shipped;
}

void expect_share(double share, double expected, double trials) {
  EXPECT_NEAR(share, expected, 4.0 * test::share_error(expected, trials));
}

// Case 16 with nu = .5 and, of the same values, with nu = 1: exp(3), exp(2.5), exp(8 / 3) and exp(2) over
// their sum 54.04900.
const std::map<std::string, std::array<double, 3>> shares_of_whole{{"0.5", {.37934, .13955, .31790}},
                                                                   {"1", {.37162, .22540, .26628}}};

class Parts : public testing::TestWithParam<std::string> {};

// Each of three parts gets a third of what the harbour has by each method.
TEST_P(Parts, AlikeChangeNothingButWhereInThePlaceItHappens) {
  const Shipped shipped =
      shipped_with("{a: {place: harbour}, b: {place: harbour}, c: {place: harbour}}", GetParam());
  const auto& [first, second, third] = shares_of_whole.at(GetParam());
  expect_share(shipped.share_of("first"), first, shipped.trials);
  expect_share(shipped.share_of("second"), second, shipped.trials);
  expect_share(shipped.share_of("third"), third, shipped.trials);
  for (const char* part : {"a", "b", "c"}) {
    expect_share(shipped.share(part, "first"), first / 3.0, shipped.trials);
    expect_share(shipped.share(part, "second"), second / 3.0, shipped.trials);
  }
}

// The second method is taken by the quay alone; of the first, 3 / (3 + 1) goes there.
TEST_P(Parts, OfOtherWeightsShareWhatEachMethodHas) {
  const Shipped shipped = shipped_with(
      "{quay: {place: harbour, weight: 3}, depot: {place: harbour, methods: [first]}}", GetParam());
  const auto& [first, second, third] = shares_of_whole.at(GetParam());
  expect_share(shipped.share("quay", "first"), .75 * first, shipped.trials);
  expect_share(shipped.share("depot", "first"), .25 * first, shipped.trials);
  expect_share(shipped.share("quay", "second"), second, shipped.trials);
  expect_share(shipped.share("", "third"), third, shipped.trials);
}

INSTANTIATE_TEST_SUITE_P(Nests, Parts, testing::Values("0.5", "1"),
                         [](const auto& nest) { return nest.param == "1" ? "PlainLogit" : "Nested"; });

TEST(PartsOfAPlace, LeaveAMethodThatNoneTakesToTheWhole) {
  const Shipped shipped = shipped_with("{depot: {place: harbour, methods: [first]}}", "0.5");
  EXPECT_GT(shipped.share("depot", "first"), 0.0);
  EXPECT_GT(shipped.share("", "second"), 0.0);
  EXPECT_EQ(shipped.by_part_and_method.count("depot/second"), 0U);
}

TEST(PartsOfAPlace, GetNothingWithoutWeight) {
  const Shipped shipped = shipped_with("{a: {place: harbour}, b: {place: harbour, weight: 0}}", "0.5");
  EXPECT_EQ(shipped.by_part_and_method.count("b/first"), 0U);
  expect_share(shipped.share("a", "first"), .37934, shipped.trials);
}

std::string mistakes_with(const std::string& parts) {
  ScenarioOptions options;
  options.sets = {"parts=" + parts};
  const auto path = std::filesystem::path(WATERBED_SOURCE_DIR) / "scenarios" / "lab" / "nested.yaml";
  return prepare(path, options).mistakes.printed();
}

TEST(PartsOfAPlace, AreRefusedWhereNothingIsTakenOut) {
  EXPECT_THAT(mistakes_with("{a: {place: origin}}"), HasSubstr("parts.a: its place is no entry place"));
  EXPECT_THAT(mistakes_with("{a: {place: beach, methods: [first]}}"),
              HasSubstr("parts.a: its method first is not used at that kind of place"));
}

TEST(PartsOfAPlace, AreRefusedIfTheyShareTrafficByWeightsOfZero) {
  EXPECT_THAT(mistakes_with("{a: {place: harbour, weight: 0}, b: {place: harbour, weight: 0}}"),
              HasSubstr("parts of harbour: all that take first have weight 0"));
  EXPECT_THAT(mistakes_with("{a: {place: harbour, methods: [first]}, b: {place: harbour, weight: 0}}"),
              HasSubstr("parts of harbour: all that take second have weight 0"));
}

}  // namespace
}  // namespace waterbed
