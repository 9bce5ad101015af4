// SPDX-License-Identifier: Apache-2.0
#include "sim/stats/student_t.hpp"

#include <boost/math/distributions/students_t.hpp>

#include "sim/base/check.hpp"

namespace waterbed::stats {

double student_t_quantile(double probability, double degrees_of_freedom) {
  WATERBED_CHECK(probability > 0 && probability < 1);
  WATERBED_CHECK(degrees_of_freedom > 0);
  return boost::math::quantile(boost::math::students_t(degrees_of_freedom), probability);
}

}  // namespace waterbed::stats
