// SPDX-License-Identifier: Apache-2.0
#include "sim/world/geography.hpp"

#include <cmath>  // sqrt and fabs are exact

#include "sim/base/math.hpp"

namespace waterbed {
namespace {

constexpr double earth_radius_km = 6371.0088;

// sin^2(angle / 2) for an angle of -360 to 360 degrees.
double haversine(double angle_deg) {
  const double sine = sin_pi(std::fabs(angle_deg) / 360.0);
  return sine * sine;
}

double cosine_of_latitude(double latitude_deg) {
  return sin_pi(0.5 - std::fabs(latitude_deg) / 180.0);
}

}  // namespace

double distance_km(Coordinates from, Coordinates to) {
  const double cosines = cosine_of_latitude(from.latitude_deg) * cosine_of_latitude(to.latitude_deg);
  const double half_chord = haversine(to.latitude_deg - from.latitude_deg) +
                            cosines * haversine(to.longitude_deg - from.longitude_deg);
  if (half_chord >= 1.0) return earth_radius_km * pi;
  return earth_radius_km * 2.0 * arctan(std::sqrt(half_chord) / std::sqrt(1.0 - half_chord));
}

}  // namespace waterbed
