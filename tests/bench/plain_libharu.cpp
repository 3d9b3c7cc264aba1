// In: a number, which becomes part of the reference. Out: the bytes of a PDF. A library error ends the program.
#include "bench/plain_libharu.hpp"

#include <hpdf.h>

#include <cstdio>
#include <cstdlib>

namespace engross::test {
namespace {

struct Line {
  int page;
  bool bold;
  float x, y;
  const char* text;  // code page 1252
};

// clang-format off
constexpr Line lines[] = {
    {0, false, 57, 100, "Councillor J. Watling"},
    {0, false, 57, 113, "12 Ty Gwyn"},
    {0, false, 57, 126, "Llanfair"},
    {0, false, 57, 139, "TF3 4NT"},
    {0, false, 57, 165, "Our reference: 2016-46031"},
    {0, false, 57, 191, "Dear Councillor Watling,"},
    {0, true, 57, 217, "Safer routes to school"},
    {0, false, 57, 243, "Thank you for your letter of 30 September, which the Secretary of State has asked me to answer."},
    {0, false, 57, 256, "You raise the safety of children who walk to school across Wharf Road, and whether the county"},
    {0, false, 57, 269, "will pay for a crossing there. I am grateful to you for taking the time to set out what parents have"},
    {0, false, 57, 282, "told you \226 it helps us to hear it plainly."},
    {0, false, 57, 308, "The Department gives each authority a yearly sum for safer routes, and leaves it to the authority"},
    {0, false, 57, 321, "to decide where the money does most good. For 2016 that sum was \2431.4 million. An officer of the"},
    {0, false, 57, 334, "authority counts the traffic and the walkers, and the place with the greatest need goes first; the"},
    {0, false, 57, 347, "count for Wharf Road is due before Easter."},
    {0, false, 57, 373, "We know that a count alone doesn\222t tell the whole story. AVA Today\222s survey of pupils, \223Way to"},
    {0, false, 57, 386, "School\224, found that families avoid a road long before anyone is hurt on it, so the authority must"},
    {0, false, 57, 399, "also weigh what residents report. You may therefore wish to send it the names of the families who"},
    {0, false, 57, 412, "have told you that they no longer walk."},
    {0, false, 57, 438, "Schools have a part as well. Every pupil should learn to cross a road with confidence, and from"},
    {0, false, 57, 451, "next year the lessons will be offered in years three and six. Office staff at the school can arrange a"},
    {0, false, 57, 464, "visit by the team that trains crossing patrols, and the first two visits cost the school nothing at all."},
    {0, false, 57, 490, "I should add that the speed limit outside a school may be lowered to twenty miles an hour without"},
    {0, false, 57, 503, "asking us: the authority can make the order itself once it has asked the police and the residents"},
    {0, false, 57, 516, "what they think. It has done so for nine schools since 2013, and the number of injuries on those"},
    {0, false, 57, 529, "roads has fallen by a third."},
    {0, false, 57, 555, "If the count shows that a crossing is needed, work could begin in the summer holiday, when the"},
    {0, false, 57, 568, "road is quiet. The engineers would need about five weeks. They\222d close one lane at a time, and"},
    {0, false, 57, 581, "buses would still run. Should the count fall short, the authority will say why in writing, and you may"},
    {0, false, 57, 594, "ask it to look at the figures again."},
    {0, false, 57, 620, "You also ask what parents can do while they wait. Many schools now run a walking bus: two"},
    {0, false, 57, 633, "adults lead a line of children along a route that has been walked and timed beforehand, and"},
    {0, false, 57, 646, "families join it at fixed stops. The council\222s road safety unit lends the jackets, checks the"},
    {0, false, 57, 659, "volunteers and insures the outing. Forty-one are running this term."},
    {0, false, 57, 685, "Drivers who pass a school carelessly remain a matter for the police. They tell me that the camera"},
    {0, false, 57, 698, "van stood in Wharf Road on six mornings last spring and recorded eighty-two offences, of which"},
    {0, false, 57, 711, "most ended in a course and nine in court. Its visits are planned from the reports that residents"},
    {0, false, 57, 724, "make, so each report does count for something."},
    {0, false, 57, 750, "On the narrow bridge I can only tell you what the trust that owns it has told us. Its surveyors will"},
    {0, false, 57, 763, "look at the parapet in March; if it can bear a footway of a metre and a half, the trust would gladly"},
    {0, false, 57, 776, "see one built, though it has no budget of its own. The Department would treat such a footway as"},
    {1, false, 500, 810, "Page 2"},
    {1, false, 57, 36, "2016-0046030"},
    {1, false, 57, 60, "part of the route, and so open to funding."},
    {1, false, 57, 86, "I hope that this explains how the decision will be made, and who will make it. Please do write"},
    {1, false, 57, 99, "again if the answer that you receive leaves anything out."},
    {1, false, 57, 125, "Yours sincerely,"},
    {1, true, 57, 211, "Denise Clavery"},
};
// clang-format on

void stop(HPDF_STATUS code, HPDF_STATUS detail, void*) {
  std::fprintf(stderr, "libharu: error 0x%04lX, detail %lu\n", code, detail);
  std::exit(1);
}

HPDF_Font font(HPDF_Doc document, const char* file) {
  const std::string path = std::string("/usr/share/fonts/truetype/liberation/") + file;
  return HPDF_GetFont(document, HPDF_LoadTTFontFromFile(document, path.c_str(), HPDF_TRUE), "WinAnsiEncoding");
}

std::string saved(HPDF_Doc document) {
  HPDF_SaveToStream(document);
  std::string bytes(HPDF_GetStreamSize(document), '\0');
  auto size = static_cast<HPDF_UINT32>(bytes.size());
  HPDF_ReadFromStream(document, reinterpret_cast<HPDF_BYTE*>(bytes.data()), &size);
  bytes.resize(size);
  return bytes;
}

}  // namespace

std::string plain_libharu_letter(int number) {
  HPDF_Doc document = HPDF_New(stop, nullptr);
  HPDF_SetCompressionMode(document, HPDF_COMP_ALL);
  HPDF_Font regular = font(document, "LiberationSans-Regular.ttf");
  HPDF_Font bold = font(document, "LiberationSans-Bold.ttf");
  HPDF_Page pages[2];
  for (HPDF_Page& page : pages) {
    page = HPDF_AddPage(document);
    HPDF_Page_SetSize(page, HPDF_PAGE_SIZE_A4, HPDF_PAGE_PORTRAIT);
    HPDF_Page_BeginText(page);
  }
  const float height = HPDF_Page_GetHeight(pages[0]);
  for (const Line& line : lines) {
    HPDF_Page_SetFontAndSize(pages[line.page], line.bold ? bold : regular, 11);
    HPDF_Page_TextOut(pages[line.page], line.x, height - line.y, line.text);
  }
  const std::string reference = "Letter " + std::to_string(number);
  HPDF_Page_TextOut(pages[0], 400, height - 100, reference.c_str());
  for (HPDF_Page page : pages) HPDF_Page_EndText(page);
  std::string bytes = saved(document);
  HPDF_Free(document);
  return bytes;
}

}  // namespace engross::test
