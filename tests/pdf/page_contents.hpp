// What the pages of a finished document draw, operator by operator.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "pdf/qpdf.hpp"

namespace engross::test {

inline std::shared_ptr<QPDF> open_pdf(const std::string& bytes) {
  std::shared_ptr<QPDF> file = QPDF::create();
  file->processMemoryFile("test.pdf", bytes.data(), bytes.size());
  return file;
}

// The content stream of each page, inflated.
inline std::vector<std::string> page_contents(const std::string& pdf) {
  const auto file = open_pdf(pdf);
  std::vector<std::string> contents;
  for (QPDFPageObjectHelper& page : QPDFPageDocumentHelper(*file).getAllPages()) {
    QPDFObjectHandle stream = page.getObjectHandle().getKey("/Contents");
    const auto bytes = stream.getStreamData(qpdf_dl_all);
    contents.emplace_back(reinterpret_cast<const char*>(bytes->getBuffer()), bytes->getSize());
  }
  return contents;
}

}  // namespace engross::test
