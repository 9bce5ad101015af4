// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace waterbed {

struct Coordinates {
  double latitude_deg;
  double longitude_deg;
};

// Great-circle distance in kilometres on a sphere of radius 6371.0088 km (IUGG mean radius), by haversines.
[[nodiscard]] double distance_km(Coordinates from, Coordinates to);

}  // namespace waterbed
