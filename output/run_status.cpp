// SPDX-License-Identifier: Apache-2.0
#include "output/run_status.hpp"

#include <utility>

#include "output/hexadecimal.hpp"
#include "sim/base/check.hpp"

namespace waterbed {
namespace {

constexpr std::int8_t number_of(StoredState state) {
  return static_cast<std::int8_t>(state);
}

const std::vector<std::int8_t> all_states{number_of(StoredState::missing), number_of(StoredState::done),
                                          number_of(StoredState::failed)};

}  // namespace

RunStatuses::RunStatuses(std::size_t arms, std::size_t replicates)
    : arms_(arms),
      replicates_(replicates),
      states_(arms * replicates, number_of(StoredState::missing)),
      digests_(arms * replicates, 0) {}

RunStatuses RunStatuses::read(const Hdf5File& file, std::size_t arms, std::size_t replicates) {
  for (const char* name : {"run_state", "run_message", "run_digest"})
    if (file.shape(name) != Shape{arms, replicates}) file.damaged(name);
  RunStatuses result(arms, replicates);
  const std::vector<std::int64_t> states = file.read_integers("run_state");
  for (std::size_t run = 0; run < states.size(); ++run) {
    if (states[run] < number_of(StoredState::missing) || states[run] > number_of(StoredState::failed))
      file.damaged("run_state");
    result.states_[run] = static_cast<std::int8_t>(states[run]);
  }
  file.each_text("run_digest", [&](std::size_t run, const std::string& text) {
    const std::optional<std::uint64_t> digest = from_hexadecimal(text);
    if (!digest && result.states_[run] == number_of(StoredState::done)) file.damaged("run_digest");
    result.digests_[run] = digest.value_or(0);
  });
  file.each_text("run_message", [&](std::size_t run, std::string text) {
    if (!text.empty()) result.messages_.emplace(run, std::move(text));
  });
  return result;
}

void RunStatuses::write(Hdf5File& file, const std::vector<std::string>& dimensions) const {
  const Shape shape{arms_, replicates_};
  file.add_variable({"run_state",
                     ElementType::int8,
                     shape,
                     dimensions,
                     {},
                     {{"long_name", "how the run ended"},
                      {"units", "1"},
                      {"flag_values", all_states},
                      {"flag_meanings", "not_run done failed"}}},
                    states_);
  file.add_empty_variable({"run_message",
                           ElementType::text,
                           shape,
                           dimensions,
                           {},
                           {{"long_name", "why the run failed, else empty"}}});
  file.write_texts("run_message", [&](std::size_t run) {
    const auto found = messages_.find(run);
    return found == messages_.end() ? std::string() : found->second;
  });
  file.add_empty_variable(
      {"run_digest",
       ElementType::text,
       shape,
       dimensions,
       {},
       {{"long_name", "64-bit hash of the weekly totals of a run that is done, in hexadecimal digits"}}});
  file.write_texts("run_digest", [&](std::size_t run) {
    return states_[run] == number_of(StoredState::done) ? hexadecimal(digests_[run]) : std::string();
  });
}

std::size_t RunStatuses::index(std::size_t arm, std::size_t replicate) const {
  WATERBED_CHECK(arm < arms_ && replicate < replicates_);
  return arm * replicates_ + replicate;
}

void RunStatuses::set(std::size_t arm, std::size_t replicate, const StoredRun& run) {
  const std::size_t at = index(arm, replicate);
  states_[at] = number_of(run.state);
  digests_[at] = run.digest;
  if (run.message.empty())
    messages_.erase(at);
  else
    messages_.insert_or_assign(at, run.message);
}

StoredRun RunStatuses::at(std::size_t arm, std::size_t replicate) const {
  const std::size_t run = index(arm, replicate);
  const auto message = messages_.find(run);
  return {static_cast<StoredState>(states_[run]), digests_[run],
          message == messages_.end() ? std::string() : message->second};
}

StoredState RunStatuses::state(std::size_t arm, std::size_t replicate) const {
  return static_cast<StoredState>(states_[index(arm, replicate)]);
}

}  // namespace waterbed
