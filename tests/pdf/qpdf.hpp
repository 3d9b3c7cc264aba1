// The part of libqpdf that the tests read and mutilate documents with.
#pragma once

// clang refuses qpdf/JSON.hh as C++20 beside libstdc++: a nested class defaults the destructor of a vector of the class
// that is still being defined, and that destructor is constexpr. No test uses qpdf's JSON, so its name is enough.
#if defined(__clang__)
#define JSON_HH
class JSON;
#endif

#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFOutlineDocumentHelper.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <qpdf/QPDFWriter.hh>
#include <qpdf/QUtil.hh>
