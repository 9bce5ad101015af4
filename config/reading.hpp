// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <functional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "config/csv.hpp"
#include "config/mistakes.hpp"
#include "config/node.hpp"
#include "config/removals.hpp"
#include "config/source_file.hpp"

// What the readers of one scenario share.
namespace waterbed {

// A name that must be an entry of a block; looked up once all blocks are read.
struct NameUse {
  Position at;
  std::string subject;  // "lanes.x.place = NLRTN"
  std::string name;
  std::string refers_to;  // path of the block
};

struct Reading {
  std::filesystem::path folder;  // of the scenario; names of files start from here
  SourceFiles files;
  std::set<std::string_view> tables;  // names of the files that are tables
  TableRoom table_room;
  Mistakes mistakes;
  std::vector<NameUse> name_uses;
  // Paths of blocks of which an entry or a table could not be read: names missing there are no second
  // mistake.
  std::set<std::string, std::less<>> broken_blocks;
  std::set<std::string, std::less<>> blocks_with_kinds;  // paths
  Removals removals;

  void refuse(Position at, std::string text) { mistakes.add(mistake_at(at, std::move(text))); }
};

}  // namespace waterbed
