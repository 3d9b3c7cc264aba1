// Ways to spoil a finished letter: its bytes, or its objects by way of libqpdf.
#pragma once

#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "pdf/qpdf.hpp"

namespace engross::test {

using Change = std::function<void(QPDF&)>;
using Setting = std::function<void(QPDFWriter&)>;

// Read, changed and written again by libqpdf, streams as they were.
inline std::string rewritten(
    const std::string& letter, const Change& change, const Setting& setting = [](QPDFWriter&) {}) {
  QPDF pdf;
  pdf.processMemoryFile("letter", letter.data(), letter.size());
  change(pdf);
  QPDFWriter writer(pdf);
  writer.setOutputMemory();
  writer.setStreamDataMode(qpdf_s_preserve);
  writer.setStaticID(true);
  setting(writer);
  writer.write();
  const auto buffer = writer.getBufferSharedPointer();
  return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
}

inline std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  if (at == std::string::npos) throw std::runtime_error("the letter has no " + std::string(from));
  return text.replace(at, from.size(), to);
}

// The n-th structure element of a role, in the order of object numbers, which is that of the letter.
inline QPDFObjectHandle element(QPDF& pdf, const std::string& role, std::size_t n = 0) {
  for (QPDFObjectHandle& object : pdf.getAllObjects())
    if (object.isDictionary() && object.getKey("/Type").isNameAndEquals("/StructElem") &&
        object.getKey("/S").isNameAndEquals("/" + role) && n-- == 0)
      return object;
  throw std::runtime_error("the letter has no " + role);
}

inline QPDFObjectHandle annotation(QPDF& pdf, const std::string& kind = "/Link") {
  for (QPDFObjectHandle& object : pdf.getAllObjects())
    if (object.isDictionary() && object.getKey("/Subtype").isNameAndEquals(kind)) return object;
  throw std::runtime_error("the letter has no " + kind);
}

inline std::string data_of(QPDFObjectHandle stream) {
  const auto buffer = stream.getStreamData();
  return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
}

inline void put_data(QPDFObjectHandle stream, const std::string& bytes) {
  stream.replaceStreamData(bytes, QPDFObjectHandle::newNull(), QPDFObjectHandle::newNull());
}

inline QPDFObjectHandle parsed(const std::string& written) {
  return QPDFObjectHandle::parse(written);
}

}  // namespace engross::test
