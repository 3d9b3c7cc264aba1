// In: the command line of a batch. Out: its export, department and identity, and a crew of workers.
// Refuses: what cannot be read or opened, departments whose letters may not go out.
#include "batch_setup.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <thread>

#include "allocator.hpp"
#include "base/sha256.hpp"
#include "base/zone.hpp"
#include "batch_hand.hpp"
#include "department/bundle.hpp"

namespace engross::cli {
namespace {

Repeated repeated_named(const std::string& name) {
  return name == "warn" ? Repeated::warn : name == "refuse" ? Repeated::refuse : Repeated::allow;
}

// The first row that is a case says which department the export is for; a row of another one is refused in its turn.
Result<std::string> department_of(const ExportSource& source) {
  auto cases = source.open();
  if (!cases) return fail(std::move(cases.error()));
  Diagnostics why;
  for (;;) {
    auto exported = (*cases)->next();
    if (!exported) return fail(std::move(exported.error()));
    if (!*exported) break;
    const auto case_ = (*exported)->text ? Case::from((*exported)->text) : Result<Case>(fail((*exported)->faults));
    if (case_) return case_->department;
    if (why.empty()) why = (*exported)->places.translate(case_.error());
  }
  Diagnostics faults{error("batch.no-case", {}, fmt::format("there is no case in {}", source.name()),
                           {"see what is wrong with each row: engross batch --check --department ID"})};
  append(faults, std::move(why));
  return fail(std::move(faults));
}

// Everything besides the export and the department that a letter or its record depends on.
Value options_of(const BatchCommand& command, const BatchSetup& setup) {
  Value options = Value::object();
  const auto set = [&](const char* name, const std::string& value) {
    if (!value.empty()) options.set(name, Value::string(value));
  };
  set("name", command.name);
  set("recipients", command.recipients);
  set("encoding", command.cases.encoding);
  set("format", command.cases.format);
  set("delimiter", command.cases.delimiter);
  set("at", setup.at ? setup.at->rfc3339() : "");
  if (command.signing.sign_as.empty()) return options;
  set("sign_as", command.signing.sign_as);
  set("level", command.signing.level);
  set("padding", command.signing.padding);
  set("reason", command.signing.reason);
  set("location", command.signing.location);
  set("contact", command.signing.contact);
  options.set("visible", Value::boolean(!command.signing.invisible));
  return options;
}

Result<RunIdentity> identity_of(const Session& session, const BatchCommand& command, const BatchSetup& setup,
                                std::optional<Date> today) {
  const Department& department = *setup.workbench->department;
  RunIdentity identity;
  identity.export_name = setup.source.name();
  identity.export_bytes = setup.source.bytes();
  identity.export_sha256 = setup.source.sha256();
  identity.mapping_sha256 = setup.source.mapping_sha256();
  identity.department = department.id;
  identity.department_version = department.version;
  identity.department_sha256 = department.bundle_sha256;
  for (const LetterPart& part : setup.shared)
    if (part.role == "shared") identity.shared_sha256 = sha256_hex(part.bytes);
  identity.options = options_of(command, setup);
  identity.engine = engine_version();
  identity.shards = setup.shard.of;
  identity.shard = setup.shard.number;
  if (today && session.options().today.empty()) {
    identity.today = *today;
    return identity;
  }
  const auto day = session.today(department.zone);
  if (!day) return fail(day.error());
  identity.today = *day;
  return identity;
}

}  // namespace

Result<BatchSetup> set_up(const Session& session, const BatchCommand& command, std::optional<Date> today) {
  auto shard = Shard::parse(command.shard, session.world());
  if (!shard) return fail(std::move(shard.error()));
  auto names = FileNames::parse(command.name);
  if (!names) return fail(std::move(names.error()));
  auto source = ExportSource::find(session, command.cases);
  if (!source) return fail(std::move(source.error()));
  std::string department = session.options().department;
  if (department.empty()) {
    auto of_first = department_of(*source);
    if (!of_first) return fail(std::move(of_first.error()));
    department = std::move(*of_first);
  }
  auto workbench = session.workbench(department);
  if (!workbench) return fail(std::move(workbench.error()));
  if (!(*workbench)->against_issue.empty()) return fail((*workbench)->against_issue);
  if (const std::string& signatory = command.signing.sign_as; !signatory.empty())
    if (auto has = has_signatory(*(*workbench)->department, signatory); !has) return fail(std::move(has.error()));
  const auto shared = session.shared();
  if (!shared) return fail(shared.error());
  BatchSetup setup{.source = std::move(*source),
                   .shard = *shard,
                   .names = std::move(*names),
                   .recipients = repeated_named(command.recipients),
                   .department = std::move(department),
                   .workbench = std::move(*workbench),
                   .shared = {},
                   .identity = {},
                   .approved = false,
                   .seen = {},
                   .at = {}};
  setup.shared = shared_parts(*setup.workbench, to_bundle(shared->resources));
  if (!session.options().at.empty()) {
    const auto at = session.at();
    if (!at) return fail(at.error());
    setup.at = in_zone(*at, setup.workbench->department->zone).value_or(*at);
  }
  auto identity = identity_of(session, command, setup, today);
  if (!identity) return fail(std::move(identity.error()));
  setup.identity = std::move(*identity);
  return setup;
}

WorkerKit kit_of(Program& program, const BatchCommand& command, BatchSetup& setup, bool with_key) {
  WorkerKit kit{.workbench = setup.workbench.get(),
                .shared = {},
                .run = command.out,
                .calendar = {.today = setup.identity.today, .letter_date = std::nullopt},
                .at = setup.at,
                .signatory = command.signing.sign_as,
                .unsigned_ = command.unsigned_,
                .approved = setup.approved,
                .seen = setup.seen,
                .open_code = {},
                .open_hand = {}};
  for (const LetterPart& part : setup.shared) kit.shared.push_back({part.role, part.name, sha256_hex(part.bytes)});
  if (setup.workbench->code)
    kit.open_code = [&program, &setup]() -> Result<std::unique_ptr<DepartmentCode>> {
      auto opened = Session(program.world, program.options).open(setup.department);
      if (!opened) return fail(std::move(opened.error()));
      if (opened->department->bundle_sha256 == setup.identity.department_sha256) return std::move(opened->code);
      return fail(error("batch.department-changed", {},
                        fmt::format("the department {} was changed while the batch ran", setup.department),
                        {"put the one back that the batch began with, and resume it"}));
    };
  if (with_key && !command.signing.sign_as.empty())
    kit.open_hand = [&program, &command, &setup](const AskSecret& ask) {
      return open_batch_hand(program.world, program.options, command.signing, *setup.workbench->department, ask);
    };
  setup.workbench->code.reset();  // its child is this process's, and a worker cannot wait for it
  return kit;
}

Result<std::unique_ptr<Crew>> make_crew(Program& program, const BatchCommand& command, WorkerKit& kit) {
  ChildLimits limits = ChildLimits::strict();  // which knows where address space cannot be limited
  if (limits.address_space) limits.address_space = command.memory << 20U;
  auto nursery = Nursery::start(
      [&kit] {
        expect_many_letters();
        return work(kit);
      },
      limits);
  if (!nursery) return fail(std::move(nursery.error()));
  const std::size_t jobs = command.jobs > 0 ? command.jobs : std::max(1U, std::thread::hardware_concurrency());
  return std::make_unique<Crew>(std::move(*nursery),
                                CrewOptions{.workers = jobs,
                                            .patience = std::chrono::seconds(command.patience),
                                            .ask = secrets_of(command.signing.key.secrets, program.world)});
}

}  // namespace engross::cli
