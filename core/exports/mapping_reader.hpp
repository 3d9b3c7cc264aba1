// Reads the YAML of a mapping: private to this room.
#pragma once

#include <map>

#include "exports/mapping.hpp"

namespace engross {

class MappingReader {
 public:
  explicit MappingReader(const Document& document) : document_(document) {}

  void read();
  const Diagnostics& faults() const { return faults_; }
  Diagnostics take_faults();
  std::vector<MappedField> take_fields() { return std::move(fields_); }
  std::vector<std::string> take_ignored() { return std::move(ignored_); }

 private:
  void read_lookups(const Value& tables);
  std::shared_ptr<const LookupTable> read_table(const std::string& name, const Value& table);
  void read_fields(const Value& fields);
  void read_field(const Member& member);
  void read_settings(MappedField& field, const Value& settings);
  void read_columns(MappedField& field, const Value& columns);
  void read_dates(MappedField& field, const Value& dates);
  void read_lookup(MappedField& field, const Value& lookup);
  void judge(const MappedField& field, const Value& settings);
  void judge_table(const MappedField& field);
  void judge_columns(const MappedField& field);
  void judge_constant(const MappedField& field);
  void check_paths();
  void check_needed();
  void check_keys(const Value& object, const std::vector<std::string>& known, std::string_view of);

  std::optional<std::string> text_of(const Value& value, std::string_view what);
  bool flag_of(const Value& value, std::string_view what);
  std::vector<std::string> texts_of(const Value& value, std::string_view what);
  void report(std::string code, const Span& span, std::string message, std::vector<std::string> hints = {});

  const Document& document_;
  Diagnostics faults_;
  std::map<std::string, std::shared_ptr<const LookupTable>> tables_;
  std::vector<MappedField> fields_;
  std::vector<std::string> ignored_;
};

}  // namespace engross
