// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "output/run_source.hpp"

// The replicates that are already made, wherever they lie: in blocks, and in an earlier result.
namespace waterbed {

// Of the points of a sweep, each the scenario of one question (output/fingerprint.hpp); `run` has one point.
// Points of one question are one, however often a design has it.
class MadeRuns {
 public:
  explicit MadeRuns(const ResultLayout& layout, std::vector<std::uint64_t> questions = {0});

  // Takes up the whole replicates of a sealed file. A run that is made already must have come out as here,
  // as it can only come out in one way, unless the machine was what made one of them fail. Throws
  // OutputError.
  void add(const std::filesystem::path& file);
  // The same of a file whose seal has just been checked.
  void add_checked(const std::filesystem::path& file);

  [[nodiscard]] std::size_t points() const { return questions_.size(); }
  [[nodiscard]] std::uint64_t question(std::size_t point) const { return questions_[point]; }
  [[nodiscard]] bool has(std::size_t point, std::uint32_t replicate) const {
    return places_[slot_of(point, replicate)].file != nowhere;
  }
  // Whether a run of the replicate failed.
  [[nodiscard]] bool has_failed(std::size_t point, std::uint32_t replicate) const;
  // How long the replicate took and when it ended, and where; nothing of what a result holds.
  [[nodiscard]] MadeWhen when(std::size_t point, std::uint32_t replicate) const;
  [[nodiscard]] const std::string& host(std::size_t point, std::uint32_t replicate) const;
  // The first point with the same question.
  [[nodiscard]] std::size_t first_alike(std::size_t point) const;
  // Replicates of all points.
  [[nodiscard]] std::int64_t count() const { return count_; }
  // Those in the files that are not asked for.
  [[nodiscard]] std::int64_t others() const { return others_; }
  // By arm and point x replicates + replicate.
  [[nodiscard]] const RunStatuses& statuses() const { return statuses_; }
  // The file that holds a replicate that is made, and its slot there; until the next call. Few files are held
  // open: there may be more of them than a process may open.
  [[nodiscard]] std::pair<const RunSource&, std::size_t> find(std::size_t point, std::uint32_t replicate);

 private:
  static constexpr std::uint32_t nowhere = UINT32_MAX;
  struct Place {
    std::uint32_t file = nowhere;  // of files_
    std::uint32_t slot = 0;
  };
  struct File {
    std::filesystem::path path;
    std::uintmax_t bytes;
    std::filesystem::file_time_type changed;
    std::string host;
  };
  struct Opened {
    std::uint32_t file;
    std::unique_ptr<RunSource> source;
  };
  struct Question {
    std::uint64_t question;
    std::uint32_t point;
    bool operator<(const Question& other) const {
      return std::pair(question, point) < std::pair(other.question, other.point);
    }
  };

  [[nodiscard]] std::size_t slot_of(std::size_t point, std::uint32_t replicate) const {
    return point * replicates_ + replicate;
  }
  void take_up(std::uint32_t file, const RunSource& source, std::size_t slot);
  void take(Place place, const RunSource& source, std::size_t point);
  void expect_same(Place place, const RunSource& source, std::size_t point) const;
  [[nodiscard]] const RunSource& open(std::uint32_t file);

  ResultLayout layout_;
  std::size_t replicates_;
  std::vector<std::uint64_t> questions_;  // by point
  std::vector<Question> by_question_;     // in order
  std::vector<File> files_;
  std::vector<Place> places_;        // by point and replicate
  std::vector<MadeWhen> made_when_;  // likewise, so that a status reads no file again
  std::int64_t count_ = 0;
  std::int64_t others_ = 0;
  RunStatuses statuses_;
  std::vector<Opened> opened_;  // last used first
};

}  // namespace waterbed
