// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/base/units.hpp"

// How a struct of parameters describes itself. Every parameter is described once, beside its field; the
// scenario reader, the range check, the printed reference, the calendar of measures and the result file all
// work from that description.
//
//   struct PatrolParams {
//     Probability seen_if_swept{0.30};
//     void describe(FieldVisitor& fields) {
//       fields.quantity("seen_if_swept", seen_if_swept, {0, 1}, "chance that a boat in the swept water is
//       noticed");
//     }
//   };
namespace waterbed {

// Closed interval of allowed values.
struct Range {
  double low;
  double high;
  [[nodiscard]] bool holds(double value) const { return value >= low && value <= high; }  // false for NaN
};

// Whether a measure may change a number while the world runs, or whether it is part of how the world is built
// (then it is also the same in every arm).
enum class Change { any_week, at_start_only };

// A number with a unit. The key in a scenario is `name` + "_" + unit ending; NaN means "must be given".
struct QuantityField {
  std::string_view name;
  double* value;
  Unit unit;
  Range range;
  std::string_view doc;
  Change change;
};

// A whole number.
struct CountField {
  std::string_view name;
  std::int64_t* value;
  Range range;
  std::string_view doc;
};

// One of a few named options (an enum).
struct ChoiceField {
  std::string_view name;
  std::vector<std::string_view> options;
  std::function<std::size_t()> get;  // index into options
  std::function<void(std::size_t)> set;
  std::string_view doc;
};

// Free text, or (refers_to not empty) the name of an entry of the block `refers_to`, e.g. "places".
// Optional when the default is not empty or `may_be_empty`.
struct TextField {
  std::string_view name;
  std::string* value;
  std::string_view refers_to;
  bool may_be_empty;
  std::string_view doc;
};

// A list of names of entries of the block `refers_to`. In a table cell the names stand apart by spaces.
struct NamesField {
  std::string_view name;
  std::vector<std::string>* value;
  std::string_view refers_to;
  std::string_view doc;
};

class FieldVisitor {
 public:
  virtual ~FieldVisitor() = default;

  template <class UnitTag>
  void quantity(std::string_view name, Quantity<UnitTag>& value, Range range, std::string_view doc,
                Change change = Change::any_week) {
    visit(QuantityField{name, &value.raw(), Quantity<UnitTag>::unit, range, doc, change});
  }
  void count(std::string_view name, std::int64_t& value, Range range, std::string_view doc) {
    visit(CountField{name, &value, range, doc});
  }
  template <class Enum>
  void choice(std::string_view name, Enum& value, std::vector<std::pair<std::string_view, Enum>> options,
              std::string_view doc);
  void text(std::string_view name, std::string& value, std::string_view doc) {
    visit(TextField{name, &value, {}, true, doc});
  }
  void reference(std::string_view name, std::string& value, std::string_view refers_to,
                 std::string_view doc) {
    visit(TextField{name, &value, refers_to, false, doc});
  }
  void optional_reference(std::string_view name, std::string& value, std::string_view refers_to,
                          std::string_view doc) {
    visit(TextField{name, &value, refers_to, true, doc});
  }
  void references(std::string_view name, std::vector<std::string>& value, std::string_view refers_to,
                  std::string_view doc) {
    visit(NamesField{name, &value, refers_to, doc});
  }

  virtual void visit(const QuantityField& field) = 0;
  virtual void visit(const CountField& field) = 0;
  virtual void visit(const ChoiceField& field) = 0;
  virtual void visit(const TextField& field) = 0;
  virtual void visit(const NamesField& field) = 0;
};

// A visitor that ignores every kind of field; derive from it to look at a few.
class FieldVisitorBase : public FieldVisitor {
 public:
  void visit(const QuantityField&) override {}
  void visit(const CountField&) override {}
  void visit(const ChoiceField&) override {}
  void visit(const TextField&) override {}
  void visit(const NamesField&) override {}
};

// The key of a quantity in a scenario: the name with the ending of its unit.
[[nodiscard]] std::string key_of(const QuantityField& field);
void append_key(const QuantityField& field, std::string& text);

template <class Enum>
void FieldVisitor::choice(std::string_view name, Enum& value,
                          std::vector<std::pair<std::string_view, Enum>> options, std::string_view doc) {
  ChoiceField field{name, {}, {}, {}, doc};
  for (const auto& option : options) field.options.push_back(option.first);
  field.get = [&value, options] {
    std::size_t index = 0;
    while (index < options.size() && options[index].second != value) ++index;
    return index;
  };
  field.set = [&value, options](std::size_t index) { value = options[index].second; };
  visit(field);
}

}  // namespace waterbed
