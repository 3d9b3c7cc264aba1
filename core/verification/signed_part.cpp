// In: a signature field and the bytes of the file. Out: the bytes that are signed.
// Refuses: everything but a ByteRange that leaves out exactly the Contents of its own dictionary. The parser says where
// that string begins; the bytes themselves say where it ends.
#include "verification/signed_part.hpp"

#include <fmt/format.h>

#include <limits>
#include <optional>

namespace engross::verification {
namespace {

Diagnostic wrong_range(std::string message) {
  return error("verify.byte-range", {}, std::move(message),
               {"a signature must cover all of the file but its own value"});
}

Diagnostic wrong_contents(std::string message) {
  return error("verify.contents", {}, std::move(message), {"the signature is damaged or was tampered with"});
}

// The four numbers, when they are four direct ones and none is negative.
std::optional<std::array<std::size_t, 4>> numbers_in(QPDFObjectHandle range) {
  if (range.isIndirect() || !range.isArray() || range.getArrayNItems() != 4) return std::nullopt;
  std::array<std::size_t, 4> numbers{};
  for (int i = 0; i < 4; ++i) {
    QPDFObjectHandle item = range.getArrayItem(i);
    if (item.isIndirect() || !item.isInteger() || item.getIntValue() < 0) return std::nullopt;
    numbers.at(static_cast<std::size_t>(i)) = static_cast<std::size_t>(item.getIntValue());
  }
  return numbers;
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

// The bytes that "<…>" means; nothing unless it is pairs of digits between the brackets.
std::optional<std::string> bytes_in_gap(std::string_view gap) {
  if (gap.size() < 2 || gap.size() % 2 != 0 || gap.front() != '<' || gap.back() != '>') return std::nullopt;
  gap = gap.substr(1, gap.size() - 2);
  std::string bytes;
  bytes.reserve(gap.size() / 2);
  for (std::size_t i = 0; i < gap.size(); i += 2) {
    const int high = hex_digit(gap[i]);
    const int low = hex_digit(gap[i + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    bytes += static_cast<char>(high * 16 + low);
  }
  return bytes;
}

Result<void> check_dictionary(const PdfFile& file, QPDFObjectHandle value) {
  const auto refuse = [](const char* words) {
    return fail(error("verify.signature", {}, words, {"the signature is damaged or was tampered with"}));
  };
  if (!value.isDictionary()) return refuse("the value of the field is no signature");
  if (!value.isIndirect()) return refuse("the signature is no object of its own");
  const auto entry = file.table().find(value.getObjGen());
  if (entry == file.table().end() || entry->second.getType() != 1)
    return refuse("the signature lies in a compressed object");
  for (const char* key : {"/Type", "/Filter", "/SubFilter", "/ByteRange", "/Contents"})
    if (value.getKey(key).isIndirect()) return refuse("the signature keeps parts of itself elsewhere");
  if (QPDFObjectHandle type = value.getKey("/Type");
      !type.isNull() && !type.isNameAndEquals("/Sig") && !type.isNameAndEquals("/DocTimeStamp"))
    return refuse("the value of the field is of another type than a signature");
  if (!value.getKey("/Filter").isName() || !value.getKey("/SubFilter").isName())
    return refuse("the signature does not say of which form it is");
  return {};
}

}  // namespace

Result<SignedPart> signed_part(const PdfFile& file, const SignatureField& field) {
  QPDFObjectHandle value = field.value;
  if (auto good = check_dictionary(file, value); !good) return fail(good.error());
  QPDFObjectHandle contents = value.getKey("/Contents");
  if (!contents.isString()) return fail(wrong_contents("its /Contents is missing, or no string"));
  const auto numbers = numbers_in(value.getKey("/ByteRange"));
  if (!numbers) return fail(wrong_range("its /ByteRange is missing, or not four numbers"));
  const auto [first, gap_begin, gap_end, rest] = *numbers;
  const std::size_t size = file.bytes().size();
  if (first != 0 || gap_begin >= gap_end || gap_end > size || rest > size - gap_end || rest == 0)
    return fail(wrong_range(fmt::format("its /ByteRange [{} {} {} {}] is not around one gap of this file of {} bytes",
                                        first, gap_begin, gap_end, rest, size)));
  if (contents.getParsedOffset() != static_cast<qpdf_offset_t>(gap_begin))
    return fail(wrong_range("what its /ByteRange leaves out is not its own /Contents"));
  auto bytes = bytes_in_gap(file.bytes().substr(gap_begin, gap_end - gap_begin));
  if (!bytes) return fail(wrong_contents("what its /ByteRange leaves out is more than a hexadecimal string"));
  if (*bytes != contents.getStringValue()) return fail(wrong_contents("its /Contents can be read in two ways"));
  return SignedPart{.gap_begin = gap_begin,
                    .gap_end = gap_end,
                    .end = gap_end + rest,
                    .contents = std::move(*bytes),
                    .format = plain_words(value.getKey("/SubFilter").getName().substr(1))};
}

bool ends_as_pdf(std::string_view bytes) {
  const std::size_t last = bytes.find_last_not_of(" \t\r\n");
  return last != std::string_view::npos && bytes.substr(0, last + 1).ends_with("%%EOF");
}

}  // namespace engross::verification
