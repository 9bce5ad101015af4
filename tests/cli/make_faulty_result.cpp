// SPDX-License-Identifier: Apache-2.0
// make_faulty_result SCENARIO_FOLDER FILE REPLICATES: a result of lab/no_deterrence.yaml in which runs of the
// second arm went wrong, each in its way.
#include <cstdio>
#include <filesystem>
#include <string>

#include "sim/jobs/run_job.hpp"
#include "tests/support/faulty.hpp"

int main(int count, char** words) {
  if (count != 4) return 2;
  waterbed::ScenarioOptions options;
  options.replicates = std::stoll(words[3]);
  waterbed::Prepared prepared =
      waterbed::prepare(std::filesystem::path(words[1]) / "no_deterrence.yaml", options);
  std::fputs(prepared.mistakes.printed().c_str(), stderr);
  if (!prepared.mistakes.empty()) return 2;
  prepared.mechanisms.push_back(waterbed::test::faulty_mechanism());
  static_cast<void>(waterbed::run_to_file(prepared, {words[2]}, {}));
  return 0;
}
