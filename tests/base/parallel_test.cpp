// SPDX-License-Identifier: Apache-2.0
#include "sim/base/parallel.hpp"

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <stdexcept>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace waterbed {
namespace {

TEST(Parallel, DoesEveryTaskOnce) {
  for (const int threads : {1, 2, 7}) {
    std::vector<int> done(1000, 0);
    with_threads(threads, [&] { for_each_task(done.size(), [&](std::size_t number) { ++done[number]; }); });
    EXPECT_EQ(done, std::vector<int>(1000, 1));
  }
}

TEST(Parallel, RangesCoverTheWholeInFixedPieces) {
  std::vector<int> done(1003, 0);
  std::atomic<int> largest{0};
  for_each_range(done.size(), 64, [&](std::size_t begin, std::size_t end) {
    if (static_cast<int>(end - begin) > largest) largest = static_cast<int>(end - begin);
    for (std::size_t index = begin; index < end; ++index) ++done[index];
  });
  EXPECT_EQ(done, std::vector<int>(1003, 1));
  EXPECT_EQ(largest, 64);
  for_each_range(0, 64, [](std::size_t, std::size_t) { FAIL(); });
}

TEST(Parallel, LoopsMayBeNested) {
  std::atomic<int> done{0};
  with_threads(
      3, [&] { for_each_task(10, [&](std::size_t) { for_each_task(10, [&](std::size_t) { ++done; }); }); });
  EXPECT_EQ(done, 100);
}

TEST(Parallel, HandsAnExceptionOn) {
  EXPECT_THROW(for_each_task(100,
                             [](std::size_t number) {
                               if (number == 50) throw std::runtime_error("fifty");
                             }),
               std::runtime_error);
}

// What goes wrong in a run is part of its result, whatever the threads.
TEST(Parallel, RangesHandTheExceptionOfTheFirstPieceOn) {
  for (const int threads : {1, 4}) {
    for (int trial = 0; trial < 20; ++trial) {
      std::string told;
      try {
        with_threads(threads, [&] {
          for_each_range(100, 1, [&](std::size_t begin, std::size_t) {
            if (begin == 30) std::this_thread::sleep_for(std::chrono::microseconds(200));
            if (begin >= 30) throw std::runtime_error(std::to_string(begin));
          });
        });
      } catch (const std::runtime_error& failure) {
        told = failure.what();
      }
      ASSERT_EQ(told, "30");
    }
  }
}

TEST(Parallel, PlacesOfPiecesAddUp) {
  const auto odd_numbers = [](std::size_t begin, std::size_t end) { return (end - begin) / 2; };
  EXPECT_EQ(places_of_pieces(10, 4, odd_numbers), (std::vector<std::size_t>{0, 2, 4, 5}));
  EXPECT_EQ(places_of_pieces(0, 4, odd_numbers), (std::vector<std::size_t>{0}));
}

// Of a job of Slurm, on a cluster that does not bind processes to its processors.
TEST(Parallel, UsesNoMoreProcessorsThanAJobWasGiven) {
  for (const char* name : {"SLURM_CPUS_PER_TASK", "SLURM_CPUS_ON_NODE"}) ::unsetenv(name);
  const int all = available_threads();
  ::setenv("SLURM_CPUS_ON_NODE", "1", 1);
  EXPECT_EQ(available_threads(), 1);
  ::setenv("SLURM_CPUS_PER_TASK", "100000", 1);
  EXPECT_EQ(available_threads(), all);
  ::unsetenv("SLURM_CPUS_ON_NODE");
  ::setenv("SLURM_CPUS_PER_TASK", "none", 1);
  EXPECT_EQ(available_threads(), all);
  ::unsetenv("SLURM_CPUS_PER_TASK");
}

// A replicate whose inner loops were cut short because another replicate threw would be stored as done.
TEST(Parallel, AnExceptionElsewhereCutsNoNestedLoopShort) {
  std::atomic<int> cut_short{0};
  const auto wait = [](int microseconds) {
    std::this_thread::sleep_for(std::chrono::microseconds(microseconds));
  };
  const auto nested = [&](std::size_t number) {
    if (number == 0) wait(2000);
    if (number == 0) throw std::runtime_error("zero");
    for (int round = 0; round < 20; ++round) {
      std::atomic<int> done{0};
      for_each_task(20, [&](std::size_t) {
        wait(20);
        ++done;
      });
      if (done != 20) ++cut_short;
    }
  };
  for (int trial = 0; trial < 10; ++trial)
    EXPECT_THROW(with_threads(4, [&] { for_each_task(4, nested); }), std::runtime_error);
  EXPECT_EQ(cut_short, 0);
}

}  // namespace
}  // namespace waterbed
