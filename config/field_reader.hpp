// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "config/field_keys.hpp"
#include "config/given.hpp"
#include "config/reading.hpp"
#include "sim/base/fields.hpp"
#include "sim/base/parameter_record.hpp"

// Fills one struct of parameters from what a scenario gives for it, and records every parameter.
namespace waterbed {

// Whole: what is not given keeps its default and is recorded, too. Arm: only what is given is read, and it
// must be a number that may differ between arms.
enum class FieldReading { whole, arm };

struct FieldTask {
  const GivenEntry& given;
  std::string path;  // of the struct: "places.NLRTM"; empty at the top of a scenario
  FieldReading reading;
  std::vector<ParameterRecord>& records;
};

// Let a struct describe itself to the reader, then call refuse_unknown_keys.
class FieldReader final : public FieldVisitor {
 public:
  FieldReader(FieldTask task, Reading& reading)
      : task_(std::move(task)), reading_(reading), is_taken_(task_.given.fields.size(), false) {}

  void visit(const QuantityField& field) override;
  void visit(const CountField& field) override;
  void visit(const ChoiceField& field) override;
  void visit(const TextField& field) override;
  void visit(const NamesField& field) override;

  void refuse_unknown_keys();

 private:
  [[nodiscard]] std::string path_to(std::string_view key) const;
  [[nodiscard]] bool is_whole() const { return task_.reading == FieldReading::whole; }
  // The field as given, nullptr if it is not or must not be given.
  const GivenField* take(const FieldKey& key, std::string_view why_not_in_arm);
  void record(std::string_view key, const GivenField* given, ParameterRecord record);
  void require(std::string_view key, std::string_view doc);
  [[nodiscard]] const RemovedAt* removed_table() const;
  void use_name(const GivenField* given, std::string_view key, std::string_view refers_to,
                const std::string& name);
  bool read_names(const GivenField& given, const NamesField& field);

  FieldTask task_;
  Reading& reading_;
  std::vector<bool> is_taken_;
  std::vector<FieldKey> keys_;
};

}  // namespace waterbed
