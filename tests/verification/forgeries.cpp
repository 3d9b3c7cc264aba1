// In: a signed letter. Out: forgeries of its signature dictionary and of the range that it signs. Refuses nothing.
#include <fmt/format.h>

#include <stdexcept>

#include "base/sha256.hpp"
#include "verification/attacks.hpp"
#include "verification/letters.hpp"

namespace engross::test {
namespace {

constexpr const char* other_words = "BT /F 12 Tf 72 720 Td (Pay everything to me.) Tj ET";

// The same length as before, so that nothing moves.
std::string replaced(std::string pdf, const std::string& what, std::string with) {
  const std::size_t at = pdf.find(what);
  if (at == std::string::npos || with.size() > what.size()) throw std::runtime_error("nothing to replace: " + what);
  with.resize(what.size(), ' ');
  return pdf.replace(at, what.size(), with);
}

std::string range_of(const std::string& pdf) {
  const std::size_t at = pdf.find("/ByteRange [");
  return pdf.substr(at, pdf.find(']', at) + 1 - at);
}

std::string contents_of(const std::string& pdf) {
  const auto [begin, end] = gap_of(pdf);
  return pdf.substr(begin, end - begin);
}

std::string with_other_words(const std::string& pdf) {
  return updated(pdf, {{words, stream_of("", other_words)}});
}

// The letter with other words and a signature dictionary that was tampered with, appended.
std::string forged(const std::string& pdf, const std::string& dictionary, Objects more = {}) {
  more.emplace_back(words, stream_of("", other_words));
  more.emplace_back(signature, dictionary);
  return updated(pdf, more);
}

std::string dictionary_with(const std::string& range, const std::string& contents) {
  return fmt::format("<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached{}{} >>", range, contents);
}

}  // namespace

std::vector<Attack> universal_forgeries() {
  const std::string pdf = signed_letter();
  const std::string range = range_of(pdf);
  const std::string contents = "/Contents " + contents_of(pdf);
  std::vector<Attack> all;
  const auto add = [&](const std::string& name, std::string file) {
    all.push_back({"universal forgery", name, std::move(file)});
  };
  const auto in_both_ways = [&](const std::string& name, const std::string& new_range, const std::string& new_contents,
                                const Objects& more = {}) {
    add(name + ", appended", forged(pdf, dictionary_with(new_range, new_contents), more));
  };
  const std::string size = std::to_string(pdf.size());
  in_both_ways("no ByteRange", "", contents);
  in_both_ways("ByteRange null", "/ByteRange null", contents);
  in_both_ways("ByteRange of no numbers", "/ByteRange []", contents);
  in_both_ways("ByteRange of one number", "/ByteRange [0]", contents);
  in_both_ways("ByteRange of two numbers", "/ByteRange [0 " + size + "]", contents);
  in_both_ways("ByteRange of zeros", "/ByteRange [0 0 0 0]", contents);
  in_both_ways("ByteRange negative", "/ByteRange [0 -1 -1 -1]", contents);
  in_both_ways("ByteRange overlapping", "/ByteRange [0 " + size + " 10 " + size + "]", contents);
  in_both_ways("ByteRange of the old signature", range, contents);
  in_both_ways("ByteRange too long", "/ByteRange [0 10 20 99999999999999999999]", contents);
  in_both_ways("ByteRange not from the start", "/ByteRange [1 10 20 30]", contents);
  in_both_ways("ByteRange of six numbers", "/ByteRange [0 10 20 30 40 50]", contents);
  in_both_ways("ByteRange of reals", "/ByteRange [0.0 10.0 20.0 30.0]", contents);
  in_both_ways("ByteRange a string", "/ByteRange (0 10 20 30)", contents);
  in_both_ways("ByteRange elsewhere", "/ByteRange 41 0 R", contents, {{41, range.substr(11)}});
  in_both_ways("numbers elsewhere", "/ByteRange [0 41 0 R 42 0 R 43 0 R]", contents,
               {{41, "10"}, {42, "20"}, {43, "30"}});
  in_both_ways("ByteRange twice", range + "/ByteRange [0 0 0 0]", contents);
  in_both_ways("no Contents", range, "");
  in_both_ways("Contents null", range, "/Contents null");
  in_both_ways("Contents empty", range, "/Contents <>");
  in_both_ways("Contents of zeros", range, "/Contents <0000000000>");
  in_both_ways("Contents one zero", range, "/Contents <00>");
  in_both_ways("Contents literal", range, "/Contents (signed)");
  in_both_ways("Contents a name", range, "/Contents /Signed");
  in_both_ways("Contents elsewhere", range, "/Contents 41 0 R", {{41, contents.substr(10)}});
  in_both_ways("Contents twice", range, contents + "/Contents <00>");
  in_both_ways("Contents a stream", range, "/Contents 41 0 R", {{41, stream_of("", "signed")}});
  in_both_ways("nothing at all", "", "");
  add("no ByteRange, in place", replaced(pdf, range, ""));
  add("ByteRange null, in place", replaced(pdf, range, "/ByteRange null"));
  add("ByteRange of zeros, in place", replaced(pdf, range, "/ByteRange [0 0 0 0]"));
  add("ByteRange to nowhere, in place", replaced(pdf, range, "/ByteRange [0 1 2 3]"));
  add("no Contents, in place", replaced(pdf, contents, ""));
  add("Contents null, in place", replaced(pdf, contents, "/Contents null"));
  add("Contents of zeros, in place", replaced(pdf, contents, "/Contents <00>"));
  add("Contents of nothing but zeros",
      replaced(pdf, contents, "/Contents <" + std::string(contents.size() - 12, '0') + ">"));
  add("no SubFilter, in place", replaced(pdf, "/SubFilter /ETSI.CAdES.detached", ""));
  add("no Filter, in place", replaced(pdf, "/Filter /Adobe.PPKLite", ""));
  add("SubFilter unknown, in place", replaced(pdf, "/SubFilter /ETSI.CAdES.detached", "/SubFilter /none"));
  add("field without a value, in place", replaced(pdf, "/V 9 0 R", "/V null"));
  add("value of the field is a page",
      updated(pdf, {{field,
                     "<< /Type /Annot /Subtype /Widget /FT /Sig /T (letter) /Rect [0 0 0 0] "
                     "/F 132 /P 3 0 R /V 3 0 R >>"}}));
  return all;
}

std::vector<Attack> incremental_savings() {
  const std::string pdf = signed_letter();
  std::vector<Attack> all;
  const auto add = [&](const std::string& name, std::string file) {
    all.push_back({"incremental saving", name, std::move(file)});
  };
  const std::string update = with_other_words(pdf).substr(pdf.size());
  const std::string body = update.substr(0, update.find("xref\n"));
  const std::string trailer = update.substr(update.find("trailer"));
  add("a whole update", pdf + update);
  add("objects only", pdf + body);
  add("objects and trailer", pdf + body + trailer);
  add("objects and startxref", pdf + body + update.substr(update.find("startxref")));
  add("trailer only", pdf + trailer);
  add("table and trailer that change nothing", updated(pdf, {}));
  add("a comment", pdf + "% one more line\n");
  add("objects in streams", updated_in_streams(pdf, {{font, "<< /Type /Font /Subtype /Type1 /BaseFont /Symbol >>"}}));
  add("words beside streams", updated_in_streams(pdf, {}, {{words, stream_of("", other_words)}}));
  add("a page in streams", updated_in_streams(pdf, {{pages, "<< /Type /Pages /Kids [3 0 R 3 0 R] /Count 2 >>"}}));
  add("the signature in streams", updated_in_streams(pdf, {{signature, body_of(pdf, signature)}}));
  add("streams for some readers only", [&] {
    const std::string streams = updated_in_streams(pdf, {{font, "<< /Type /Font /BaseFont /Symbol >>"}});
    const std::size_t start = std::stoul(streams.substr(streams.rfind("startxref\n") + 10));
    return updated(streams.substr(0, streams.rfind("startxref")), {}, fmt::format(" /XRefStm {}", start));
  }());
  add("one blank", pdf + " ");
  add("one line end", pdf + "\n");
  add("zeros", pdf + std::string(100, '\0'));
  add("an object that nothing uses", updated(pdf, {{first_free, "(hidden)"}}));
  add("an object that is the same", updated(pdf, {{words, body_of(pdf, words)}}));
  add("a copy of the signature",
      updated(pdf, {{words, stream_of("", other_words)}, {signature, body_of(pdf, signature)}}));
  add("a copy of the signature as another object",
      updated(pdf, {{words, stream_of("", other_words)},
                    {first_free, body_of(pdf, signature)},
                    {field,
                     "<< /Type /Annot /Subtype /Widget /FT /Sig /T (letter) /Rect [0 0 0 0] /F 132 /P 3 0 R "
                     "/V 40 0 R >>"}}));
  add("a copy of the signature and no table",
      pdf + body + "9 0 obj\n" + body_of(pdf, signature) + "\nendobj\n" + trailer);
  add("another catalog", updated(pdf, {{first_free, "<< /Type /Catalog /Pages 2 0 R >>"}}, " /Root 40 0 R"));
  add("a page more", updated(pdf, {{pages, "<< /Type /Pages /Kids [3 0 R 40 0 R] /Count 2 >>"},
                                   {40, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"}}));
  add("no form any more", updated(pdf, {{catalog, "<< /Type /Catalog /Pages 2 0 R >>"}}));
  add("an open action",
      updated(pdf,
              {{catalog, body_of(pdf, catalog).insert(3, "/OpenAction << /S /JavaScript /JS (app.alert()) >> ")}}));
  add("a longer letter, cut", pdf.substr(0, pdf.size() - 1));
  add("another title", updated(pdf, {{info, "<< /Title (Another letter) >>"}}));
  add("another archive", updated(signed_letter({.level = Level::b_lta}), {{words, stream_of("", other_words)}}));
  add("a blank after an archive", signed_letter({.level = Level::b_lta}) + " ");
  add("between signature and time stamp", stamped(with_other_words(pdf)));
  return all;
}

std::vector<Attack> signature_wrappings() {
  const std::string pdf = signed_letter();
  const auto gap = gap_of(pdf);
  const std::size_t begin = gap.first;  // not a binding: lambdas take them
  const std::size_t end = gap.second;
  const std::string range = range_of(pdf);
  const std::string tail = pdf.substr(end);
  std::vector<Attack> all;
  const auto add = [&](const std::string& name, std::string file) {
    all.push_back({"signature wrapping", name, std::move(file)});
  };
  // The signed end of the file moves away, and other bytes take its place.
  const auto wrapped = [&](const std::string& injected, bool tables) {
    std::string file = pdf.substr(0, end) + " >>\nendobj\n" + injected;
    const std::size_t moved = file.size();
    if (!tables) return replaced(file + tail, range, fmt::format("/ByteRange [0 {} {} {}]", begin, moved, tail.size()));
    file += tail;
    return replaced(updated(file, {{words, stream_of("", other_words)}}), range,
                    fmt::format("/ByteRange [0 {} {} {}]", begin, moved, tail.size()));
  };
  const std::string other = fmt::format("4 0 obj\n{}\nendobj\n", stream_of("", other_words));
  {
    // A second range in the gap, the signed end moved behind other words, and at its old place a table that finds them:
    // the bytes that the second range names have the very digest that was signed.
    const std::size_t start = pdf.find("\nxref\n") + 1;
    const std::string other_object = fmt::format("4 0 obj\n{}\nendobj\n", stream_of("", other_words));
    std::string value = pdf.substr(begin, end - begin - 1);
    value.resize(value.find_last_not_of('0') + 3);
    const auto with_moved = [&](std::size_t moved) {
      std::string file = pdf.substr(0, begin) + value + ">";
      file += fmt::format(
          " /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /Type /Sig /ByteRange [0 {:010} {:010} {:010}] "
          ">>\nendobj\n",
          begin, moved, tail.size());
      const std::size_t found_at = file.size();
      file += other_object;
      file.resize(start, ' ');
      std::string table = pdf.substr(start);
      const std::string entry = fmt::format("{:010} 00000 n", pdf.find("\n4 0 obj") + 1);
      table.replace(table.find(entry), 10, fmt::format("{:010}", found_at));
      return file + table;
    };
    const std::string front = with_moved(0);
    add("second range in the gap, end moved, table restored", with_moved(front.size()) + tail);
  }
  add("end moved, other words before it", wrapped(other, false));
  add("end moved, and a new table", wrapped(other, true));
  add("end moved by zeros", wrapped(std::string(500, '\0'), false));
  add("end moved into a comment", wrapped("% " + std::string(50, 'x') + "\n", false));
  add("gap wider than the value",
      replaced(pdf, range, fmt::format("/ByteRange [0 {} {} {}]", begin - 20, end, tail.size())));
  add("gap wider after the value",
      replaced(pdf, range, fmt::format("/ByteRange [0 {} {} {}]", begin, end + 3, tail.size() - 3)));
  add("gap without brackets",
      replaced(pdf, range, fmt::format("/ByteRange [0 {} {} {}]", begin + 1, end - 1, tail.size() + 1)));
  add("gap elsewhere", replaced(pdf, range, fmt::format("/ByteRange [0 {} {} {}]", 100, 200, pdf.size() - 200)));
  add("signed part ends early",
      replaced(pdf, range, fmt::format("/ByteRange [0 {} {} {}]", begin, end, tail.size() - 6)));
  {
    // A second dictionary holds the value that the range leaves out; the first is the one that the field shows.
    std::string file =
        updated(pdf, {{first_free, dictionary_with(range, "/Contents " + pdf.substr(begin, end - begin))},
                      {field,
                       "<< /Type /Annot /Subtype /Widget /FT /Sig /T (letter) /Rect [0 0 0 0] /F 132 "
                       "/P 3 0 R /V 40 0 R >>"}});
    add("range of another dictionary", file);
  }
  {
    // Blanks in the value, which a reader passes over.
    std::string file = pdf;
    file[begin + 40] = ' ';
    add("blanks in the value", file);
    file = pdf;
    file[end - 2] = '1';
    add("something after the value's DER", file);
    file = pdf;
    const std::string hidden = to_hex("4 0 obj");
    file.replace(end - 40, hidden.size(), hidden);
    add("hidden words after the value's DER", file);
  }
  return all;
}

}  // namespace engross::test
