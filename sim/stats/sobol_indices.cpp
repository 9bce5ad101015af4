// SPDX-License-Identifier: Apache-2.0
#include "sim/stats/sobol_indices.hpp"

#include <algorithm>

#include "sim/base/check.hpp"
#include "sim/base/luck.hpp"

namespace waterbed::stats {
namespace {

constexpr Purpose resample_purpose("stats.sobol_resample");
constexpr std::uint32_t resamples = 1000;
constexpr std::size_t fewest_blocks = 10;

// The outputs of whole blocks.
using Blocks = std::vector<std::vector<double>>;

Blocks whole_blocks(std::span<const std::vector<std::optional<double>>> outputs) {
  Blocks blocks;
  for (const std::vector<std::optional<double>>& block : outputs) {
    WATERBED_CHECK(block.size() >= 3 && block.size() == outputs.front().size());
    if (!std::all_of(block.begin(), block.end(), [](const auto& output) { return output.has_value(); }))
      continue;
    std::vector<double>& values = blocks.emplace_back();
    for (const std::optional<double>& output : block) values.push_back(*output);
  }
  return blocks;
}

// Sums over blocks from which all indices follow; A and B stand at places 0 and 1 of a block.
class Sums {
 public:
  Sums(std::size_t factors, double centre) : centre_(centre), first_(factors, 0.0), total_(factors, 0.0) {}

  void add(const std::vector<double>& block) {
    const double a = block[0] - centre_;
    const double b = block[1] - centre_;
    ++count_;
    sum_ += a + b;
    squares_ += a * a + b * b;
    for (std::size_t factor = 0; factor < first_.size(); ++factor) {
      const double mixed = block[factor + 2] - centre_;
      first_[factor] += b * (mixed - a);
      total_[factor] += (a - mixed) * (a - mixed);
    }
  }

  [[nodiscard]] double variance() const {
    const double mean = sum_ / (2.0 * count_);
    return squares_ / (2.0 * count_) - mean * mean;
  }
  [[nodiscard]] double first(std::size_t factor) const { return first_[factor] / count_ / variance(); }
  [[nodiscard]] double total(std::size_t factor) const {
    return total_[factor] / (2.0 * count_) / variance();
  }

 private:
  double centre_;
  double count_ = 0;
  double sum_ = 0;
  double squares_ = 0;
  std::vector<double> first_;
  std::vector<double> total_;
};

double centre_of(const Blocks& blocks) {
  double sum = 0;
  for (const std::vector<double>& block : blocks) sum += block[0] + block[1];
  return sum / (2.0 * static_cast<double>(blocks.size()));
}

bool varies(const Sums& sums, double scale) {
  constexpr double rounding = 1e-20;
  return sums.variance() > rounding * scale * scale;
}

Sums resampled(const Blocks& blocks, const Sums& none, std::uint32_t resample) {
  const Luck luck(0, 0);
  Sums sums = none;
  for (std::size_t place = 0; place < blocks.size(); ++place) {
    const PhiloxBlock words = luck.draw_once(resample_purpose, resample, static_cast<std::uint32_t>(place));
    sums.add(blocks[(std::uint64_t{words[0]} * blocks.size()) >> 32U]);
  }
  return sums;
}

Bounds percentiles(std::vector<double>& values, double level) {
  std::sort(values.begin(), values.end());
  const double tail = (1.0 - level) / 2.0;
  return {quantile(values, tail), quantile(values, 1.0 - tail)};
}

struct Bootstrap {
  const Blocks& blocks;
  const Sums& none;  // of no block
  double scale;      // of the outputs
  double level;
};

void add_intervals(const Bootstrap& bootstrap, std::vector<SobolIndex>& factors) {
  std::vector<std::vector<double>> first(factors.size());
  std::vector<std::vector<double>> total(factors.size());
  for (std::uint32_t resample = 0; resample < resamples; ++resample) {
    const Sums sums = resampled(bootstrap.blocks, bootstrap.none, resample);
    if (!varies(sums, bootstrap.scale)) return;
    for (std::size_t factor = 0; factor < factors.size(); ++factor) {
      first[factor].push_back(sums.first(factor));
      total[factor].push_back(sums.total(factor));
    }
  }
  for (std::size_t factor = 0; factor < factors.size(); ++factor) {
    factors[factor].first_interval = percentiles(first[factor], bootstrap.level);
    factors[factor].total_interval = percentiles(total[factor], bootstrap.level);
  }
}

}  // namespace

std::vector<std::vector<double>> SaltelliDesign::block(std::uint32_t number) const {
  const std::vector<double> both = points_.point(number);
  const auto half = both.begin() + static_cast<std::ptrdiff_t>(dimensions_);
  std::vector<std::vector<double>> block{{both.begin(), half}, {half, both.end()}};
  for (std::size_t factor = 0; factor < dimensions_; ++factor) {
    std::vector<double> mixed = block[0];
    mixed[factor] = block[1][factor];
    block.push_back(std::move(mixed));
  }
  return block;
}

SobolIndices sobol_indices(std::span<const std::vector<std::optional<double>>> outputs, double level) {
  WATERBED_CHECK(level > 0 && level < 1);
  const Blocks blocks = whole_blocks(outputs);
  SobolIndices indices;
  indices.blocks = blocks.size();
  if (blocks.empty()) return indices;
  const double centre = centre_of(blocks);
  const Sums none(blocks.front().size() - 2, centre);
  Sums all = none;
  for (const std::vector<double>& block : blocks) all.add(block);
  double scale = 0;
  for (const std::vector<double>& block : blocks)
    scale = std::max({scale, std::max(block[0], -block[0]), std::max(block[1], -block[1])});
  if (!varies(all, scale)) return indices;
  indices.variance = all.variance();
  for (std::size_t factor = 0; factor + 2 < blocks.front().size(); ++factor)
    indices.factors.push_back({all.first(factor), all.total(factor), {}, {}});
  if (blocks.size() >= fewest_blocks) add_intervals({blocks, none, scale, level}, indices.factors);
  return indices;
}

}  // namespace waterbed::stats
