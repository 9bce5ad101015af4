// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "output/hdf5_file.hpp"
#include "output/result_record.hpp"

// Private to the joining of a result file: everything in it that is not a result of a run.
namespace waterbed {

// Name of the dimension of an axis.
[[nodiscard]] std::string dimension_name(Axis axis);

// Attribute of a series: the names of its axes behind arm (or pair) and replicate. It tells a series from
// other variables.
[[nodiscard]] const char* axes_attribute(SeriesOf of);

void write_root(Hdf5File& file, const ResultRecord& record);
// Every dimension with its labels, in a fixed order, and what is known of each label.
void write_labels(Hdf5File& file, const ResultRecord& record);
// Empty variables of the series, in the order of the layout.
void write_series(Hdf5File& file, const ResultRecord& record);

}  // namespace waterbed
