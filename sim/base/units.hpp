// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>
#include <limits>

// Units of measure. A quantity carries its unit in its type; the unit also gives the ending of the
// parameter's key in a scenario (`landed_price` in EUR/kg is written `landed_price_eur_per_kg`), so that
// nobody reads a number without its unit. Amounts that move (mass, money) are whole numbers: see Amount.
namespace waterbed {

// How a unit is written: at the end of a key (empty: no ending) and behind a printed number.
struct Unit {
  const char* key_ending;
  const char* symbol;
};

// A floating-point quantity of one unit. A default-constructed quantity is "not given": a parameter that is
// left so must be set by the scenario.
template <class UnitTag>
class Quantity {
 public:
  static constexpr Unit unit{UnitTag::key_ending, UnitTag::symbol};

  constexpr Quantity() = default;
  constexpr explicit Quantity(double value) : value_(value) {}

  [[nodiscard]] constexpr double value() const { return value_; }
  constexpr double& raw() { return value_; }
  friend constexpr auto operator<=>(Quantity, Quantity) = default;

 private:
  double value_ = std::numeric_limits<double>::quiet_NaN();
};

#define WATERBED_UNIT(Name, ending, printed)          \
  struct Name##Unit {                                 \
    static constexpr const char* key_ending = ending; \
    static constexpr const char* symbol = printed;    \
  };                                                  \
  using Name = Quantity<Name##Unit>

WATERBED_UNIT(Probability, "", "1");
WATERBED_UNIT(Share, "", "1");
WATERBED_UNIT(Number, "", "1");
WATERBED_UNIT(Kilograms, "kg", "kg");
WATERBED_UNIT(TonnesPerYear, "t_per_year", "t/year");
WATERBED_UNIT(Euros, "eur", "EUR");
WATERBED_UNIT(EurosPerKilogram, "eur_per_kg", "EUR/kg");
WATERBED_UNIT(EurosPerKilogramKilometre, "eur_per_kg_km", "EUR/(kg km)");
WATERBED_UNIT(KilogramsPerEuro, "kg_per_eur", "kg/EUR");
WATERBED_UNIT(PerKilogram, "per_kg", "1/kg");
WATERBED_UNIT(Per1000Kilometres, "per_1000_km", "1/(1000 km)");
WATERBED_UNIT(Days, "days", "d");
WATERBED_UNIT(Weeks, "weeks", "week");
WATERBED_UNIT(UnitsPerWeek, "units_per_week", "1/week");
WATERBED_UNIT(HoursPerWeek, "hours_per_week", "h/week");
WATERBED_UNIT(SquareKilometres, "km2", "km2");
WATERBED_UNIT(SquareKilometresPerHour, "km2_per_hour", "km2/h");
WATERBED_UNIT(LotsPerWeek, "lots_per_week", "1/week");
WATERBED_UNIT(Degrees, "deg", "degree");

#undef WATERBED_UNIT

// A whole-number amount: exact, so that balances hold to the last gram and cent.
template <class Tag>
struct Amount {
  std::int64_t value = 0;

  friend constexpr auto operator<=>(Amount, Amount) = default;
  constexpr Amount& operator+=(Amount other) {
    value += other.value;
    return *this;
  }
  constexpr Amount& operator-=(Amount other) {
    value -= other.value;
    return *this;
  }
  friend constexpr Amount operator+(Amount left, Amount right) { return left += right; }
  friend constexpr Amount operator-(Amount left, Amount right) { return left -= right; }
};

using Grams = Amount<struct GramTag>;
using Cents = Amount<struct CentTag>;

constexpr double grams_per_kilogram = 1000.0;
constexpr double grams_per_tonne = 1e6;
constexpr double weeks_per_year = 52.18;  // mean length of the Gregorian year, 365.2425 / 7

// A calendar week: the number of Mondays since Monday 1970-01-05. Draws are keyed by it, so the luck of a
// calendar week does not depend on when a scenario starts.
struct Week {
  std::int32_t number = 0;

  friend constexpr auto operator<=>(Week, Week) = default;
  friend constexpr Week operator+(Week week, std::int32_t weeks) { return {week.number + weeks}; }
  friend constexpr Week operator-(Week week, std::int32_t weeks) { return {week.number - weeks}; }
  friend constexpr std::int32_t operator-(Week later, Week earlier) { return later.number - earlier.number; }
};

}  // namespace waterbed
