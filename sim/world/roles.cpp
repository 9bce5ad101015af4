// SPDX-License-Identifier: Apache-2.0
#include "sim/world/roles.hpp"

#include <algorithm>
#include <string_view>

#include "sim/world/params.hpp"

namespace waterbed {
namespace {

class Roles {
 public:
  explicit Roles(const ParameterSet& parameters)
      : places_(parameters.named<PlaceParams>()),
        parts_(parameters.named<PartParams>()),
        passages_(parameters.named<PassageParams>()),
        strata_(parameters.named<StratumParams>()),
        methods_(parameters.named<MethodParams>()),
        commodities_(parameters.named<CommodityParams>()),
        markets_(parameters.named<MarketParams>()) {}

  [[nodiscard]] std::vector<std::string> problems() const {
    std::vector<std::string> result;
    const auto add = [&](const std::string& path, std::string_view problem) {
      if (!problem.empty()) result.push_back(path + ": " + std::string(problem));
    };
    for (std::size_t part = 0; part < parts_.size(); ++part)
      add("parts." + parts_.names[part], problem_of_part(parts_.values[part]));
    for (std::size_t place = 0; place < places_.size(); ++place)
      add("parts of " + places_.names[place], problem_of_weights(place));
    for (const std::string& name : passages_.names) add("passages." + name, problem_of_passage(name));
    for (const std::string& name : strata_.names) add("strata." + name, problem_of_stratum(name));
    for (const std::string& name : commodities_.names)
      if (!has_market(name)) add("commodities." + name, "no market buys it");
    return result;
  }

  [[nodiscard]] std::string why_no_route() const {
    if (!has_role(PlaceRole::source)) return "no place has the role source";
    if (!has_role(PlaceRole::entry)) return "no place has the role entry";
    if (commodities_.size() == 0) return "there is no commodity";
    if (passages_.size() == 0) return "there is no passage";
    if (methods_.size() == 0) return "there is no method";
    if (!any_method_fits()) return "no method is used at the kind of an entry place (methods.NAME.at)";
    return "no chain of passages leads from a source to an entry place that has a stratum for the stream of "
           "a method";
  }

 private:
  [[nodiscard]] PlaceRole role_of(std::string_view place) const {
    return places_.values[places_.find(place)].role;
  }
  [[nodiscard]] bool has_role(PlaceRole role) const {
    return std::any_of(places_.values.begin(), places_.values.end(),
                       [&](const PlaceParams& place) { return place.role == role; });
  }
  [[nodiscard]] bool has_market(const std::string& commodity) const {
    return std::any_of(markets_.values.begin(), markets_.values.end(),
                       [&](const MarketParams& market) { return market.commodity == commodity; });
  }
  [[nodiscard]] bool any_method_fits() const {
    return std::any_of(methods_.values.begin(), methods_.values.end(), [&](const MethodParams& method) {
      return std::any_of(places_.values.begin(), places_.values.end(), [&](const PlaceParams& place) {
        return place.role == PlaceRole::entry && place.kind == method.at;
      });
    });
  }

  [[nodiscard]] std::string problem_of_part(const PartParams& part) const {
    const PlaceParams& place = places_.values[places_.find(part.place)];
    if (place.role != PlaceRole::entry) return "its place is no entry place, and lots are taken out there";
    for (const std::string& method : part.methods)
      if (methods_.values[methods_.find(method)].at != place.kind)
        return "its method " + method + " is not used at that kind of place (methods." + method + ".at)";
    return {};
  }

  // The parts of a place that take a method share its traffic by their weights.
  [[nodiscard]] std::string problem_of_weights(std::size_t place) const {
    for (std::size_t method = 0; method < methods_.size(); ++method) {
      if (methods_.values[method].at != places_.values[place].kind) continue;
      bool is_taken = false;
      double weights = 0.0;
      for (const PartParams& part : parts_.values) {
        if (part.place != places_.names[place] || !takes(part, methods_.names[method])) continue;
        is_taken = true;
        weights += part.weight.value();
      }
      if (is_taken && weights <= 0.0)
        return "all that take " + methods_.names[method] +
               " have weight 0; at least one needs a positive weight";
    }
    return {};
  }

  static bool takes(const PartParams& part, const std::string& method) {
    return part.methods.empty() ||
           std::find(part.methods.begin(), part.methods.end(), method) != part.methods.end();
  }

  // Names are from/to.
  [[nodiscard]] std::string_view problem_of_passage(std::string_view name) const {
    const std::size_t slash = name.find('/');
    const std::string_view from = name.substr(0, slash);
    const std::string_view to = name.substr(slash + 1);
    if (from == to) return "it leads from a place to itself";
    if (role_of(from) == PlaceRole::entry) return "it begins at an entry place, where goods stay";
    if (role_of(to) == PlaceRole::source) return "it leads to a source, which goods only leave";
    const bool are_transits = role_of(from) == PlaceRole::transit && role_of(to) == PlaceRole::transit;
    return are_transits ? "a route has one transit place at most" : "";
  }

  // Names are origin/place/stream.
  [[nodiscard]] std::string_view problem_of_stratum(std::string_view name) const {
    const std::size_t first = name.find('/');
    const std::size_t second = name.find('/', first + 1);
    if (role_of(name.substr(0, first)) == PlaceRole::entry)
      return "its origin is an entry place, where goods stay";
    const PlaceRole role = role_of(name.substr(first + 1, second - first - 1));
    return role == PlaceRole::entry
               ? ""
               : "its second place is no entry place, and controls are modelled at entry";
  }

  const Named<PlaceParams>& places_;
  const Named<PartParams>& parts_;
  const Named<PassageParams>& passages_;
  const Named<StratumParams>& strata_;
  const Named<MethodParams>& methods_;
  const Named<CommodityParams>& commodities_;
  const Named<MarketParams>& markets_;
};

}  // namespace

std::vector<std::string> problems_of_roles(const ParameterSet& parameters) {
  return Roles(parameters).problems();
}

std::string why_no_route(const ParameterSet& parameters) {
  return Roles(parameters).why_no_route();
}

}  // namespace waterbed
