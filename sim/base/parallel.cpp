// SPDX-License-Identifier: Apache-2.0
#include "sim/base/parallel.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <exception>
#include <mutex>
#include <optional>
#include <string_view>
#include <system_error>

#include <sched.h>

#ifdef WATERBED_PARALLEL_JTHREAD
#include <atomic>
#include <thread>
#include <vector>
#else
#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>
#include <tbb/task_group.h>
#endif

namespace waterbed {

namespace {

// What Slurm gave the job in which this process runs. Not all clusters bind processes to it.
std::optional<int> threads_of_job() {
  for (const char* name : {"SLURM_CPUS_PER_TASK", "SLURM_CPUS_ON_NODE"}) {
    const char* value = std::getenv(name);
    if (value == nullptr) continue;
    const std::string_view text(value);
    int threads = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), threads);
    if (read.ec == std::errc() && read.ptr == text.data() + text.size() && threads > 0) return threads;
  }
  return std::nullopt;
}

}  // namespace

int available_threads() {
  cpu_set_t processors;
  CPU_ZERO(&processors);
  if (sched_getaffinity(0, sizeof(processors), &processors) != 0) return 1;
  const int bound = std::max(1, CPU_COUNT(&processors));
  return std::min(bound, threads_of_job().value_or(bound));
}

#ifdef WATERBED_PARALLEL_JTHREAD

namespace {
std::atomic<int> thread_limit{
    1};  // lint: allow global: the size of the one pool that this back end stands for
}

void with_threads(int threads, const std::function<void()>& body) {
  struct Restore {
    int before;
    ~Restore() { thread_limit = before; }
  } const restore{thread_limit.exchange(std::max(1, threads))};
  body();
}

void for_each_task(std::size_t count, const std::function<void(std::size_t)>& task) {
  const std::size_t workers = std::min(count, static_cast<std::size_t>(thread_limit.load()));
  std::atomic<std::size_t> next{0};
  std::exception_ptr first_failure;
  std::mutex failure_mutex;
  const auto work = [&] {
    for (std::size_t number = next++; number < count; number = next++) {
      try {
        task(number);
      } catch (...) {
        const std::lock_guard lock(failure_mutex);
        if (!first_failure) first_failure = std::current_exception();
        next = count;
      }
    }
  };
  {
    std::vector<std::jthread> threads;
    for (std::size_t worker = 1; worker < workers; ++worker) threads.emplace_back(work);
    work();
  }
  if (first_failure) std::rethrow_exception(first_failure);
}

#else

void with_threads(int threads, const std::function<void()>& body) {
  // More threads than processors are allowed: the answer must not depend on it, and tests ask for it.
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism,
                                  static_cast<std::size_t>(std::max(1, threads)));
  tbb::task_arena arena(std::max(1, threads));
  arena.execute([&] { body(); });
}

void for_each_task(std::size_t count, const std::function<void(std::size_t)>& task) {
  // A context of its own: an exception elsewhere would otherwise cut this loop short without a word, and what
  // it had not done would be taken for done.
  tbb::task_group_context own(tbb::task_group_context::isolated);
  // Isolated: a thread that waits for a nested loop must not pick up another replicate meanwhile.
  tbb::this_task_arena::isolate([&] {
    tbb::parallel_for(
        std::size_t{0}, count, [&](std::size_t number) { task(number); }, tbb::simple_partitioner(), own);
  });
}

#endif

void for_each_range(std::size_t count, std::size_t piece,
                    const std::function<void(std::size_t, std::size_t)>& range) {
  const std::size_t pieces = (count + piece - 1) / piece;
  if (pieces <= 1) {
    if (count > 0) range(0, count);
    return;
  }
  std::exception_ptr failure;
  std::size_t failed = pieces;  // the first piece that did
  std::mutex failure_mutex;
  for_each_task(pieces, [&](std::size_t number) {
    try {
      const std::size_t begin = number * piece;
      range(begin, std::min(count, begin + piece));
    } catch (...) {
      const std::lock_guard lock(failure_mutex);
      if (number >= failed) return;
      failed = number;
      failure = std::current_exception();
    }
  });
  if (failure) std::rethrow_exception(failure);
}

}  // namespace waterbed
