// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "sim/base/fields.hpp"
#include "sim/base/parameter_set.hpp"
#include "sim/base/units.hpp"

// What exists, as a scenario says it: places, streams of legal traffic, strata, passages, methods,
// commodities, markets, organisations and their homes.
namespace waterbed {

enum class PlaceRole { source, transit, entry };
enum class PlaceKind { port, coast, airport, post_hub, land_crossing };

struct PlaceParams {
  std::string title;
  PlaceRole role = PlaceRole::entry;
  PlaceKind kind = PlaceKind::port;
  Degrees latitude;
  Degrees longitude;
  Probability interception{0.10};  // MODEL default for g_source, range .05 to .25
  Probability recorded{0.98};      // small ports .5

  void describe(FieldVisitor& fields);
};

// A terminal or depot: a part of an entry place, where lots are taken out. A place without parts is one
// whole.
struct PartParams {
  std::string title;
  std::string place;
  Number weight{1};
  std::vector<std::string> methods;  // empty: all of the place

  void describe(FieldVisitor& fields);
};

struct StreamParams {
  std::string title;
  void describe(FieldVisitor& fields) { fields.text("title", title, "the legal traffic that hides a load"); }
};

struct StratumParams {
  UnitsPerWeek legal_units;
  Number worth{1};
  void describe(FieldVisitor& fields) {
    fields.quantity("legal", legal_units, {0, 1e7},
                    "legal units a week from this origin to this place in this stream; 0 closes the stratum");
    fields.quantity(
        "worth", worth, {0, 1e6},
        "what a find here is worth to agencies beside other finds, for where they send capacity; 0: "
        "`proportional` and `waterfill` send none");
  }
};

struct PassageParams {
  Days sea_days;
  void describe(FieldVisitor& fields) {
    fields.quantity("sea", sea_days, {0, 200}, "days at sea without port calls", Change::at_start_only);
  }
};

struct TravelParams {
  Days port_days{5};
  void describe(FieldVisitor& fields) {
    fields.quantity("port", port_days, {0, 60},
                    "days in ports added to each passage; travel takes ceil((sea + port) / 7) weeks",
                    Change::at_start_only);
  }
};

struct MethodParams {
  std::string title;
  std::string stream;  // empty: uses no legal traffic
  PlaceKind at = PlaceKind::port;
  Share crew_share{0.05};
  Euros fixed_cost{50000};
  EurosPerKilogram freight{0};
  Kilograms largest_lot{8000};
  Probability sensitivity{0.6};
  Number targeting_offset{0};
  Probability extraction_failure{0.02};

  void describe(FieldVisitor& fields);
};

struct CommodityParams {
  std::string title;
  EurosPerKilogram source_price{5000};  // range 3000 to 8000

  void describe(FieldVisitor& fields) {
    fields.text("title", title, "name in print");
    fields.quantity("source_price", source_price, {0, 1e6},
                    "price K paid at the source, whether or not it lands");
  }
};

struct MarketParams {
  std::string commodity;
  Degrees latitude;
  Degrees longitude;
  EurosPerKilogram landed_price{28000};  // range 22000 to 40000

  void describe(FieldVisitor& fields);
};

struct InlandParams {
  EurosPerKilogramKilometre freight{0.5};
  Probability risk{0.02};

  void describe(FieldVisitor& fields) {
    fields.quantity("freight", freight, {0, 100}, "moving goods from the entry place to the market");
    fields.quantity("risk", risk, {0, 1}, "chance that a lot is seized inland; known to all organisations");
  }
};

struct DetectionParams {
  PerKilogram size_effect{5e-5};  // MODEL default k, range 0 to 2e-4

  void describe(FieldVisitor& fields) {
    fields.quantity("size_effect", size_effect, {0, 1},
                    "bigger lots are easier to find at entry: chance to pass x exp(-size_effect x lot size)");
  }
};

struct OrganisationsParams {
  std::int64_t count = 40;  // range 10 to 150
  Number size_sigma{1};
  Number ties{4};

  void describe(FieldVisitor& fields);
};

struct HomeParams {
  Degrees latitude;
  Degrees longitude;
  Number weight{1};

  void describe(FieldVisitor& fields);
};

// Adds the blocks above to `parameters`.
void add_world_parameters(ParameterSet& parameters);

}  // namespace waterbed
