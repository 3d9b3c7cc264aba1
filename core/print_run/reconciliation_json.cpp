// In: a run and the files of its jobs. Out: JSON, a line a job and a letter, so that a long run needs no tree in
// memory. Refuses nothing.
#include "print_run/counts.hpp"
#include "print_run/reconciliation.hpp"

namespace engross {
namespace {

Value number(std::size_t n) {
  return Value::number(std::to_string(n));
}
Value string(std::string text) {
  return Value::string(std::move(text));
}

Value envelopes(const PrintRun& run, const RunCounts& counts) {
  Value list = Value::array();
  for (std::size_t i = 0; i < counts.envelopes.size(); ++i) {
    if (counts.envelopes[i].letters == 0) continue;
    list.push_back(Value::object({{"name", string(run.setup().envelopes[i].name)},
                                  {"letters", number(counts.envelopes[i].letters)},
                                  {"sheets", number(counts.envelopes[i].sheets)}}));
  }
  return list;
}

void set_counts(Value& to, const PrintRun& run, const RunCounts& counts) {
  to.set("letters", number(counts.letters));
  to.set("pages", number(counts.pages));
  to.set("blank_pages", number(counts.blanks));
  to.set("sheets", number(counts.sheets));
  to.set("envelopes", envelopes(run, counts));
}

Value job_value(const PrintRun& run, const PrintJob& job, const PrintedFile& file) {
  const PlannedLetter* letters = &run.plan().letters[job.first];
  Value value = Value::object({{"job", number(job.number)},
                               {"file", string(file.name)},
                               {"sha256", string(file.sha256)},
                               {"bytes", number(file.bytes)},
                               {"first", number(letters[0].sequence)},
                               {"last", number(letters[job.count - 1].sequence)}});
  set_counts(value, run, counts_of(run, job));
  return value;
}

Value letter_value(const PrintRun& run, const PrintJob& job, const PlannedLetter& letter) {
  const PrintItem& item = run.items()[letter.item];
  return Value::object({{"sequence", number(letter.sequence)},
                        {"reference", string(item.reference)},
                        {"pages", number(item.pages)},
                        {"sheets", number(letter.sheets)},
                        {"envelope", string(run.setup().envelopes[letter.envelope].name)},
                        {"job", number(job.number)},
                        {"sha256", string(item.sha256)}});
}

Value head(const PrintRun& run) {
  Value sorted = Value::array();
  for (const PrintOrder order : run.options().sort) sorted.push_back(string(std::string(name_of(order))));
  Value value = Value::object({{"print_run", string(run.plan().id)},
                               {"duplex", Value::boolean(run.options().duplex)},
                               {"sort", std::move(sorted)},
                               {"first", number(run.first())},
                               {"last", number(run.last())},
                               {"letters_of_run", number(run.plan().whole)}});
  set_counts(value, run, counts_of(run));
  return value;
}

}  // namespace

std::string reconciliation_json(const PrintRun& run, const std::vector<PrintedFile>& files) {
  std::string out = "{\"run\": " + to_json(head(run), false) + ",\n\"jobs\": [";
  const std::vector<PrintJob>& jobs = run.plan().jobs;
  for (std::size_t i = 0; i < jobs.size(); ++i)
    out += (i == 0 ? "\n" : ",\n") + to_json(job_value(run, jobs[i], files.at(i)), false);
  out += "],\n\"letters\": [";
  for (const PrintJob& job : jobs)
    for (std::size_t i = job.first; i < job.first + job.count; ++i)
      out += (i == 0 ? "\n" : ",\n") + to_json(letter_value(run, job, run.plan().letters[i]), false);
  return out + "]}\n";
}

}  // namespace engross
