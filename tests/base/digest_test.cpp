// SPDX-License-Identifier: Apache-2.0
#include "sim/base/digest.hpp"

#include <vector>

#include <gtest/gtest.h>

namespace waterbed {
namespace {

std::uint64_t digest_of(const std::vector<std::int64_t>& numbers) {
  Digest digest;
  digest.add(numbers);
  return digest.value();
}

TEST(Digest, SeesOrderAndEveryNumber) {
  EXPECT_NE(digest_of({1, 2}), digest_of({2, 1}));
  EXPECT_NE(digest_of({1, 2}), digest_of({1, 2, 0}));
  EXPECT_NE(digest_of({0}), digest_of({0, 0}));
  EXPECT_EQ(digest_of({1, 2, 3}), digest_of({1, 2, 3}));
}

}  // namespace
}  // namespace waterbed
