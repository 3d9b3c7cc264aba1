// In: how far a batch is. Out: a bar, lines, events, metrics.
// Refuses: a metrics file that cannot be written, at the end; meanwhile letters are more important.
#include "batch_progress.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <utility>

#include "data/value.hpp"
#include "report.hpp"

namespace engross::cli {
namespace {

constexpr std::chrono::seconds metrics_every{5};

double per_second(const Progress& progress) {
  const double seconds = std::chrono::duration<double>(progress.elapsed).count();
  return seconds <= 0 ? 0 : static_cast<double>(progress.issued + progress.refused) / seconds;
}

// By how much of the export is left, if it goes on as it did.
std::chrono::seconds time_left(const Progress& progress, double part_read) {
  if (part_read <= 0) return {};
  const double seconds = std::chrono::duration<double>(progress.elapsed).count();
  return std::chrono::seconds(static_cast<long>(seconds * (1 - part_read) / part_read));
}

std::size_t terminal_width() {
  winsize size{};
  return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

std::string words_of(const Progress& progress, double part_read) {
  std::string words = fmt::format("{:3.0f}%  {} issued", part_read * 100, with_commas(progress.issued));
  if (progress.refused > 0) words += fmt::format(", {} refused", with_commas(progress.refused));
  if (progress.ended_before > 0) words += fmt::format(", {} before", with_commas(progress.ended_before));
  words += fmt::format(", {}, {} worker{}", rate_words(progress), progress.workers, progress.workers == 1 ? "" : "s");
  if (progress.replaced > 0) words += fmt::format(" ({} replaced)", progress.replaced);
  if (part_read > 0.01 && part_read < 1) words += fmt::format(", {} left", span_words(time_left(progress, part_read)));
  return words;
}

Value event_of(const Progress& progress, double part_read, std::string_view name) {
  Value event = Value::object();
  event.set("event", text(std::string(name)));
  event.set("part_read", Value::number(fmt::format("{:.4f}", part_read)));
  event.set("rows", number(progress.rows));
  event.set("issued", number(progress.issued));
  event.set("refused", number(progress.refused));
  event.set("ended_before", number(progress.ended_before));
  event.set("at_work", number(progress.at_work));
  event.set("workers", number(progress.workers));
  event.set("workers_replaced", number(progress.replaced));
  event.set("letters_per_second", Value::number(fmt::format("{:.1f}", per_second(progress))));
  event.set("elapsed_ms", number(static_cast<std::size_t>(progress.elapsed.count())));
  return event;
}

std::string_view name_of_end(RunEnd end) {
  switch (end) {
    case RunEnd::complete:
      return "complete";
    case RunEnd::interrupted:
      return "interrupted";
    case RunEnd::held:
      return "held";
    case RunEnd::too_many_refused:
      return "too-many-refused";
  }
  return "";
}

}  // namespace

std::string with_commas(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

std::string rate_words(const Progress& progress) {
  const double rate = per_second(progress);
  return rate < 10 ? fmt::format("{:.1f}/s", rate) : with_commas(static_cast<std::uint64_t>(rate)) + "/s";
}

std::string span_words(std::chrono::seconds span) {
  const auto seconds = span.count();
  if (seconds >= 3600) return fmt::format("{} h {:02} min", seconds / 3600, seconds % 3600 / 60);
  if (seconds >= 60) return fmt::format("{} min {:02} s", seconds / 60, seconds % 60);
  return fmt::format("{} s", seconds);
}

std::string metrics_text(const Progress& progress, double part_read, const ProgressOptions& options,
                         std::string_view end) {
  struct Metric {
    const char *name, *type, *help;
    double value;
  };
  const std::array metrics{
      Metric{"engross_batch_letters_issued_total", "counter", "Letters issued by this process, safe on the disk",
             static_cast<double>(progress.issued)},
      Metric{"engross_batch_cases_refused_total", "counter", "Cases refused by this process",
             static_cast<double>(progress.refused)},
      Metric{"engross_batch_cases_ended_before_total", "counter", "Cases that an earlier part of the run had ended",
             static_cast<double>(progress.ended_before)},
      Metric{"engross_batch_rows_read_total", "counter", "Rows of the export that were read",
             static_cast<double>(progress.rows)},
      Metric{"engross_batch_pages_total", "counter", "Pages of the letters issued",
             static_cast<double>(progress.pages)},
      Metric{"engross_batch_bytes_total", "counter", "Bytes of the letters issued",
             static_cast<double>(progress.bytes)},
      Metric{"engross_batch_cases_at_work", "gauge", "Cases with the workers or on their way to the disk",
             static_cast<double>(progress.at_work)},
      Metric{"engross_batch_workers", "gauge", "Workers", static_cast<double>(progress.workers)},
      Metric{"engross_batch_workers_replaced_total", "counter", "Workers that died and were replaced",
             static_cast<double>(progress.replaced)},
      Metric{"engross_batch_export_read_ratio", "gauge", "How much of the export was read, 0 to 1", part_read},
      Metric{"engross_batch_elapsed_seconds", "gauge", "Since this process began with the first case",
             std::chrono::duration<double>(progress.elapsed).count()}};
  const std::string labels = fmt::format("{{run=\"{}\",shard=\"{}\"}}", options.run.substr(0, 16), options.shard);
  std::string text;
  for (const Metric& metric : metrics)
    text += fmt::format("# HELP {0} {1}\n# TYPE {0} {2}\n{0}{3} {4}\n", metric.name, metric.help, metric.type, labels,
                        metric.value);
  text += "# HELP engross_batch_running Whether the process is still at work\n# TYPE engross_batch_running gauge\n";
  text += fmt::format("engross_batch_running{} {}\n", labels, end.empty() ? 1 : 0);
  if (!end.empty())
    text += fmt::format(
        "# HELP engross_batch_complete Whether each case of the export has an end\n# TYPE engross_batch_complete "
        "gauge\nengross_batch_complete{} {}\n",
        labels, end == "complete" ? 1 : 0);
  return text;
}

BatchProgress::BatchProgress(World& world, const CommonOptions& common, ProgressOptions options,
                             std::function<double()> part_read)
    : world_(world),
      common_(common),
      options_(std::move(options)),
      part_read_(std::move(part_read)),
      terminal_(!common.json && !common.quiet && ::isatty(STDERR_FILENO) == 1),
      next_line_(options_.every) {}

BatchProgress::~BatchProgress() {
  clear();
}

void BatchProgress::clear() {
  if (!std::exchange(drawn_, false)) return;
  std::fputs("\r\x1b[K", stderr);
  std::fflush(stderr);
}

void BatchProgress::draw_bar(const Progress& progress) {
  constexpr std::size_t cells = 20;
  const double part = part_read_();
  const auto full = std::min(cells, static_cast<std::size_t>(part * cells));
  std::string line =
      fmt::format("[{}{}] {}", std::string(full, '#'), std::string(cells - full, '.'), words_of(progress, part));
  line.resize(std::min(line.size(), terminal_width() - 1));
  fmt::print(stderr, "\r\x1b[K{}", line);
  std::fflush(stderr);
  drawn_ = true;
}

void BatchProgress::tell(const Progress& progress) {
  if (!options_.metrics.empty() && progress.elapsed >= next_metrics_) {
    next_metrics_ = progress.elapsed + metrics_every;
    [[maybe_unused]] const auto tried = write_metrics(progress, {});  // end() tells when it fails
  }
  if (terminal_) return draw_bar(progress);
  if (common_.quiet || progress.elapsed < next_line_) return;
  next_line_ = progress.elapsed + options_.every;
  const double part = part_read_();
  if (common_.json)
    fmt::print(stderr, "{}\n", to_json(event_of(progress, part, "progress"), false));
  else
    fmt::print(stderr, "{}\n", words_of(progress, part));
}

Result<void> BatchProgress::end(const RunResult& result) {
  clear();
  if (common_.json)
    fmt::print(stderr, "{}\n", to_json(event_of(result.progress, part_read_(), name_of_end(result.end)), false));
  if (options_.metrics.empty()) return {};
  return write_metrics(result.progress, name_of_end(result.end));
}

Result<void> BatchProgress::write_metrics(const Progress& progress, std::string_view end) {
  return world_.write_public_file(options_.metrics, metrics_text(progress, part_read_(), options_, end));
}

}  // namespace engross::cli
