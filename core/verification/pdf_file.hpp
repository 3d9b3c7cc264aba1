// A PDF as qpdf reads it, without any repair: what must be repaired can be read in two ways.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "verification/qpdf.hpp"

namespace engross::verification {

using ObjectSet = std::set<QPDFObjGen>;

class PdfFile {
 public:
  // The bytes must outlive it. Errors: "verify.damaged", "verify.encrypted".
  static Result<PdfFile> open(std::string_view bytes);

  QPDFObjectHandle root() const { return qpdf_->getRoot(); }
  QPDFObjectHandle trailer() const { return qpdf_->getTrailer(); }
  QPDFObjectHandle object(QPDFObjGen id) const { return qpdf_->getObjectByObjGen(id); }
  // Every object that the cross-references name.
  const std::map<QPDFObjGen, QPDFXRefEntry>& table() const { return table_; }
  std::string_view bytes() const { return bytes_; }

  // All of an object, so that two are the same when these are: its text and, of a stream, its raw data.
  std::string content(QPDFObjGen id) const;
  // What reading has complained of so far; nothing more is read than was asked for.
  std::vector<std::string> warnings() const;

 private:
  std::string_view bytes_;
  std::shared_ptr<QPDF> qpdf_;
  std::map<QPDFObjGen, QPDFXRefEntry> table_;
};

// Whether a warning is of nothing that leads a reader to other objects: a wrong /Size.
bool is_harmless_complaint(std::string_view words);

// The data of a stream, decoded; nothing when it cannot be.
std::optional<std::string> decoded(QPDFObjectHandle stream);

// The objects that an object names, itself or in what lies in it directly.
void collect_references(QPDFObjectHandle object, ObjectSet& to);
// All that can be reached from an object.
ObjectSet reachable_from(const PdfFile& file, QPDFObjectHandle start);

// Text of the file as one printable line of UTF-8, cut when it is long.
std::string plain_words(std::string_view text);
std::string text_of(QPDFObjectHandle string);

// "12 0"
std::string shown_id(QPDFObjGen id);
// What an object is, for people: "a page", "the catalog", "an annotation (Widget)", "a font".
std::string kind_of_object(QPDFObjectHandle object);

}  // namespace engross::verification
