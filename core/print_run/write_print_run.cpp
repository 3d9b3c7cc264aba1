// In: a run, where its files go. Out: the files. Refuses names that are none of a PDF, files that are there already,
// and files of an earlier run that would be taken for this one's.
#include "print_run/write_print_run.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/sha256.hpp"

namespace engross {
namespace {
namespace fs = std::filesystem;

std::vector<fs::path> all_of(const Printed& names) {
  std::vector<fs::path> all = names.jobs;
  all.push_back(names.json);
  all.push_back(names.sheet);
  return all;
}

// The next job's name, were there one more.
Result<void> nothing_left_over(const World& world, const PrintRun& run, const fs::path& output) {
  const std::size_t jobs = run.plan().jobs.size();
  std::vector<fs::path> further{job_file(output.generic_string(), jobs + 1, std::max<std::size_t>(jobs + 1, 2))};
  if (jobs == 1) further.emplace_back(job_file(output.generic_string(), 1, 2));
  if (jobs > 1) further.push_back(output);
  for (const fs::path& path : further)
    if (world.kind_of(path) != World::Kind::nothing)
      return fail(error("print.leftover", {},
                        fmt::format("{} is there, and is none of this run's {} jobs", path.generic_string(), jobs),
                        {"move it away, or print to another name: somebody might print it with them"}));
  return {};
}

Result<void> may_be_written(const World& world, const PrintRun& run, const PrintTarget& target) {
  if (target.output.extension() != ".pdf")
    return fail(
        error("print.name", {},
              fmt::format("\"{}\" is no name for a print run: it must end in .pdf", target.output.generic_string()),
              {"the names of the jobs, the JSON and the reconciliation sheet are made of it"}));
  if (!target.overwrite)
    for (const fs::path& path : all_of(files_of(run, target.output)))
      if (world.kind_of(path) != World::Kind::nothing)
        return fail(error("print.exists", {}, fmt::format("{} is there already", path.generic_string()),
                          {"print to another name, or say that it may be overwritten"}));
  return nothing_left_over(world, run, target.output);
}

}  // namespace

Printed files_of(const PrintRun& run, const fs::path& output) {
  Printed names;
  const std::string file = output.generic_string();
  for (const PrintJob& job : run.plan().jobs)
    names.jobs.emplace_back(job_file(file, job.number, run.plan().jobs.size()));
  names.json = fs::path(output).replace_extension(".json");
  names.sheet = output.parent_path() / (output.stem().string() + "-reconciliation.pdf");
  return names;
}

Result<Printed> write_print_run(World& world, const PrintRun& run, const PagesOf& pages_of, const ReportLook& look,
                                const PrintTarget& target) {
  if (auto may = may_be_written(world, run, target); !may) return fail(std::move(may.error()));
  const Printed names = files_of(run, target.output);
  if (world.kind_of(names.json) == World::Kind::file)  // it tells of files that go now
    if (auto removed = world.remove_file(names.json); !removed) return fail(std::move(removed.error()));
  std::vector<PrintedFile> files;
  DrawCache cache;
  for (const PrintJob& job : run.plan().jobs) {
    const auto pdf = run.draw(job, pages_of, cache);
    if (!pdf) return fail(pdf.error());
    const fs::path& path = names.jobs[job.number - 1];
    if (auto written = world.write_file(path, *pdf); !written) return fail(std::move(written.error()));
    files.push_back({.name = path.filename().string(), .sha256 = sha256_hex(*pdf), .bytes = pdf->size()});
  }
  const auto sheet = reconciliation_pdf(run, files, look);
  if (!sheet) return fail(sheet.error());
  if (auto written = world.write_file(names.sheet, *sheet); !written) return fail(std::move(written.error()));
  if (auto written = world.write_file(names.json, reconciliation_json(run, files)); !written)
    return fail(std::move(written.error()));
  return names;
}

}  // namespace engross
