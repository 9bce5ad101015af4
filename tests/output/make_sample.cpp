// SPDX-License-Identifier: Apache-2.0
#include <exception>
#include <iostream>

#include "tests/output/sample.hpp"

// Writes the sample result to the file named by the argument, for readers in other languages.
int main(int count, char** arguments) {
  if (count != 2) {
    std::cerr << "usage: make_sample FILE.h5\n";
    return 2;
  }
  try {
    waterbed::sample::write_result(arguments[1], waterbed::sample::record(), {{0, 1}, {2, 3}});
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 3;
  }
  return 0;
}
