// SPDX-License-Identifier: Apache-2.0
#include "sim/base/many_draws.hpp"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace waterbed {
namespace {

constexpr std::size_t widest = 8;

// Counters to encrypt, `count` each; words one after the other, [4 x count].
struct Counters {
  std::uint32_t purpose;
  const std::uint32_t* who;
  const std::uint32_t* when;
  const std::uint32_t* which;
  std::size_t count;
  PhiloxKey key;
};

void encrypt_plain(const Counters& counters, std::uint32_t* words) {
  for (std::size_t number = 0; number < counters.count; ++number) {
    const PhiloxBlock block =
        philox({counters.purpose, counters.who[number], counters.when[number], counters.which[number]},
               counters.key);
    for (std::size_t word = 0; word < block.size(); ++word)
      words[word * counters.count + number] = block[word];
  }
}

#if defined(__x86_64__)

// AVX-512 could take sixteen; that was not worth a second text.

// Both halves of the products of eight numbers with one.
struct Products8 {
  __m256i high;
  __m256i low;
};

[[gnu::target("avx2"), gnu::always_inline]] inline Products8 multiply(__m256i numbers, __m256i factor) {
  const __m256i even = _mm256_mul_epu32(numbers, factor);
  const __m256i odd = _mm256_mul_epu32(_mm256_srli_epi64(numbers, 32), factor);
  return {_mm256_blend_epi32(_mm256_srli_epi64(even, 32), odd, 0xAA),
          _mm256_blend_epi32(even, _mm256_slli_epi64(odd, 32), 0xAA)};
}

[[gnu::target("avx2"), gnu::always_inline]] inline __m256i load8(const std::uint32_t* from) {
  return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(from));
}

[[gnu::target("avx2"), gnu::always_inline]] inline __m256i all8(std::uint32_t number) {
  return _mm256_set1_epi32(static_cast<std::int32_t>(number));
}

[[gnu::target("avx2")]] void encrypt_eight(const Counters& counters, std::uint32_t* words) {
  for (std::size_t number = 0; number < counters.count; number += 8) {
    __m256i block[4] = {all8(counters.purpose), load8(counters.who + number), load8(counters.when + number),
                        load8(counters.which + number)};
    PhiloxKey key = counters.key;
    for (int round = 0; round < philox_rounds; ++round) {
      const Products8 first = multiply(block[0], all8(philox_multipliers[0]));
      const Products8 second = multiply(block[2], all8(philox_multipliers[1]));
      block[0] = _mm256_xor_si256(_mm256_xor_si256(second.high, block[1]), all8(key[0]));
      block[1] = second.low;
      block[2] = _mm256_xor_si256(_mm256_xor_si256(first.high, block[3]), all8(key[1]));
      block[3] = first.low;
      key = next_philox_key(key);
    }
    for (std::size_t word = 0; word < 4; ++word)
      _mm256_storeu_si256(reinterpret_cast<__m256i*>(words + word * counters.count + number), block[word]);
  }
}

#else

constexpr auto encrypt_eight = encrypt_plain;

#endif

}  // namespace

void ManyDraws::resize(std::size_t count) {
  const std::size_t padded = (count + widest - 1) / widest * widest;
  for (std::vector<std::uint32_t>* of_all : {&who_, &when_, &which_}) of_all->resize(padded);
  words_.resize(4 * padded);
}

void ManyDraws::draw(const Luck& luck, Purpose purpose) {
  const Counters counters{purpose.hash, who_.data(), when_.data(), which_.data(), who_.size(), luck.key()};
  if (instruction_set_ == InstructionSet::plain)
    encrypt_plain(counters, words_.data());
  else
    encrypt_eight(counters, words_.data());
}

}  // namespace waterbed
