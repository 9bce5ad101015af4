// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "sim/smuggling/labour_market.hpp"
#include "tests/enforcement/small_world.hpp"

// A small world with pools of labour, and its state as it is before the first week.
namespace waterbed::test {

class PoolWorld {
 public:
  // Starts the mechanism's pools, which `more` adds to the small world.
  PoolWorld(const Mechanism& mechanism, const std::string& more)
      : mechanism_(mechanism),
        prepared_(prepare_small_world(more)),
        state_(prepared_.world, prepared_.scenario.start.parameters, Luck(1, 0)) {
    EXPECT_EQ(prepared_.mistakes.printed(), "");
    state_.beliefs.helped_loss.assign(prepared_.world.crossings.size(), 1.0);
    for (std::uint32_t id = 0; id < 10; ++id) state_.organisations.id.push_back(id);
    if (mechanism.start != nullptr) mechanism.start(world(), state_, Week{0});
  }

  [[nodiscard]] const World& world() const { return prepared_.world; }
  [[nodiscard]] State& state() { return state_; }
  [[nodiscard]] Pool& pool(std::size_t number = 0) { return state_.labour.pools.at(number); }

  void run(const std::string& step, std::int32_t week = 0) {
    for (const Step& one : mechanism_.steps)
      if (one.name == step) return one.run(world(), state_, Week{week});
    ADD_FAILURE() << "no step " << step;
  }

  // The first route by a method at a place.
  [[nodiscard]] Index route_by(const std::string& method, const std::string& place = "port") const {
    for (std::size_t route = 0; route < world().routes.size(); ++route) {
      const Lane& lane = world().lanes[at(world().routes.lane[route])];
      if (world().place_names[at(lane.place)] == place &&
          state_.effective.named<MethodParams>().names[at(lane.method)] == method)
        return index_of(route);
    }
    ADD_FAILURE() << "no route by " << method;
    return none;
  }
  [[nodiscard]] std::size_t place_method_of(Index route) const {
    return at(world().routes.place_method[at(route)]);
  }

 private:
  Mechanism mechanism_;
  Prepared prepared_;
  State state_;
};

}  // namespace waterbed::test
