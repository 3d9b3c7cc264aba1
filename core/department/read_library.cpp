// In: a department library. Out: the files that its own code puts, spoken by a child process.
// Refuses: files that the loader could not map, libraries without a manifest or of another major version, those that
// crash, hang, print, let exceptions out, contradict their manifest, put what no department consists of, or offer to
// decide in code what nobody asks yet. Nothing of the library runs in this process, and the bytes that the child opens
// are the very bytes that were read here.
#include <engross/abi.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <system_error>

#include "base/text.hpp"
#include "data/read.hpp"
#include "department/department.hpp"
#include "department/elf.hpp"
#include "department/files.hpp"
#include "department/messages.hpp"
#include "department/remedies.hpp"
#include "isolation/child.hpp"

namespace engross {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t most_library_bytes = 256U << 20U;
constexpr std::size_t most_reports = 20;

Diagnostic wrong(std::string_view code, const std::string& name, std::string_view what,
                 std::vector<std::string> hints = {}) {
  return error(std::string(code), {}, fmt::format("{}: {}", name, what), std::move(hints));
}

// Foreign words as one line for a terminal: unprintable characters become '?', long ones are cut.
std::string one_line(std::string_view text) {
  constexpr std::size_t most = 400;
  std::u32string line;
  for (const char32_t c : decode_lossy(trim(text.substr(0, most)))) line += is_printable(c) ? c : U'?';
  return encode(line) + (text.size() > most ? " …" : "");
}

Result<void> check_abi(const LibraryManifest& manifest, const std::string& name) {
  if (manifest.abi_major == ENGROSS_ABI_MAJOR) return {};
  return fail(
      wrong("library.abi", name,
            fmt::format("it was built for version {}.{} of the boundary, but this program speaks {}.{}",
                        manifest.abi_major, manifest.abi_minor, ENGROSS_ABI_MAJOR, ENGROSS_ABI_MINOR),
            {fmt::format("build it again with the headers of this engross, or install the engross that speaks {}",
                         manifest.abi_major)}));
}

// The bytes as a file of no name that nobody can change any more.
class SealedFile {
 public:
  explicit SealedFile(std::string_view bytes) : fd_(::memfd_create("department", MFD_CLOEXEC | MFD_ALLOW_SEALING)) {
    if (fd_ < 0) return;
    while (!bytes.empty()) {
      const ssize_t n = ::write(fd_, bytes.data(), bytes.size());
      if (n < 0 && errno == EINTR) continue;
      if (n <= 0) return;
      bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    good_ = ::fcntl(fd_, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL) == 0;
  }
  SealedFile(const SealedFile&) = delete;
  SealedFile& operator=(const SealedFile&) = delete;
  ~SealedFile() {
    if (fd_ >= 0) ::close(fd_);
  }
  bool good() const { return good_; }
  int descriptor() const { return fd_; }

 private:
  int fd_;
  bool good_ = false;
};

// One conversation with the child about one library.
class Conversation {
 public:
  Conversation(Child& child, const LibraryManifest& manifest, std::string name)
      : child_(child), manifest_(manifest), name_(std::move(name)) {
    resources_.origin = name_;
  }

  Result<Resources> hold(const Deadline& deadline) {
    while (!over_ && !rejected_) {
      const Child::Answer answer = child_.listen(deadline);
      if (answer.heard == Child::Heard::too_long) too_large("a file of more than 64 MiB");
      if (answer.heard != Child::Heard::message) break;
      take(answer.bytes);
    }
    if (!rejected_) judge(child_.wait(deadline));
    if (!rejected_ && problems_.empty()) check_identity();
    if (!problems_.empty()) return fail(std::move(problems_));
    return std::move(resources_);
  }

 private:
  void add(std::string_view code, std::string_view what, std::vector<std::string> hints = {}) {
    if (const std::string_view remedy = remedy_for(code); !remedy.empty()) hints.emplace_back(remedy);
    problems_.push_back(wrong(code, name_, what, std::move(hints)));
  }

  void lied(std::string_view what) {
    add("library.lied", what);
    rejected_ = true;
  }

  void too_large(std::string_view what) {
    add("library.too-large", fmt::format("it put {}", what));
    rejected_ = true;
  }

  void take(std::string_view message) {
    switch (take_number(message).value_or(0)) {
      case message::opened:
        return take_opened(message);
      case message::resource:
        return take_resource(message);
      case message::report:
        return take_report(message);
      case message::failed:
        return take_failed(message);
      case message::closing:
        stage_ = "while it was closed";
        return;
      case message::done:
        over_ = true;
        return;
      default:
        return lied("what it said makes no sense");
    }
  }

  void take_opened(std::string_view message) {
    const auto id = take_text(message);
    const auto version = take_text(message);
    const auto major = take_number(message);
    const auto minor = take_number(message);
    const auto features = take_number(message);
    if (!id || !version || !major || !minor || !features || opened_)
      return lied("what it said on opening makes no sense");
    opened_ = true;
    stage_ = "while it put its files";
    if (*id != manifest_.id || *version != manifest_.version)
      lied(fmt::format("its manifest says {} {}, but it opens as {} {}", one_line(manifest_.id),
                       one_line(manifest_.version), one_line(*id), one_line(*version)));
    else if (*major != manifest_.abi_major || *minor != manifest_.abi_minor)
      lied(fmt::format("its manifest says boundary {}.{}, but it opens as {}.{}", manifest_.abi_major,
                       manifest_.abi_minor, *major, *minor));
    else
      refuse_features(*features);
  }

  // A department that counts on being asked would have its letters go out as if it had said nothing.
  void refuse_features(std::uint64_t features) {
    for (const auto& [feature, name] :
         {std::pair{message::feature_select, "select"}, std::pair{message::feature_derive, "derive"}}) {
      if ((features & feature) == 0) continue;
      add("library.unsupported",
          fmt::format("it offers {}, which this engross never asks for, so its letters would not be what it meant",
                      name));
      rejected_ = true;
    }
  }

  void take_resource(std::string_view message) {
    const auto path = take_text(message);
    const auto content = take_text(message);
    if (!path || !content || !opened_) return lied("a file that it put makes no sense");
    bytes_ += content->size();
    if (resources_.files.size() == most_department_files || bytes_ > most_department_bytes)
      return too_large(
          fmt::format("more than {} files or {} MiB", most_department_files, most_department_bytes >> 20U));
    if (!is_plain_path(*path) || kind_of_file(*path) == FileKind::none)
      return refuse_file(fmt::format("it put \"{}\", which is no file of a department", one_line(*path)));
    if (!resources_.files.emplace(std::string(*path), std::string(*content)).second)
      refuse_file(fmt::format("it put {} twice", *path));
  }

  void refuse_file(std::string_view what) {
    if (problems_.size() < most_reports)
      add("library.file", what,
          {"a department consists of department.yaml, style.yaml, forms-of-address.yaml, forwarding.yaml and "
           "paragraphs/, partials/, templates/, pictures/, fonts/, hyphenation/"});
  }

  void take_report(std::string_view message) {
    const auto severity = take_number(message);
    const auto words = take_text(message);
    const auto call = take_text(message);
    if (!severity || !words || !call) return lied("a report of its makes no sense");
    if (*severity >= ENGROSS_ERROR && problems_.size() < most_reports)
      add("library.threw", fmt::format("{} failed: {}", one_line(*call), one_line(*words)));
  }

  void take_failed(std::string_view message) {
    const auto code = take_text(message);
    const auto words = take_text(message);
    over_ = true;
    if (!code || !words || !code->starts_with("library.") || !is_plain_path(*code))
      return lied("why it failed makes no sense");
    add(*code, one_line(*words));
  }

  // How it ended, what it printed, and whether it said everything.
  void judge(const Ending& ending) {
    const bool heard_out = over_ && ending.clean();
    if (ending.kind == Ending::Kind::late)
      add("library.timeout", fmt::format("{} {}", ending.explain(), stage_), errors_as_hint());
    else if (!heard_out)
      add("library.crashed", how_it_ended(ending), errors_as_hint());
    else
      judge_output();
  }

  void judge_output() {
    for (const auto& [captured, stream] : {std::pair{&child_.standard_output(), "standard output"},
                                           std::pair{&child_.standard_error(), "standard error"}})
      if (captured->bytes != 0)
        add("library.printed",
            fmt::format("it wrote {} bytes to {}: \"{}\"", captured->bytes, stream, one_line(captured->text)),
            {"a department speaks through its sink alone: use report()"});
  }

  // The manifest was compared with the descriptor; the files must be of the same department too.
  void check_identity() {
    const SourceRef source = resources_.source("department.yaml");
    if (!source) return add("library.lied", "it put no department.yaml");
    const auto document = read_yaml(source);
    const Value* id = document ? document->root.find("id") : nullptr;  // what else is wrong with it, from() says
    if (id != nullptr && id->is_string() && id->text() != manifest_.id)
      add("library.lied", fmt::format("its manifest says {}, but its department.yaml {}", one_line(manifest_.id),
                                      one_line(id->text())));
  }

  // SIGSYS is how isolation/confine.hpp ends a child that reaches out.
  std::string how_it_ended(const Ending& ending) const {
    const bool reached_out = ending.kind == Ending::Kind::signalled && ending.number == SIGSYS;
    return fmt::format("{} {}{}", ending.explain(), stage_,
                       reached_out ? ": it tried to signal, trace or limit another process" : "");
  }

  std::vector<std::string> errors_as_hint() const {
    const Captured& errors = child_.standard_error();
    if (errors.bytes == 0) return {};
    return {fmt::format("it wrote to standard error: {}", one_line(errors.text))};
  }

  Child& child_;
  const LibraryManifest& manifest_;
  std::string name_;
  Resources resources_;
  Diagnostics problems_;
  std::size_t bytes_ = 0;
  std::string_view stage_ = "while it was opened";
  bool opened_ = false;    // the descriptor came
  bool over_ = false;      // the child has said its last word
  bool rejected_ = false;  // we have heard enough, and will not wait for its end
};

}  // namespace

Result<Resources> read_library(const World& world, const fs::path& library, const LibraryOptions& options) {
  const std::string name = library.generic_string();
  const auto bytes = world.read_file(library, most_library_bytes);
  if (!bytes) return fail(bytes.error());
  const auto manifest = read_manifest(*bytes, name);
  if (!manifest) return fail(manifest.error());
  if (auto abi = check_abi(*manifest, name); !abi) return fail(std::move(abi.error()));

  const SealedFile sealed(*bytes);
  if (!sealed.good())
    return fail(wrong("library.open", name,
                      fmt::format("no memory for a sealed copy: {}", std::generic_category().message(errno))));
  const Deadline deadline = Deadline::in(std::chrono::milliseconds(options.deadline_ms));
  auto child = Child::start({.program = options.child_program,
                             .descriptors = {sealed.descriptor()},
                             .limits = ChildLimits::strict(),
                             .longest_message = 65U << 20U});
  if (!child) return fail(std::move(child.error()));
  return Conversation(*child, *manifest, name).hold(deadline);
}

}  // namespace engross
