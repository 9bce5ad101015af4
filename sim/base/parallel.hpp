// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

// Parallel loops. Results never depend on the number of threads: a task knows only its own number, writes
// only what belongs to it, and whoever needs a sum adds up the tasks in their order afterwards.
//
// Two back ends with one behaviour, chosen when building: oneTBB, and std::jthread for the thread sanitizer
// (the packaged TBB is not instrumented and gives false reports).
namespace waterbed {

// Number of processors this process may use: its affinity and, in a job of Slurm, what the job was given.
[[nodiscard]] int available_threads();

// Runs `body` with at most `threads` threads available to the loops inside it.
void with_threads(int threads, const std::function<void()>& body);

// Calls task(0) ... task(count - 1), each once, in any order and in parallel. The first exception of a task
// keeps tasks from beginning and is thrown on to the caller after those that have begun have ended. May be
// nested: a loop inside a task is done whole unless one of its own tasks throws.
void for_each_task(std::size_t count, const std::function<void(std::size_t)>& task);

// Calls range(begin, end) over pieces of [0, count) of a fixed size (the last may be shorter). All are done,
// then the exception of the first piece that threw one is thrown on: which one does not depend on threads, as
// what goes wrong in a run is part of its result.
void for_each_range(std::size_t count, std::size_t piece,
                    const std::function<void(std::size_t, std::size_t)>& range);

// The first place of each piece of for_each_range in an array to which a piece adds `count_of(begin, end)`
// elements, and as the last entry their number.
template <class CountOf>
[[nodiscard]] std::vector<std::size_t> places_of_pieces(std::size_t count, std::size_t piece,
                                                        const CountOf& count_of) {
  std::vector<std::size_t> places((count + piece - 1) / piece + 1, 0);
  for_each_range(count, piece, [&](std::size_t begin, std::size_t end) {
    places[begin / piece + 1] = count_of(begin, end);
  });
  for (std::size_t number = 1; number < places.size(); ++number) places[number] += places[number - 1];
  return places;
}

}  // namespace waterbed
