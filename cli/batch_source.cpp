// In: the options that name an export. Out: its hash, and its cases as often as they are asked for.
// Refuses: exports and mappings that cannot be read, delimiters that are none.
#include "batch_source.hpp"

#include <fcntl.h>
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cerrno>
#include <cstdlib>
#include <system_error>

#include "base/sha256.hpp"
#include "inputs.hpp"
#include "option_checks.hpp"

namespace engross::cli {
namespace fs = std::filesystem;
namespace {

// Counts what passes.
class CountedStream final : public ByteStream {
 public:
  CountedStream(std::unique_ptr<ByteStream> from, std::shared_ptr<std::uint64_t> count)
      : from_(std::move(from)), count_(std::move(count)) {
    *count_ = 0;
  }
  Result<std::string_view> next() override {
    auto piece = from_->next();
    if (piece) *count_ += piece->size();
    return piece;
  }

 private:
  std::unique_ptr<ByteStream> from_;
  std::shared_ptr<std::uint64_t> count_;
};

// A file without a name, beside the temporary files: a pipe may hold more than memory does.
Result<Descriptor> spool(ByteStream& from) {
  const char* wanted = std::getenv("TMPDIR");
  const std::string folder = wanted != nullptr && *wanted != '\0' ? wanted : "/var/tmp";
  const auto failed = [&](int number) {
    return fail(error(
        "world.unwritable", {},
        fmt::format("cannot keep a copy of standard input in {}: {}", folder, std::generic_category().message(number)),
        {"name a folder with room for it: TMPDIR=DIR", "or name the export's file"}));
  };
  Descriptor file(::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600));
  if (!file.open()) return failed(errno);
  for (;;) {
    auto piece = from.next();
    if (!piece) return fail(std::move(piece.error()));
    if (piece->empty()) return file;
    if (const int number = write_all(file.get(), *piece); number != 0) return failed(number);
  }
}

Result<std::optional<char>> delimiter_of(const std::string& word) {
  if (word.empty()) return std::optional<char>();
  if (word == "tab" || word == "\\t") return std::optional<char>('\t');
  const bool usable = word.size() == 1 && word != "\"" && word != "\r" && word != "\n" &&
                      static_cast<unsigned char>(word.front()) < 0x80;
  if (usable) return std::optional<char>(word.front());
  return fail(error("options.delimiter", {}, fmt::format("--delimiter \"{}\" separates no cells", word),
                    {"say one character: --delimiter ';', or --delimiter tab"}));
}

Result<ExportOptions> options_of(const Session& session, const ExportChoices& choices) {
  ExportOptions options;
  options.format = export_format(choices.format);
  options.encoding = export_encoding(choices.encoding).value_or(ExportEncoding::utf8);
  auto delimiter = delimiter_of(choices.delimiter);
  if (!delimiter) return fail(std::move(delimiter.error()));
  options.delimiter = *delimiter;
  if (choices.mapping.empty()) return options;
  auto text = session.world().read_file(choices.mapping, std::size_t{8} << 20U);
  if (!text) return fail(std::move(text.error()));
  auto mapping = Mapping::from(make_source(choices.mapping, std::move(*text)));
  if (!mapping) return fail(std::move(mapping.error()));
  options.mapping = std::move(*mapping);
  return options;
}

}  // namespace

void add_export_options(CLI::App* command, ExportChoices& choices) {
  command->add_option("--map", choices.mapping, "From the export's columns to the fields of a case")
      ->type_name("M.yaml")
      ->check(named());
  command->add_option("--format", choices.format, "Of the export, when it is not told by its first bytes")
      ->check(CLI::IsMember({"csv", "json", "jsonl"}));
  command->add_option("--delimiter", choices.delimiter, "Between the cells of CSV: one character, or tab")
      ->type_name("CHAR")
      ->check(named());
  command->add_option("--encoding", choices.encoding, "Of the export; windows-1252 is converted")
      ->check(CLI::IsMember({"utf-8", "windows-1252"}));
}

Result<ExportSource> ExportSource::find(const Session& session, const ExportChoices& choices) {
  ExportSource source;
  source.world_ = &session.world();
  auto options = options_of(session, choices);
  if (!options) return fail(std::move(options.error()));
  source.options_ = std::move(*options);
  source.path_ = file_of(choices.path);
  source.name_ = choices.path == "-" ? "standard input" : fs::path(choices.path).filename().string();
  if (is_stream(session.world(), choices.path)) {
    auto stream = session.world().open_stream(source.path_);
    if (!stream) return fail(std::move(stream.error()));
    auto file = spool(**stream);
    if (!file) return fail(std::move(file.error()));
    source.spooled_ = std::make_shared<Descriptor>(std::move(*file));
    source.path_ = fmt::format("/proc/self/fd/{}", source.spooled_->get());
  }
  auto stream = session.world().open_stream(source.path_);
  if (!stream) return fail(std::move(stream.error()));
  RunningSha256 hash;
  for (;;) {
    auto piece = (*stream)->next();
    if (!piece) return fail(std::move(piece.error()));
    if (piece->empty()) break;
    hash.add(*piece);
    source.bytes_ += piece->size();
  }
  source.sha256_ = hash.hex();
  return source;
}

Result<std::unique_ptr<Export>> ExportSource::open() const {
  auto stream = world_->open_stream(path_);
  if (!stream) return fail(std::move(stream.error()));
  return Export::open(name_, std::make_unique<CountedStream>(std::move(*stream), read_), options_);
}

Result<void> ExportSource::each_row(const TakeRow& take) const {
  auto cases = open();
  if (!cases) return fail(std::move(cases.error()));
  for (;;) {
    const auto next = (*cases)->next();
    if (!next) return fail(next.error());
    if (!*next) return {};
    const ExportedCase& row = **next;
    if (auto taken = take(row.row, row.key, row.text ? sha256_hex(row.text->text) : std::string()); !taken)
      return taken;
  }
}

std::string ExportSource::mapping_sha256() const {
  return options_.mapping ? sha256_hex(options_.mapping->source()->text) : std::string();
}

double ExportSource::part_read() const {
  return bytes_ == 0 ? 1.0 : std::min(1.0, static_cast<double>(*read_) / static_cast<double>(bytes_));
}

}  // namespace engross::cli
