// SPDX-License-Identifier: Apache-2.0
#include "sim/enforcement/release_codes.hpp"

#include <optional>

#include "sim/enforcement/reach.hpp"

namespace waterbed {
namespace {

void set_codes(const ReleaseCodesParams& codes, const World& world, State& state) {
  const std::vector<bool> method = listed(state.effective.named<MethodParams>().names, codes.methods);
  for_each_crossing(world, listed_places(world, codes.places), method, listed_places(world, codes.origins),
                    [&](std::size_t number) {
                      state.controls.code_price[number] = codes.price.value();
                      state.controls.code_share[number] = 1.0 - codes.closed.value();
                    });
}

void set_release_codes(const World& world, State& state, Week) {
  for (const ReleaseCodesParams& codes : state.effective.named<ReleaseCodesParams>().values)
    set_codes(codes, world, state);
}

// What an entry covers, by index of places and methods.
struct Cover {
  std::vector<bool> place, origin, method;
};

Cover cover_of(const ReleaseCodesParams& codes, const ParameterSet& parameters) {
  const std::vector<std::string>& places = parameters.named<PlaceParams>().names;
  return {listed(places, codes.places), listed(places, codes.origins),
          listed(parameters.named<MethodParams>().names, codes.methods)};
}

std::optional<std::size_t> common_origin(const Cover& left, const Cover& right,
                                         const ParameterSet& parameters) {
  const std::vector<PlaceParams>& places = parameters.named<PlaceParams>().values;
  for (std::size_t place = 0; place < places.size(); ++place)
    if (places[place].role != PlaceRole::entry && left.origin[place] && right.origin[place]) return place;
  return std::nullopt;
}

// An entry place and a method used there that both cover, as text, or nothing.
std::string common_place_method(const Cover& left, const Cover& right, const ParameterSet& parameters) {
  const auto& places = parameters.named<PlaceParams>();
  const auto& methods = parameters.named<MethodParams>();
  for (std::size_t place = 0; place < places.size(); ++place) {
    if (places.values[place].role != PlaceRole::entry || !left.place[place] || !right.place[place]) continue;
    for (std::size_t method = 0; method < methods.size(); ++method)
      if (methods.values[method].at == places.values[place].kind && left.method[method] &&
          right.method[method])
        return places.names[place] + " by " + methods.names[method];
  }
  return {};
}

// A box has one price of a code, so two entries must not cover it.
void refuse_overlaps(const ParameterSet& parameters, std::vector<std::string>& problems) {
  const auto& codes = parameters.named<ReleaseCodesParams>();
  for (std::size_t second = 1; second < codes.size(); ++second)
    for (std::size_t first = 0; first < second; ++first) {
      const Cover left = cover_of(codes.values[first], parameters);
      const Cover right = cover_of(codes.values[second], parameters);
      const std::optional<std::size_t> origin = common_origin(left, right, parameters);
      const std::string common = common_place_method(left, right, parameters);
      if (!origin || common.empty()) continue;
      problems.push_back("release_codes: " + codes.names[first] + " and " + codes.names[second] +
                         " both cover boxes from " + parameters.named<PlaceParams>().names[*origin] + " to " +
                         common);
    }
}

void refuse_idle_codes(const ParameterSet& parameters, std::vector<std::string>& problems) {
  const auto& methods = parameters.named<MethodParams>();
  const auto& codes = parameters.named<ReleaseCodesParams>();
  for (std::size_t number = 0; number < codes.size(); ++number) {
    const std::string path = "release_codes." + codes.names[number];
    refuse_other_than_entries(path + ".places", codes.values[number].places, parameters, problems);
    refuse_entries(path + ".origins", codes.values[number].origins, parameters, problems);
    if (codes.values[number].methods.empty())
      problems.push_back(path + ".methods names no method, and most methods need no code");
    for (const std::string& method : codes.values[number].methods)
      if (methods.values[methods.find(method)].stream.empty())
        problems.push_back(path + ".methods: " + method + " uses no legal traffic that would be released");
  }
  refuse_overlaps(parameters, problems);
}

}  // namespace

void ReleaseCodesParams::describe(FieldVisitor& fields) {
  fields.references("places", places, "places", "entry places; none named: all");
  fields.references("origins", origins, "places", "last ports of the trade lanes; none named: all");
  fields.references("methods", methods, "methods", "methods by which boxes leave against a code");
  fields.quantity("price", price, {0, 1e8},
                  "what a bought code costs per lot, beside the method's fixed cost");
  fields.quantity("closed", closed, {0, 1},
                  "share of boxes whose release no longer needs a code that can be stolen or bought");
}

Mechanism release_codes_mechanism() {
  return {.name = "release_codes",
          .add_parameters =
              [](ParameterSet& parameters) {
                parameters.add_map<ReleaseCodesParams>(
                    {"release_codes", "codes against which boxes leave a place, and chains that need none"});
              },
          .validate_names = refuse_idle_codes,
          .steps = {{"set_release_codes", Phase::direct, set_release_codes, {"reset_controls"}}}};
}

}  // namespace waterbed
