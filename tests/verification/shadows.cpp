// In: letters that were prepared before they were signed. Out: the same, turned into others by an update.
// Refuses nothing.
#include <fmt/format.h>

#include "verification/attacks.hpp"
#include "verification/letters.hpp"

namespace engross::test {
namespace {

constexpr const char* other_words = "BT /F 12 Tf 72 720 Td (Pay everything to me.) Tj ET";
constexpr const char* cover = "0.5 g 0 0 595 842 re f";

// An update whose table points to a place in the signed part.
std::string repointed(const std::string& pdf, int number, std::size_t offset) {
  const std::size_t at = pdf.rfind("startxref\n");
  const std::string previous = pdf.substr(at + 10, pdf.find('\n', at + 10) - at - 10);
  return pdf + fmt::format(
                   "xref\n{} 1\n{:010} 00000 n \ntrailer\n<< /Size 41 /Root 1 0 R /Info 11 0 R /ID [<01> <02>] "
                   "/Prev {} >>\nstartxref\n{}\n%%EOF\n",
                   number, offset, previous, pdf.size());
}

std::string freed(const std::string& pdf, int number) {
  const std::size_t at = pdf.rfind("startxref\n");
  const std::string previous = pdf.substr(at + 10, pdf.find('\n', at + 10) - at - 10);
  return pdf + fmt::format(
                   "xref\n{} 1\n0000000000 00001 f \ntrailer\n<< /Size 41 /Root 1 0 R /Info 11 0 R /ID [<01> <02>] "
                   "/Prev {} >>\nstartxref\n{}\n%%EOF\n",
                   number, previous, pdf.size());
}

std::string text_field(const std::string& value) {
  return fmt::format(
      "<< /Type /Annot /Subtype /Widget /FT /Tx /T (amount) /V ({}) /Rect [72 600 300 640] /F 4 "
      "/AP << /N 42 0 R >> >>",
      value);
}

std::string drawing(const std::string& operators) {
  return stream_of("/Type /XObject /Subtype /Form /BBox [0 0 228 40] /Resources << /Font << /F 10 0 R >> >>",
                   operators);
}

// A letter with a picture or drawing over its words, a field and a layer: what shadow attacks work with.
Plan with_overlay() {
  Plan plan;
  plan.words = std::string(other_words) + " /Over Do";
  plan.resources = " /XObject << /Over 40 0 R >>";
  plan.objects = {{40, drawing(cover)}};
  return plan;
}

Plan with_field() {
  Plan plan;
  plan.fields = plan.annotations = " 41 0 R";
  plan.objects = {{41, text_field("100")}, {42, drawing("BT /F 12 Tf (100) Tj ET")}};
  return plan;
}

}  // namespace

std::vector<Attack> shadow_attacks() {
  std::vector<Attack> all;
  const auto add = [&](const std::string& name, std::string file, bool prepared = false) {
    all.push_back({"shadow", name, std::move(file), prepared});
  };
  // Hide: something lies over the true words, and goes away.
  const std::string overlaid = signed_letter(with_overlay());
  add("hide: overlay emptied", updated(overlaid, {{40, drawing("")}}));
  add("hide: overlay freed", freed(overlaid, 40));
  add("hide: overlay of another type", updated(overlaid, {{40, "null"}}));
  Plan annotated;
  annotated.objects = {
      {41, "<< /Type /Annot /Subtype /Square /Rect [0 0 595 842] /IC [1 1 1] /F 4 /AP << /N 42 0 R >> >>"},
      {42, drawing(cover)}};
  annotated.annotations = " 41 0 R";
  const std::string noted = signed_letter(annotated);
  add("hide: annotation hidden",
      updated(noted, {{41, "<< /Type /Annot /Subtype /Square /Rect [0 0 595 842] /F 2 /AP << /N 42 0 R >> >>"}}));
  std::string bare_page = body_of(noted, page);
  bare_page.erase(bare_page.find(" 41 0 R"), 7);
  add("hide: annotation off the page", updated(noted, {{page, bare_page}}));
  Plan layered;
  layered.objects = {{41, "<< /Type /OCG /Name (cover) >>"}};
  layered.catalog_extra = " /OCProperties << /OCGs [41 0 R] /D << /ON [41 0 R] >> >>";
  const std::string layers = signed_letter(layered);
  std::string switched = body_of(layers, catalog);
  switched.replace(switched.find("/ON"), 3, "/OFF");
  add("hide: layer switched off", updated(layers, {{catalog, switched}}));
  // Replace: what the words look like changes, not what they are.
  const std::string filled = signed_letter(with_field());
  add("replace: value of a field", updated(filled, {{41, text_field("900")}}));
  add("replace: appearance of a field", updated(filled, {{42, drawing("BT /F 12 Tf (900) Tj ET")}}));
  add("replace: font", updated(filled, {{font, "<< /Type /Font /Subtype /Type1 /BaseFont /Symbol >>"}}));
  add("replace: font of the form",
      updated(filled, {{form, body_of(filled, form).insert(3, "/DR << /Font << /F 10 0 R >> >> ")}}));
  add("replace: resources of the page",
      updated(filled, {{page, body_of(filled, page).replace(body_of(filled, page).find("10 0 R"), 6, "40 0 R")},
                       {40, "<< /Type /Font /Subtype /Type1 /BaseFont /Symbol >>"}}));
  add("replace: metadata", updated(filled, {{metadata, stream_of("/Type /Metadata /Subtype /XML", "<x/>")}}));
  // Hide and replace: a second document waits in the signed part, unused.
  Plan double_bottom;
  double_bottom.objects = {{41, stream_of("", other_words)}};
  const std::string prepared = signed_letter(double_bottom);
  add("hide and replace: prepared, not yet turned", prepared, true);
  const std::size_t hidden = prepared.find("\n41 0 obj") + 1;
  add("hide and replace: content found again", repointed(prepared, words, hidden));
  add("hide and replace: page over hidden content",
      updated(prepared, {{page, body_of(prepared, page).replace(body_of(prepared, page).find("4 0 R"), 5, "41 0 R")}}));
  Plan second_catalog;
  second_catalog.objects = {{40, "<< /Type /Catalog /Pages 41 0 R >>"},
                            {41, "<< /Type /Pages /Kids [42 0 R] /Count 1 >>"},
                            {42, "<< /Type /Page /Parent 41 0 R /MediaBox [0 0 595 842] /Contents 43 0 R >>"},
                            {43, stream_of("", other_words)}};
  const std::string two = signed_letter(second_catalog);
  add("hide and replace: second catalog, not yet turned", two, true);
  add("hide and replace: second catalog", updated(two, {}, " /Root 40 0 R"));
  {
    // The hidden object has the number of a shown one, and no table names it yet.
    Plan twin;
    twin.objects = {{41, fmt::format("(a)\nendobj\n4 0 obj\n{}", stream_of("", other_words))}};
    const std::string file = signed_letter(twin);
    add("hide and replace: unlisted twin, not yet turned", file, true);
    add("hide and replace: unlisted twin", repointed(file, words, file.rfind("\n4 0 obj") + 1));
  }
  {
    // The signed part names an object that it has not.
    Plan hollow;
    hollow.page_extra = " /Extra [40 0 R]";
    const std::string file = signed_letter(hollow);
    add("hide and replace: a place kept empty", updated(file, {{40, stream_of("", other_words)}}));
  }
  return all;
}

std::vector<Attack> certification_attacks() {
  std::vector<Attack> all;
  const auto add = [&](int permits, const std::string& name, std::string file) {
    all.push_back({"certification", fmt::format("P{}: {}", permits, name), std::move(file)});
  };
  for (const int permits : {1, 2, 3}) {
    Plan plan = with_field();
    plan.permits = permits;
    plan.spare_field = true;
    const std::string pdf = signed_letter(plan);
    const std::string old_page = body_of(pdf, page);
    const auto with_note = [&](const std::string& note) {
      std::string new_page = old_page;
      new_page.insert(new_page.find("/Annots [") + 9, "45 0 R ");
      return updated(pdf, {{page, new_page}, {45, note}, {46, drawing(cover)}});
    };
    for (const char* kind : {"FreeText", "Stamp", "Redact", "Square", "Ink", "Highlight", "Popup", "FileAttachment"})
      add(permits, fmt::format("{} over the words", kind),
          with_note(fmt::format(
              "<< /Type /Annot /Subtype /{} /Rect [0 0 595 842] /F 4 /Contents (new) /AP << /N 46 0 R >> >>", kind)));
    add(permits, "text field filled in", updated(pdf, {{41, text_field("900")}, {42, drawing("BT (900) Tj ET")}}));
    // A signature field of the attacker's whose appearance shows other words.
    std::string new_page = old_page;
    new_page.insert(new_page.find("/Annots [") + 9, "45 0 R ");
    std::string new_form = body_of(pdf, form);
    new_form.insert(new_form.find(']'), " 45 0 R");
    add(permits, "new signature field that shows words",
        updated(pdf, {{page, new_page},
                      {form, new_form},
                      {45,
                       "<< /Type /Annot /Subtype /Widget /FT /Sig /T (evil) /Rect [0 0 595 842] /F 4 "
                       "/AP << /N 46 0 R >> >>"},
                      {46, drawing(cover)}}));
    add(permits, "empty signature field that gains an appearance",
        updated(pdf,
                {{spare_field, body_of(pdf, spare_field).insert(3, "/AP << /N 46 0 R >> ")}, {46, drawing(cover)}}));
    add(permits, "empty signature field that grows",
        updated(pdf, {{spare_field,
                       "<< /Type /Annot /Subtype /Widget /FT /Sig /T (spare) /Rect [0 0 500 500] /F 132 "
                       "/P 3 0 R >>"}}));
    add(permits, "visible time stamp field", stamped_in_new_field(pdf, "[0 0 500 500]"));
    std::string other_catalog = body_of(pdf, catalog);
    other_catalog.replace(other_catalog.find("/Perms"), 6, "/Perme");
    add(permits, "certification taken away", updated(pdf, {{catalog, other_catalog}}));
    add(permits, "script in the catalog",
        updated(pdf, {{catalog, body_of(pdf, catalog).insert(3, "/OpenAction << /S /JavaScript /JS (1) >> ")}}));
  }
  Plan plan;
  plan.spare_field = true;
  all.push_back(
      {"certification", "P1: another signature", countersigned(signed_letter(plan), people().signer(KeyKind::p384))});
  return all;
}

std::vector<Attack> validation_data_attacks() {
  const std::string pdf = signed_letter();
  std::vector<Attack> all;
  const auto add = [&](const std::string& name, std::string file) {
    all.push_back({"validation data", name, std::move(file)});
  };
  const auto with_store = [&](const std::string& from, Objects objects) {
    objects.emplace_back(catalog, body_of(from, catalog).insert(3, "/DSS 14 0 R "));
    return updated(from, objects);
  };
  // The signed part has a store already, with the page's own parts in it.
  Plan shared;
  shared.catalog_extra = " /DSS << /Certs [4 0 R] /VRI << /A 41 0 R >> >>";
  shared.objects = {{41, "<< /Font << /F 10 0 R >> >>"}};
  shared.page_extra = " /Group 41 0 R";
  const std::string in_store = signed_letter(shared);
  add("the words, which the store has too", updated(in_store, {{words, stream_of("", other_words)}}));
  add("a dictionary of the page, which the store has too", updated(in_store, {{41, "<< /Font << /F 3 0 R >> >>"}}));
  // Streams that call themselves tables, in a place that the page keeps empty, beside a time stamp that is fine.
  Plan hollow_page;
  hollow_page.page_extra = " /Extra [40 0 R]";
  const std::string with_hole = signed_letter(hollow_page);
  for (const char* type : {"XRef", "ObjStm"})
    add(fmt::format("words that call themselves {}", type),
        stamped(updated(with_hole, {{40, stream_of(fmt::format("/Type /{}", type), other_words)}})));
  add("a time stamp in a place kept empty", [&] {
    Plan keeps;
    keeps.page_extra = " /Extra [12 0 R]";
    return stamped(signed_letter(keeps));
  }());
  add("a time stamp field with a script",
      stamped_in_new_field(pdf, "[0 0 0 0]", " /AA << /PV << /S /JavaScript /JS (app.alert\\(1\\)) >> >>"));
  add("a time stamp field with kids", stamped_in_new_field(pdf, "[0 0 0 0]", " /Kids [6 0 R]"));
  add("a time stamp field that shows words", stamped_in_new_field(pdf, "[0 0 500 500]", " /AP << /N 4 0 R >>"));
  const std::string plain_store = "<< /Type /DSS /Certs [20 0 R] >>";
  add("the words as a certificate",
      with_store(pdf, {{store, "<< /Certs [4 0 R] >>"}, {words, stream_of("", other_words)}}));
  add("the page as a list",
      with_store(pdf, {{store, "<< /VRI << /A 3 0 R >> >>"}, {page, body_of(pdf, page).insert(3, "/Rotate 90 ")}}));
  Plan hollow;
  hollow.page_extra = " /Extra [20 0 R]";
  const std::string hole = signed_letter(hollow);
  add("a certificate in a place kept empty",
      with_store(hole, {{store, plain_store}, {20, stream_of("", other_words)}}));
  add("another catalog beside the store",
      updated(pdf, {{catalog, body_of(pdf, catalog).insert(3, "/DSS 14 0 R /OpenAction [3 0 R /Fit] ")},
                    {store, plain_store},
                    {20, stream_of("", "x")}}));
  add("pages in the store", with_store(pdf, {{store, "<< /Certs [20 0 R] /More 2 0 R >>"},
                                             {20, stream_of("", "x")},
                                             {pages, "<< /Type /Pages /Kids [3 0 R 3 0 R] /Count 2 >>"}}));
  add("an unlisted object after the store",
      with_store(pdf, {{store, plain_store}, {20, "(a)\nendobj\n4 0 obj\n" + stream_of("", other_words)}}));
  add("extensions with objects",
      updated(pdf, {{catalog, body_of(pdf, catalog).insert(3, "/Extensions << /ESIC 45 0 R >> ")}, {45, "<< >>"}}));
  add("a time stamp of other data in the empty field", [&] {
    std::string file = stamped(pdf);
    file[200] = static_cast<char>(file[200] ^ 1);
    return file;
  }());
  add("an empty time stamp in the empty field",
      updated(pdf, {{stamp_field, body_of(pdf, stamp_field).insert(3, "/V 12 0 R ")},
                    {time_stamp,
                     "<< /Type /DocTimeStamp /Filter /Adobe.PPKLite /SubFilter /ETSI.RFC3161 /Contents <00> "
                     "/ByteRange [0 1 2 3] >>"}}));
  return all;
}

}  // namespace engross::test
