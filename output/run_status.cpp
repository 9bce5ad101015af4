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

Shape behind(std::size_t arms, const Shape& slots) {
  Shape shape{arms};
  shape.insert(shape.end(), slots.begin(), slots.end());
  return shape;
}

std::size_t product(const Shape& shape) {
  std::size_t cells = 1;
  for (const std::uint64_t length : shape) cells *= length;
  return cells;
}

}  // namespace

RunStatuses::RunStatuses(std::size_t arms, std::size_t slots)
    : arms_(arms),
      slots_(slots),
      states_(arms * slots, number_of(StoredState::missing)),
      digests_(arms * slots, 0) {}

RunStatuses RunStatuses::read(const Hdf5File& file, std::size_t arms, const Shape& slots) {
  for (const char* name : {"run_state", "run_message", "run_digest"})
    if (file.shape(name) != behind(arms, slots)) file.damaged(name);
  const std::vector<std::int64_t> states = file.read_integers("run_state");
  RunStatuses result(arms, product(slots));
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

void RunStatuses::write(Hdf5File& file, const Shape& slots,
                        const std::vector<std::string>& dimensions) const {
  WATERBED_CHECK(product(slots) == slots_);
  const Shape shape = behind(arms_, slots);
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

std::size_t RunStatuses::index(std::size_t arm, std::size_t slot) const {
  WATERBED_CHECK(arm < arms_ && slot < slots_);
  return arm * slots_ + slot;
}

void RunStatuses::set(std::size_t arm, std::size_t slot, const StoredRun& run) {
  const std::size_t at = index(arm, slot);
  states_[at] = number_of(run.state);
  digests_[at] = run.digest;
  if (run.message.empty())
    messages_.erase(at);
  else
    messages_.insert_or_assign(at, run.message);
}

StoredRun RunStatuses::at(std::size_t arm, std::size_t slot) const {
  const std::size_t run = index(arm, slot);
  const auto message = messages_.find(run);
  return {static_cast<StoredState>(states_[run]), digests_[run],
          message == messages_.end() ? std::string() : message->second};
}

StoredState RunStatuses::state(std::size_t arm, std::size_t slot) const {
  return static_cast<StoredState>(states_[index(arm, slot)]);
}

}  // namespace waterbed
