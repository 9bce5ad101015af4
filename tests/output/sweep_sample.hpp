// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tests/output/sample.hpp"

// A small sweep made by hand: replicate r of point p has the numbers of replicate 100 p + r of the sample, so
// replicate 2 of point 0 fails in the second arm.
namespace waterbed::sweep_sample {

inline constexpr std::uint64_t first_question = 1000;  // of point 0; the next point has the next

inline std::uint32_t number_of(std::size_t point, std::uint32_t replicate) {
  return static_cast<std::uint32_t>(100 * point) + replicate;
}

// A number, a text, and a path that cannot be the name of a variable.
inline SweepRecord sweep() {
  SweepRecord sweep{"list", "Ports, twice", {}, {}, {{"design.yaml", "waterbed_design: 1\n"}}};
  sweep.factors = {{"choice.eta", "uncertainty", "1"},
                   {"beliefs.rule", "lever", ""},
                   {"passages.ECGYE/NLRTM.sea_days", "uncertainty", "d"}};
  sweep.values = [](std::uint64_t point) -> std::vector<std::string> {
    const std::string number = std::to_string(point);
    return {"0." + number + "50", point % 2 == 0 ? "learned" : "frozen", "1" + number};
  };
  return sweep;
}

// With so many periods as if each were reported.
inline ResultRecord record(std::int64_t points, std::int64_t replicates, std::size_t periods = 3) {
  ResultRecord record = sample::record();
  record.layout.points = points;
  record.layout.replicates = replicates;
  record.layout.periods.clear();
  for (std::size_t period = 0; period < periods; ++period)
    record.layout.periods.push_back({19723 + 7 * static_cast<std::int64_t>(period), 1});
  record.sweep = sweep();
  return record;
}

inline std::vector<std::uint64_t> questions(std::size_t points) {
  std::vector<std::uint64_t> questions;
  for (std::size_t point = 0; point < points; ++point) questions.push_back(first_question + point);
  return questions;
}

inline PackedReplicate packed(const ResultLayout& layout, std::size_t point, std::uint32_t replicate) {
  PackedReplicate packed = pack(layout, sample::replicate(layout, number_of(point, replicate)));
  packed.replicate = replicate;
  packed.question = first_question + point;
  return packed;
}

inline std::filesystem::path make_block(const std::filesystem::path& path, const ResultLayout& layout,
                                        const std::vector<PackedReplicate>& replicates) {
  write_block(path, layout, replicates);
  append_seal(path);
  return path;
}

}  // namespace waterbed::sweep_sample
