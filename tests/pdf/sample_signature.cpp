// In: what a signed letter is to have. Out: its Pages, what its file says, and the file, with values that are of the
// right shape but sign nothing.
#include "pdf/sample_signature.hpp"

#include <fmt/format.h>

#include <stdexcept>

namespace engross::test {

Pages sample_with_fields(const SignatureOptions& options) {
  PagesBuilder make(sample_letter());
  const ElementId signature = make.element(Role::form);
  make.at(signature).alternative = "Signature of Denise Clavery";
  if (options.visible) {
    make.picture(signature, ink_picture(), 57, 700, 80, 40);
    make.text(signature, options.words, 150, 715, 0, 9);
    make.text(signature, "26 October 2016", 150, 727, 1, 9);
    make.field(signature, "Signature", 57, 700, 300, 40);
  } else {
    make.field(signature, "Signature", 0, 0, 0, 0);
  }
  if (options.stamp) {
    const ElementId stamp = make.element(Role::form);
    make.at(stamp).alternative = "Time stamp";
    make.field(stamp, "TimeStamp", 0, 0, 0, 0);
  }
  return make.take();
}

SignatureEntries sample_entries(const SignatureOptions& options) {
  SignatureEntries entries;
  entries.field = "Signature";
  entries.signer = "Denise Clavery (Ŵyn)";
  entries.reason = "To answer";
  entries.contact = "020 7946 0000";
  entries.at = *Timestamp::parse("2016-10-26T09:30:00+01:00");
  entries.room = 2000;
  if (options.store) {
    entries.certificates = {"\x30\x03one", "\x30\x03two"};
    entries.crls = {"\x30\x04more"};
  }
  return entries;
}

Signable sample_to_sign(const SignatureOptions& options, FontEmbedding embedding) {
  DrawCache cache;
  auto file = draw_to_sign(sample_with_fields(options), sample_info(), sample_entries(options),
                           {.embedding = embedding}, cache);
  if (!file) throw std::runtime_error(print(file.error()));
  return std::move(*file);
}

std::string with_value(std::string pdf, const ValueHole& hole, std::string_view bytes) {
  std::string digits;
  for (const char byte : bytes) digits += fmt::format("{:02x}", static_cast<unsigned char>(byte));
  return pdf.replace(hole.begin + 1, digits.size(), digits);
}

std::string sample_signed(const SignatureOptions& options) {
  const Signable first = sample_to_sign(options);
  std::string made = with_value(first.pdf, first.value, "\x30\x04sign");
  if (!options.stamp) return made;
  const Signable second = with_time_stamp(made, first.next, 1000);
  return with_value(second.pdf, second.value, "\x30\x05stamp");
}

}  // namespace engross::test
