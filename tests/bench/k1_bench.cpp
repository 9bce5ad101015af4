// SPDX-License-Identifier: Apache-2.0
// Times kernel K1 through the engine (scenarios/lab/k1.yaml, the whole week) in any size, and with --plain as
// a plain loop of the standard size in turn with it. Nothing is written to files. Never part of a test but in
// tiny sizes: seconds depend on the machine and its load, ratios much less.
#include <algorithm>
#include <atomic>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <exception>
#include <map>
#include <numeric>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <sys/resource.h>

#include "sim/base/parallel.hpp"
#include "sim/jobs/run_job.hpp"
#include "tests/bench/k1_plain.hpp"
#include "tests/bench/k1_scenario.hpp"

namespace {

using waterbed::bench::K1Size;

constexpr const char* help =
    "usage: k1_bench [--organisations N] [--lanes N] [--weeks N] [--replicates N] [--arms N] [--differ-from "
    "WEEK]\n"
    "                [--threads N] [--rounds N] [--plain] [--csv]\n"
    "WATERBED_ISA chooses the instruction set, as for waterbed run.\n";

struct Request {
  K1Size size;
  std::int64_t threads = 1;
  std::int64_t rounds = 3;
  std::int64_t plain = 0;
  std::int64_t csv = 0;
};

struct Cost {
  double seconds = 0;
  double cpu_seconds = 0;  // of all threads; unlike seconds it does not grow when others use the machine
};

struct Round {
  Cost engine;
  Cost plain;          // 0: not asked for
  double peak_mb = 0;  // of the process, after the engine ran
  std::uint64_t digest = 0;
};

std::int64_t read_number(std::string_view word) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
  if (error != std::errc{} || end != word.data() + word.size() || number < 0)
    throw std::invalid_argument("not a number: " + std::string(word));
  return number;
}

Request read_request(int count, char** words) {
  Request request;
  const std::map<std::string_view, std::int64_t*> numbers{{"--organisations", &request.size.organisations},
                                                          {"--lanes", &request.size.lanes},
                                                          {"--weeks", &request.size.weeks},
                                                          {"--replicates", &request.size.replicates},
                                                          {"--arms", &request.size.arms},
                                                          {"--differ-from", &request.size.differ_from},
                                                          {"--threads", &request.threads},
                                                          {"--rounds", &request.rounds}};
  const std::map<std::string_view, std::int64_t*> switches{{"--plain", &request.plain},
                                                           {"--csv", &request.csv}};
  for (int index = 1; index < count; ++index) {
    const std::string_view word = words[index];
    if (const auto found = switches.find(word); found != switches.end()) {
      *found->second = 1;
    } else if (const auto number = numbers.find(word); number != numbers.end() && index + 1 < count) {
      *number->second = read_number(words[++index]);
    } else {
      throw std::invalid_argument("not understood: " + std::string(word));
    }
  }
  for (const std::int64_t at_least_one :
       {request.size.lanes, request.size.arms, request.threads, request.rounds})
    if (at_least_one < 1) throw std::invalid_argument("lanes, arms, threads and rounds are at least 1");
  return request;
}

template <class Work>
Cost cost_of(Work work) {
  const auto start = std::chrono::steady_clock::now();
  const std::clock_t cpu_start = std::clock();
  work();
  const std::clock_t cpu_end = std::clock();
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
  return {elapsed.count(), static_cast<double>(cpu_end - cpu_start) / CLOCKS_PER_SEC};
}

double peak_memory_mb() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1000.0 * 1.024;
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

// The digests of all runs of all replicates, added up: the same in any order.
std::uint64_t run_engine(const waterbed::Experiment& experiment, const Request& request) {
  std::vector<std::uint32_t> replicates(static_cast<std::size_t>(request.size.replicates));
  std::iota(replicates.begin(), replicates.end(), 0U);
  std::atomic<std::uint64_t> digest{0};
  std::atomic<bool> has_failed{false};
  waterbed::with_threads(static_cast<int>(request.threads), [&] {
    experiment.run_all(replicates, [&](const waterbed::ReplicateResult& result) {
      for (const waterbed::RunResult& run : result.arms) {
        if (run.state != waterbed::RunState::done) has_failed = true;
        digest += run.digest;
      }
    });
  });
  if (has_failed) throw std::runtime_error("a run failed");
  return digest;
}

Round run_round(const waterbed::Experiment& experiment, const Request& request, std::int64_t number) {
  Round round;
  round.engine = cost_of([&] { round.digest = run_engine(experiment, request); });
  round.peak_mb = peak_memory_mb();
  if (request.plain == 0) return round;
  waterbed::bench::PlainK1 plain(static_cast<std::uint64_t>(number) + 1);
  round.plain = cost_of([&] { static_cast<void>(plain.run()); });
  return round;
}

// Nanoseconds of the processor for an organisation, lane and week.
double engine_ns(const Request& request, const Round& round) {
  return round.engine.cpu_seconds * 1e9 / request.size.evaluations();
}
double plain_ns(const Round& round) {
  return round.plain.cpu_seconds * 1e9 / K1Size{}.evaluations();
}

const char* name_of_set() {
  const char* asked = std::getenv("WATERBED_ISA");
  return asked == nullptr || *asked == '\0' ? "default" : asked;
}

void print_csv(const Request& request, const Round& round, std::int64_t number) {
  const K1Size& size = request.size;
  if (number == 0)
    std::printf(
        "organisations,lanes,weeks,replicates,arms,differ_from,threads,isa,round,seconds,cpu_seconds,ns_each,"
        "plain_ns,peak_mb,digest\n");
  std::printf("%ld,%ld,%ld,%ld,%ld,%ld,%ld,%s,%ld,%.6f,%.6f,%.5f,%.5f,%.1f,0x%016lx\n", size.organisations,
              size.lanes, size.weeks, size.replicates, size.arms, size.differ_from, request.threads,
              name_of_set(), number + 1, round.engine.seconds, round.engine.cpu_seconds,
              engine_ns(request, round), plain_ns(round), round.peak_mb, round.digest);
  std::fflush(stdout);
}

void print_line(const Request& request, const Round& round, std::int64_t number) {
  std::printf("round %ld: engine %.3f ns", number + 1, engine_ns(request, round));
  if (request.plain != 0)
    std::printf(", plain loop %.2f ns, %.1f times as fast", plain_ns(round),
                plain_ns(round) / engine_ns(request, round));
  std::printf(", %.3f s, peak memory %.1f MB\n", round.engine.seconds, round.peak_mb);
  std::fflush(stdout);
}

void print_medians(const Request& request, const std::vector<Round>& rounds) {
  std::vector<double> engine;
  std::vector<double> times_faster;
  for (const Round& round : rounds) {
    engine.push_back(engine_ns(request, round));
    times_faster.push_back(plain_ns(round) / engine_ns(request, round));
  }
  std::printf("median: engine %.3f ns of the processor per organisation x lane x week", median(engine));
  if (request.plain != 0) std::printf(", %.1f times as fast as the plain loop", median(times_faster));
  std::printf(" (%ld threads, instruction set %s)\n", request.threads, name_of_set());
}

void run(const Request& request) {
  const waterbed::Prepared prepared =
      waterbed::bench::prepare_k1(WATERBED_SOURCE_DIR "/scenarios/lab/k1.yaml", request.size);
  const waterbed::Experiment experiment =
      waterbed::experiment_of(prepared, waterbed::chosen_instruction_set(std::getenv("WATERBED_ISA")));
  std::vector<Round> rounds;
  for (std::int64_t number = 0; number < request.rounds; ++number) {
    rounds.push_back(run_round(experiment, request, number));
    (request.csv != 0 ? print_csv : print_line)(request, rounds.back(), number);
  }
  if (request.csv == 0) print_medians(request, rounds);
}

}  // namespace

int main(int count, char** words) {
  try {
    run(read_request(count, words));
    return 0;
  } catch (const std::invalid_argument& mistake) {
    std::fprintf(stderr, "k1_bench: %s\n%s", mistake.what(), help);
    return 2;
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "k1_bench: %s\n", problem.what());
    return 1;
  }
}
