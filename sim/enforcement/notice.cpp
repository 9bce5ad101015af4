// SPDX-License-Identifier: Apache-2.0
#include "sim/enforcement/notice.hpp"

#include "sim/base/math.hpp"

namespace waterbed {

double still_there(double days, const State& state) {
  const double staying = 1.0 - state.effective.get<NoticeParams>().gone_per_day.value();
  if (days <= 0.0) return 1.0;
  return staying > 0.0 ? exp(days * log(staying)) : 0.0;
}

Mechanism notice_mechanism() {
  return {
      .name = "notice", .add_parameters = [](ParameterSet& parameters) {
        parameters.add_block<NoticeParams>({"notice", "what becomes of loads when a control is announced"});
      }};
}

}  // namespace waterbed
