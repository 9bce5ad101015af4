// SPDX-License-Identifier: Apache-2.0
#include "output/seal.hpp"

#include <fstream>

#include "output/error.hpp"
#include "output/result_reader.hpp"
#include "tests/output/sample.hpp"
#include "tests/output/temporary_folder.hpp"

namespace waterbed {
namespace {

// A result with as little in it as there can be, so that every byte can be damaged in turn.
ResultRecord small_record() {
  ResultRecord record;
  record.layout.arms = {"free"};
  record.layout.replicates = 1;
  record.layout.series = {{"planned_g", "g", "planned mass", {}, false}};
  return record;
}

class Seal : public WithFolder {
 protected:
  Seal() {
    sample::write_result(path(), small_record(), {{0}});
    whole_ = sample::bytes_of(path());
  }

  [[nodiscard]] std::filesystem::path path() const { return file("small.h5"); }
  [[nodiscard]] const std::string& whole() const { return whole_; }

  // The sentence by which a file with these bytes is refused; empty if it is not.
  [[nodiscard]] std::string refusal(const std::string& bytes) const {
    sample::write_bytes(path(), bytes);
    return refusal();
  }
  [[nodiscard]] std::string refusal() const {
    try {
      check_seal(path());
    } catch (const OutputError& error) {
      EXPECT_EQ(error.fault(), OutputFault::file);
      EXPECT_NE(std::string(error.what()).find(path().string()), std::string::npos) << error.what();
      return error.what();
    }
    return "";
  }

 private:
  std::string whole_;
};

constexpr const char* no_hdf5 = "it is not an HDF5 file, or it is damaged or incomplete";
constexpr const char* no_seal = "it has no seal at its end";
constexpr const char* no_fit = "its bytes do not fit the seal";

bool tells(const std::string& sentence, const std::string& part) {
  return sentence.find(part) != std::string::npos;
}

std::string flipped(std::string bytes, std::size_t at, unsigned bit) {
  bytes[at] = static_cast<char>(static_cast<unsigned char>(bytes[at]) ^ (1U << bit));
  return bytes;
}

TEST_F(Seal, FitsAFileAsItWasWritten) {
  EXPECT_EQ(refusal(), "");
  EXPECT_EQ(whole().substr(whole().size() - sample::seal_size, 16), "waterbed seal 1\n");
  EXPECT_EQ(ResultReader(path()).layout().arms, small_record().layout.arms);
}

// Every byte loses one bit, each of the eight in turn.
TEST_F(Seal, RefusesAFlippedBitInAnyByte) {
  std::fstream stream(path(), std::ios::in | std::ios::out | std::ios::binary);
  for (std::size_t at = 0; at < whole().size(); ++at) {
    const std::string damaged = flipped(whole().substr(at, 1), 0, static_cast<unsigned>(at % 8));
    stream.seekp(static_cast<std::streamoff>(at)).write(damaged.data(), 1).flush();
    EXPECT_NE(refusal(), "") << "byte " << at;
    stream.seekp(static_cast<std::streamoff>(at)).write(&whole()[at], 1).flush();
  }
  EXPECT_EQ(refusal(), "");
}

TEST_F(Seal, RefusesAnyFlippedBitOfTheSealItselfAndOfTheWordsBesideIt) {
  for (std::size_t at = whole().size() - sample::seal_size - 16; at < whole().size(); ++at)
    for (unsigned bit = 0; bit < 8; ++bit) EXPECT_NE(refusal(flipped(whole(), at, bit)), "") << at;
}

TEST_F(Seal, RefusesAFileThatWasCut) {
  for (std::size_t size = 0; size < whole().size(); size += size + 100 < whole().size() ? 97 : 1)
    EXPECT_NE(refusal(whole().substr(0, size)), "") << "after " << size << " bytes";
}

TEST_F(Seal, RefusesBytesBehindIt) {
  EXPECT_TRUE(tells(refusal(whole() + '\0'), no_seal));
  EXPECT_TRUE(tells(refusal(whole() + whole()), no_fit));
  EXPECT_TRUE(tells(refusal(whole() + whole().substr(whole().size() - sample::seal_size)), no_fit));
}

// The same words in another order, and zeros that come or go at the end.
TEST_F(Seal, RefusesTheSameBytesInAnotherPlace) {
  const std::size_t length = whole().size() - sample::seal_size;
  const std::size_t half = length / 16 * 8;
  const std::string seal = whole().substr(length);
  EXPECT_TRUE(tells(refusal(whole().substr(0, 8) + whole().substr(half, length - half) +
                            whole().substr(8, half - 8) + seal),
                    no_fit));
  EXPECT_TRUE(tells(refusal(whole().substr(0, length) + '\0' + seal), no_fit));
}

TEST_F(Seal, TellsDamageFromAMissingSealAndFromAnotherKindOfFile) {
  EXPECT_TRUE(tells(refusal(flipped(whole(), whole().size() / 2, 3)), no_fit));
  EXPECT_TRUE(tells(refusal(whole().substr(0, whole().size() - sample::seal_size)), no_seal));
  EXPECT_TRUE(tells(refusal(whole().substr(0, 8)), no_seal));
  EXPECT_TRUE(tells(refusal(""), no_hdf5));
  EXPECT_TRUE(tells(refusal("waterbed: 1\n"), no_hdf5));
  EXPECT_TRUE(tells(refusal(std::string(5000, 'x') + whole()), no_hdf5));
}

TEST_F(Seal, IsAskedForBeforeHdf5ReadsAFile) {
  Hdf5File other = Hdf5File::create(path());
  other.add_attribute({"waterbed_format_version", std::int32_t{1}});
  other.close();
  try {
    const ResultReader reader(path());
    FAIL() << "no error";
  } catch (const OutputError& error) {
    EXPECT_TRUE(tells(error.what(), no_seal)) << error.what();
  }
}

TEST_F(Seal, LeavesItToTheSystemToSayWhyAFileCannotBeRead) {
  std::filesystem::remove(path());
  EXPECT_EQ(refusal(), "cannot read " + path().string() + ": No such file or directory");
  std::filesystem::create_directory(path());
  EXPECT_EQ(refusal(), "cannot read " + path().string() + ": Is a directory");
}

TEST_F(Seal, IsOfTheMachineWhenItCannotBeWritten) {
  try {
    append_seal(file("missing") / "r.h5");
    FAIL() << "no error";
  } catch (const OutputError& error) {
    EXPECT_EQ(error.fault(), OutputFault::machine);
    EXPECT_TRUE(tells(error.what(), "r.h5: No such file or directory")) << error.what();
  }
}

// More than one piece of a megabyte, the last word not whole; a bit on each side of the pieces' border.
TEST_F(Seal, HoldsForFilesOfSeveralMegabytes) {
  std::string large = "\211HDF\r\n\032\n" + std::string(2500000, 'w') + "123";
  sample::write_bytes(path(), large);
  append_seal(path());
  EXPECT_EQ(refusal(), "");
  large = sample::bytes_of(path());
  for (const std::size_t at :
       {std::size_t{1048575}, std::size_t{1048576}, large.size() - sample::seal_size - 1})
    EXPECT_TRUE(tells(refusal(flipped(large, at, 7)), no_fit)) << at;
}

// By hand, with whole numbers of Python: the value must not depend on the machine or on the program.
TEST_F(Seal, IsTheSameOnEveryMachine) {
  sample::write_bytes(path(), "\211HDF\r\n\032\n123");
  append_seal(path());
  const std::string length("\x0b\0\0\0\0\0\0\0", 8);
  EXPECT_EQ(sample::bytes_of(path()).substr(11),
            "waterbed seal 1\n" + length + "\x42\xf1\xf8\xee\x64\x3c\xbb\xb4");
}

}  // namespace
}  // namespace waterbed
