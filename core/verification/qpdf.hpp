// The part of libqpdf that reads documents.
#pragma once

// clang refuses qpdf/JSON.hh as C++20 beside libstdc++: a nested class defaults the destructor of a vector of the class
// that is still being defined, and that destructor is constexpr. Nothing here uses qpdf's JSON: its name is enough.
#if defined(__clang__)
#define JSON_HH
class JSON;
#endif

#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFXRefEntry.hh>
