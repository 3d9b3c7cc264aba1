// In: a signed letter. Out: what qpdf, pdfsig and openssl say of it.
#include "signing_desk.hpp"

#include <regex>
#include <stdexcept>

namespace engross::test {
namespace {

std::string from_hex(const std::string& digits) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < digits.size(); i += 2)
    bytes += static_cast<char>(std::stoi(digits.substr(i, 2), nullptr, 16));
  return bytes;
}

// One DER object without the zeros behind it; CMS objects have two or three bytes of length.
std::string first_object(const std::string& bytes) {
  const auto byte = [&](std::size_t i) { return static_cast<std::size_t>(static_cast<unsigned char>(bytes.at(i))); };
  std::size_t length = 0;
  for (std::size_t i = 0; i < byte(1) - 0x80; ++i) length = length << 8U | byte(2 + i);
  return bytes.substr(0, 2 + byte(1) - 0x80 + length);
}

// The value of the first signature, or of the last, and what it covers: files "value" and "content".
bool take_apart(const std::string& pdf, bool last, const TemporaryDirectory& folder) {
  static const std::regex range(R"(/ByteRange \[0 (\d+) (\d+) (\d+))");
  const std::size_t from = last ? pdf.rfind("/ByteRange") : pdf.find("/ByteRange");
  std::smatch found;
  if (from == std::string::npos) return false;
  const std::string beginning = pdf.substr(from, 80);
  if (!std::regex_search(beginning, found, range)) return false;
  const std::size_t begin = std::stoul(found[1]), end = std::stoul(found[2]), rest = std::stoul(found[3]);
  write_file(folder / "value", first_object(from_hex(pdf.substr(begin + 1, end - begin - 2))));
  write_file(folder / "content", pdf.substr(0, begin) + pdf.substr(end, rest));
  return true;
}

}  // namespace

std::string pdfsig_says(const std::string& file, const std::string& pki) {
  const TemporaryDirectory folder;
  const std::string database = "sql:" + folder.path();
  std::vector<std::vector<std::string>> commands = {
      {"certutil", "-N", "-d", database, "--empty-password"},
      {"certutil", "-A", "-d", database, "-n", "root", "-t", "CT,C,C", "-i", pki + "/root.pem"}};
  // Where certificates name responders, NSS asks them, and believes none whose clock stands in 2016; so it gets lists
  // of revoked certificates instead, which are good until they end.
  const bool names_responders = std::filesystem::exists(pki + "/tsa-url");
  if (names_responders) {
    commands.push_back(
        {"certutil", "-A", "-d", database, "-n", "intermediate", "-t", ",,", "-i", pki + "/intermediate.pem"});
    for (const std::string name : {"root.crl", "intermediate.crl"}) {
      commands.push_back({"openssl", "crl", "-in", pki + "/" + name, "-outform", "DER", "-out", folder / name});
      commands.push_back({"crlutil", "-I", "-i", folder / name, "-d", database, "-t", "1"});
    }
  }
  for (const std::vector<std::string>& command : commands)
    if (const Outcome made = run(command); made.exit_code != 0) throw std::runtime_error(command[0] + ": " + made.err);
  std::vector<std::string> ask{"pdfsig", "-nssdir", database, file};
  if (names_responders) ask.insert(ask.begin() + 1, "-no-ocsp");
  const Outcome said = run(ask);
  return said.out + said.err;
}

std::string qpdf_says(const std::string& file) {
  const Outcome checked = run({"qpdf", "--check", file});
  return checked.exit_code == 0 ? "" : checked.out + checked.err;
}

std::string openssl_says(const std::string& file, const std::string& root) {
  const TemporaryDirectory folder;
  if (!take_apart(read_file(file), false, folder)) return "there is no signature";
  const Outcome said = run({"openssl", "cms", "-verify", "-cades", "-binary", "-inform", "DER", "-in", folder / "value",
                            "-content", folder / "content", "-CAfile", root, "-purpose", "any", "-attime",
                            std::to_string(served_at), "-out", "/dev/null"});
  return said.exit_code == 0 ? "" : said.err + "not verified";
}

std::string openssl_says_of_stamp(const std::string& file, const std::string& root) {
  const TemporaryDirectory folder;
  if (!take_apart(read_file(file), true, folder)) return "there is no time stamp";
  const Outcome said = run({"openssl", "ts", "-verify", "-token_in", "-in", folder / "value", "-data",
                            folder / "content", "-CAfile", root, "-attime", std::to_string(served_at)});
  return said.exit_code == 0 && said.out.find("Verification: OK") != std::string::npos ? "" : said.out + said.err;
}

}  // namespace engross::test
