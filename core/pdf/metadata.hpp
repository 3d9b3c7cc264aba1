// What the file says about itself, twice alike: the XMP packet and the Info dictionary.
#pragma once

#include <string>

#include "pdf/draw.hpp"

namespace engross::pdf {

// ISO 16684-1, with PDF/A-2a and PDF/UA-1 claimed. `info` holds clean texts.
std::string xmp_packet(const DocumentInfo& info);
std::string info_entries(const DocumentInfo& info);
// "D:20161026090000+01'00'" (ISO 32000-1, 7.9.4).
std::string pdf_date(const Timestamp& stamp);

// An ICC version 2 profile of the sRGB colour space (IEC 61966-2-1), made from its published constants.
std::string srgb_profile();

}  // namespace engross::pdf
