// SPDX-License-Identifier: Apache-2.0
#include "output/factor_labels.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <memory>
#include <optional>
#include <system_error>
#include <utility>
#include <variant>

#include "output/label_lists.hpp"
#include "sim/base/check.hpp"

namespace waterbed {
namespace {

std::optional<double> number_in(const std::string& text) {
  double number = 0;
  const auto answer = std::from_chars(text.data(), text.data() + text.size(), number);
  if (answer.ec != std::errc() || answer.ptr != text.data() + text.size()) return std::nullopt;
  return number;
}

std::vector<std::string> texts_of(const SweepRecord& sweep, std::size_t factor, std::int64_t points) {
  std::vector<std::string> texts;
  for (std::int64_t point = 0; point < points; ++point)
    texts.push_back(sweep.values(static_cast<std::uint64_t>(point))[factor]);
  return texts;
}

// The values by factor and point: numbers if all of a factor are, else texts.
std::vector<Values> values_of(const SweepRecord& sweep, std::int64_t points) {
  std::vector<std::vector<double>> numbers(sweep.factors.size());
  for (std::int64_t point = 0; point < points; ++point) {
    const std::vector<std::string> texts = sweep.values(static_cast<std::uint64_t>(point));
    for (std::size_t factor = 0; factor < texts.size(); ++factor)
      if (const std::optional<double> number = number_in(texts[factor])) numbers[factor].push_back(*number);
  }
  std::vector<Values> values;
  for (std::size_t factor = 0; factor < numbers.size(); ++factor) {
    const bool is_number = numbers[factor].size() == static_cast<std::size_t>(points);
    values.push_back(is_number ? Values(std::move(numbers[factor]))
                               : Values(texts_of(sweep, factor, points)));
  }
  return values;
}

// Of one point, by factor.
std::vector<std::string> texts_at(const std::vector<Values>& values, std::uint64_t point) {
  std::vector<std::string> texts;
  for (const Values& of_factor : values) {
    if (const auto* list = std::get_if<std::vector<std::string>>(&of_factor)) {
      texts.push_back((*list)[point]);
      continue;
    }
    std::array<char, 32> text{};
    const auto written = std::to_chars(text.data(), text.data() + text.size(),
                                       std::get<std::vector<double>>(of_factor)[point]);
    texts.emplace_back(text.data(), written.ptr);
  }
  return texts;
}

std::string root_text(const Hdf5File& file, const std::string& name) {
  std::optional<std::string> text = file.text_attribute("", name);
  if (!text) file.damaged(name);
  return *std::move(text);
}

std::vector<std::string> texts(const Hdf5File& file, const std::string& name, std::size_t length) {
  std::vector<std::string> list = file.read_texts(name);
  if (list.size() != length) file.damaged(name);
  return list;
}

Values values_in(const Hdf5File& file, const std::string& variable, std::int64_t points) {
  if (file.shape(variable) != Shape{static_cast<std::uint64_t>(points)}) file.damaged(variable);
  if (file.type(variable) == ElementType::text) return file.read_texts(variable);
  return file.read_reals(variable);
}

}  // namespace

std::string factor_variable(const FactorRecord& factor) {
  std::string name = factor.path;
  std::replace(name.begin(), name.end(), '/', ':');
  return name;
}

void write_factors(Hdf5File& file, const SweepRecord& sweep, std::int64_t points) {
  file.add_attribute({"design_kind", sweep.kind});
  file.add_attribute({"design_title", sweep.title});
  const std::vector<FactorRecord>& factors = sweep.factors;
  add_names(file, "factor", "path of a parameter that differs between points",
            column(factors, [](const FactorRecord& factor) { return factor.path; }));
  add_text(file, "factor", "factor_variable", "variable that holds its values by point",
           column(factors, [](const FactorRecord& factor) { return factor_variable(factor); }));
  add_text(file, "factor", "factor_role", "lever, which policy can choose, or uncertainty",
           column(factors, [](const FactorRecord& factor) { return factor.role; }));
  const std::vector<Values> values = values_of(sweep, points);
  for (std::size_t factor = 0; factor < factors.size(); ++factor) {
    const std::string name = factor_variable(factors[factor]);
    WATERBED_CHECK(!file.has_variable(name));
    Variable variable = along("point", name, values[factor]);
    variable.attributes = {{"long_name", factors[factor].path}, {"units", factors[factor].unit}};
    file.add_variable(variable, values[factor]);
  }
  add_names(file, "design_file", "name of a file of the design",
            column(sweep.files, [](const SourceFileRecord& source) { return source.name; }));
  add_text(file, "design_file", "design_file_text", "text of the file",
           column(sweep.files, [](const SourceFileRecord& source) { return source.text; }));
}

SweepRecord read_factors(const Hdf5File& file, std::int64_t points) {
  SweepRecord sweep{root_text(file, "design_kind"), root_text(file, "design_title"), {}, {}, {}};
  const std::vector<std::string> paths = file.read_texts("factor");
  const std::vector<std::string> roles = texts(file, "factor_role", paths.size());
  const std::vector<std::string> variables = texts(file, "factor_variable", paths.size());
  auto values = std::make_shared<std::vector<Values>>();
  for (std::size_t factor = 0; factor < paths.size(); ++factor) {
    values->push_back(values_in(file, variables[factor], points));
    sweep.factors.push_back(
        {paths[factor], roles[factor], file.text_attribute(variables[factor], "units").value_or("")});
  }
  sweep.values = [values](std::uint64_t point) { return texts_at(*values, point); };
  const std::vector<std::string> names = file.read_texts("design_file");
  const std::vector<std::string> file_texts = texts(file, "design_file_text", names.size());
  for (std::size_t number = 0; number < names.size(); ++number)
    sweep.files.push_back({names[number], file_texts[number]});
  return sweep;
}

}  // namespace waterbed
