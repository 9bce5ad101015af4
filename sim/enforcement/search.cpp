// SPDX-License-Identifier: Apache-2.0
#include "sim/enforcement/search.hpp"

#include <algorithm>
#include <map>

#include "sim/enforcement/mobile_scanner.hpp"
#include "sim/enforcement/parcel_screening.hpp"
#include "sim/enforcement/reach.hpp"
#include "sim/enforcement/scanner.hpp"

namespace waterbed {
namespace {

template <class Params>
bool holds(const std::string& name, const ParameterSet& parameters) {
  const auto& instruments = parameters.named<Params>();
  return instruments.find(name) < instruments.size();
}

bool is_scan(const std::string& name, const ParameterSet& parameters) {
  return holds<ScannerParams>(name, parameters) || holds<MobileScannerParams>(name, parameters) ||
         holds<ParcelScreeningParams>(name, parameters);
}

void refuse_idle_searches(const ParameterSet& parameters, std::vector<std::string>& problems) {
  const auto& searches = parameters.named<SearchParams>();
  std::map<std::string, std::string> search_after;
  for (std::size_t number = 0; number < searches.size(); ++number) {
    const std::string path = "instruments." + searches.names[number] + ".after: ";
    const std::string& after = searches.values[number].after;
    if (!is_scan(after, parameters))
      problems.push_back(path + after + " is no scanner, mobile_scanner or parcel_screening");
    const auto [first, is_new] = search_after.emplace(after, searches.names[number]);
    if (!is_new)
      problems.push_back(path + first->second + " already searches after " + after +
                         "; give that one the capacity of both");
  }
}

}  // namespace

void SearchParams::describe(FieldVisitor& fields) {
  fields.optional_reference("agency", agency, "agencies", "whose budget pays for it, if any");
  fields.reference("after", after, "instruments",
                   "the scanner, mobile scanner or parcel screening whose selection is searched");
  fields.quantity("capacity", capacity, {0, 1e9}, "legal units it can search");
  fields.quantity("false_alarm", false_alarm, {0, 1},
                  "share of examined legal units that the scan also holds to be suspicious");
  fields.quantity("found_if_searched", found_if_searched, {0, 1},
                  "chance that a load in a searched unit is found");
}

double searched_share(double capacity, double selected_units) {
  if (capacity <= 0.0) return 0.0;
  return selected_units > capacity ? capacity / selected_units : 1.0;
}

double found_after_scan(std::string_view instrument, double examined_units, const State& state) {
  for (const SearchParams& search : state.effective.named<SearchParams>().values) {
    if (search.after != instrument) continue;
    const double capacity = search.capacity.value() * budget_factor_or_one(search.agency, state);
    return searched_share(capacity, search.false_alarm.value() * examined_units) *
           search.found_if_searched.value();
  }
  return 1.0;
}

Mechanism search_mechanism() {
  return {.name = "search",
          .add_parameters =
              [](ParameterSet& parameters) {
                parameters.add_map<SearchParams>(
                    {"instruments", "physical searches of what a scan selected", "search"});
              },
          .validate_names = refuse_idle_searches};
}

}  // namespace waterbed
