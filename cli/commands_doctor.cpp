// In: the installation, the department path, --department. Out: what is there, a line each; faults below them all.
// Refuses nothing: every fault is reported, and the exit code is that of the worst.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "commands.hpp"
#include "isolation/sandbox.hpp"
#include "signing/http.hpp"
#include "signing/key.hpp"

namespace engross::cli {
namespace {

class Doctor {
 public:
  Doctor(Session& session, Report& report) : session_(session), report_(report) {}

  void look_at_installation() {
    const Installation& paths = session_.paths();
    if (const auto shared = session_.shared()) {
      good("templates", fmt::format("{} ({} skeletons)", paths.templates.string(), shared->templates.size()));
      if (const BankHolidays* known = shared->deadlines->bank_holidays())
        good("bank holidays", fmt::format("{} to {}: {}", known->first().iso(), known->last().iso(), known->file()));
    } else {
      bad("templates", shared.error());
    }
    look_at_program("child program", paths.child_program, "doctor.child", "opens the libraries of departments");
    look_at_program("probe", paths.probe_program, "doctor.probe", "asks them the odd questions of department check");
    look_at_program("verifier", paths.verifier_program, "doctor.verifier", "judges the signatures of PDFs");
    optional("time stamps", http_is_there(), "can be asked for over HTTP");
    optional("tokens", tokens_are_supported(), "PKCS#11, by OpenSSL's engine");
    look_at_sandbox(sandbox_means());
    for (const std::filesystem::path& folder : paths.font_folders)
      if (session_.world().kind_of(folder) == World::Kind::directory) good("fonts", folder.string());
    for (const std::filesystem::path& folder : paths.dictionary_folders)
      if (session_.world().kind_of(folder) == World::Kind::directory) good("hyphenation", folder.string());
    look_at(session_.store());
  }

  // The one that --department names, then those of the path.
  void look_at_departments(const std::string& named) {
    if (!named.empty()) look_at("--department", named, named);
    const auto all = session_.departments();
    for (const FoundDepartment& found : all) look_at(found.id, found.path.string(), found.path.string());
    if (all.empty() && named.empty())
      bad("departments", {error("doctor.departments", {}, "no department is installed",
                                {"name a folder with --department-path DIR"})});
  }

  // A lock for each folder of departments, or the one that --lock names for them all.
  void look_at_locks() {
    const auto at = session_.at();
    if (!at) return bad("lock", at.error());
    std::set<std::filesystem::path> seen;
    for (const std::filesystem::path& folder : session_.department_folders()) {
      const std::filesystem::path any = folder / "department.so";
      const std::filesystem::path file = session_.locks().file_for(any);
      if (!seen.insert(file).second || session_.world().kind_of(folder) != World::Kind::directory) continue;
      const auto lock = session_.locks().of(any, *at);
      if (!lock)
        bad("lock", lock.error(), file.string());
      else if (!*lock)
        neither("lock", fmt::format("nothing is locked: there is no {}", file.string()));
      else
        good("lock", fmt::format("{} (departments locked: {}{})", file.string(), (*lock)->lock.entries.size(),
                                 (*lock)->signer ? ", signed by " + (*lock)->signer->certificate.name() : ""));
    }
  }

  int finish() {
    report_.set("lines", std::move(lines_));
    return faults_.empty() ? report_.finish() : report_.refuse(faults_);
  }

 private:
  // One that engross starts; it does what is said of it.
  void look_at_program(std::string_view what, const std::filesystem::path& program, std::string code,
                       std::string_view does) {
    if (session_.world().kind_of(program) == World::Kind::file) return good(what, program.string());
    bad(what, {error(std::move(code), {}, fmt::format("there is no {}", program.string()),
                     {fmt::format("it {}; install engross again", does)})});
  }

  void look_at_sandbox(const SandboxMeans& means) {
    const std::string landlock = means.landlock == 0 ? "no Landlock" : fmt::format("Landlock {}", means.landlock);
    if (means.filters) return good("sandbox", "seccomp filters, " + landlock);
    report_.show(fmt::format("missing  {:<14} no seccomp filters, {}\n", "sandbox", landlock));
    add("missing", "sandbox", "no seccomp filters, " + landlock);
    report_.note({warning("doctor.sandbox", {},
                          "this system has no seccomp filters: a department library may do whatever you may do, and "
                          "could end engross itself",
                          {"load only libraries that you trust, or use a kernel with CONFIG_SECCOMP_FILTER"})});
  }

  void look_at(const Store& store) {
    const auto all = store.records();
    if (!all) return bad("store", all.error());
    const std::string issued = fmt::format("{} (letters issued: {}", store.root().string(), all->records.size());
    if (all->damaged.empty()) return good("store", issued + ")");
    const auto count = store.count();
    const std::size_t damaged = count && *count > all->records.size() ? *count - all->records.size() : 1;
    bad("store", all->damaged, fmt::format("{}, and {} whose record is damaged)", issued, damaged));
  }
  void look_at(const std::string& what, const std::string& id_or_path, const std::string& shown) {
    const auto department = session_.open_department(id_or_path);
    const World& world = session_.world();
    const Installation& paths = session_.paths();
    const auto equipment = department ? equip(**department, fonts_in(world, paths.font_folders),
                                              dictionaries_in(world, paths.dictionary_folders))
                                      : Result<Equipment>(fail(department.error()));
    if (!equipment) return bad(what, equipment.error());
    const std::string id = what == (*department)->id ? "" : fmt::format("\"{}\", ", (*department)->id);
    good(what, fmt::format("{} ({}{} paragraphs{}){}", shown, id, (*department)->paragraphs.size(),
                           hyphenated(**department, *equipment), remark_on(session_.standing_of(**department).state)));
  }

  // ", hyphenates en-GB, has no dictionary for cy"
  static std::string hyphenated(const Department& department, const Equipment& equipment) {
    std::string has, lacks;
    for (const std::string& language : department.languages)
      (equipment.hyphenation.by_language.contains(language) ? has : lacks) += " " + language;
    if (!department.style.hyphenate) return {};
    return (has.empty() ? "" : ", hyphenates" + has) + (lacks.empty() ? "" : ", has no dictionary for" + lacks);
  }

  void good(std::string_view what, const std::string& is) {
    report_.show(fmt::format("ok       {:<14} {}\n", what, is));
    add("ok", what, is);
  }
  // Neither good nor bad: whoever runs this place decides.
  void neither(std::string_view what, const std::string& is) {
    report_.show(fmt::format("none     {:<14} {}\n", what, is));
    add("none", what, is);
  }
  // What only some letters need.
  void optional(std::string_view what, const Result<void>& there, const std::string& is) {
    if (there) return good(what, is);
    report_.show(fmt::format("missing  {:<14} {}; {}\n", what, there.error().front().message,
                             fmt::join(there.error().front().hints, "; ")));
    add("missing", what, there.error().front().message);
  }
  void bad(std::string_view what, const Diagnostics& why, const std::string& is = {}) {
    report_.show(fmt::format("wrong    {:<14} {}\n", what, is.empty() ? "see below" : is + ": see below"));
    add("wrong", what, is.empty() ? why.front().message : is);
    append(faults_, why);
  }
  void add(std::string_view state, std::string_view what, std::string_view is) {
    Value line = Value::object();
    line.set("state", text(state));
    line.set("what", text(what));
    line.set("is", text(is));
    lines_.push_back(std::move(line));
  }

  Session& session_;
  Report& report_;
  Diagnostics faults_;
  Value lines_ = Value::array();
};

int run_doctor(Program& program) {
  Report report(program.options);
  Session session(program.world, program.options);
  Doctor doctor(session, report);
  doctor.look_at_installation();
  report.note(session.path_faults());
  doctor.look_at_locks();
  doctor.look_at_departments(program.options.department);
  return doctor.finish();
}

}  // namespace

void add_doctor_command(Program& program) {
  CLI::App* doctor = program.add("doctor", "Say what is installed, found and missing", "engross doctor");
  doctor->callback([&program] { program.chosen = [&program] { return run_doctor(program); }; });
}

}  // namespace engross::cli
