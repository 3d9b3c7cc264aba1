// What the formats of an export have in common: private to this room.
#pragma once

#include "exports/export.hpp"

namespace engross {

class Export::Rows {
 public:
  Rows(std::string name, ExportOptions options) : name_(std::move(name)), options_(std::move(options)) {}
  virtual ~Rows() = default;
  Rows(const Rows&) = delete;
  Rows& operator=(const Rows&) = delete;

  virtual Result<void> begin() = 0;
  virtual Result<std::optional<ExportedCase>> next() = 0;
  virtual ExportFormat format() const = 0;
  virtual char delimiter() const { return ','; }
  virtual std::size_t blank_rows() const = 0;

  const std::vector<std::string>& header() const { return header_; }
  const Diagnostics& notes() const { return notes_; }

 protected:
  // The bytes are not UTF-8, or hold what no letter can: the fault, with its offset.
  struct TextFault {
    std::size_t offset = 0;
    Diagnostic fault;
  };
  static std::optional<TextFault> fault_of_text(std::string_view text);

  // The raw bytes of a row that is no UTF-8.
  static void make_utf8(ExportedCase& to);

  std::string name_;
  ExportOptions options_;
  std::vector<std::string> header_;
  Diagnostics notes_;
  std::size_t row_ = 0;
};

}  // namespace engross
