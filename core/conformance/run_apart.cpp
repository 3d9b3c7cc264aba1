// In: names of cases, and how to run one. Out: their results, in order. Refuses nothing: a child that fails is a
// result.
#include "conformance/run_apart.hpp"

#include <fmt/format.h>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

#include "base/text.hpp"
#include "data/read.hpp"
#include "isolation/child.hpp"

namespace engross {
namespace {

CaseResult crashed(const std::string& name, std::string reason) {
  CaseResult result;
  result.name = name;
  result.status = CaseStatus::crashed;
  result.reason = std::move(reason);
  return result;
}

std::string last_words(const Captured& errors) {
  constexpr std::size_t most = 600;
  const std::string_view text = trim(errors.text);
  return text.empty() ? std::string() : fmt::format("; it wrote: {}", text.substr(0, most));
}

// It starts children of its own, which shut themselves in.
ChildLimits limits_for(int seconds) {
  ChildLimits limits = ChildLimits::strict();
  limits.cpu_seconds = static_cast<std::size_t>(seconds) + 5;
  if (limits.address_space) limits.address_space = *limits.address_space * 4;
  limits.open_files = 256;
  limits.file_size = std::nullopt;  // a library is copied into memory, which counts as a file
  return limits;
}

CaseResult run_one(const std::string& name, const Apart& how) {
  ChildProgram program{.program = how.program,
                       .arguments = how.arguments,
                       .environment = how.environment,
                       .limits = limits_for(how.deadline_seconds),
                       .output_kept = 256U << 20U};
  program.arguments.push_back(name);
  auto child = Child::start(program);
  if (!child) return crashed(name, child.error().front().message);
  const Ending ending = child->wait(Deadline::in(std::chrono::seconds(how.deadline_seconds)));
  if (ending.kind == Ending::Kind::late) return crashed(name, fmt::format("no answer in {} s", how.deadline_seconds));
  if (!ending.clean()) return crashed(name, ending.explain() + last_words(child->standard_error()));
  const auto answer =
      read_json(make_source("the answer of the case", child->standard_output().text), {.bytes = 256U << 20U});
  auto result = answer ? read_case_result(answer->root) : fail(answer.error());
  if (!result) return crashed(name, "its answer makes no sense" + last_words(child->standard_error()));
  return std::move(*result);
}

}  // namespace

void run_apart(const std::vector<std::string>& names, const Apart& how, const std::function<void(CaseResult)>& tell) {
  std::vector<std::optional<CaseResult>> results(names.size());
  std::mutex lock;
  std::condition_variable came;
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t i = next++; i < names.size(); i = next++) {
      CaseResult result = run_one(names[i], how);
      const std::lock_guard guard(lock);
      results[i] = std::move(result);
      came.notify_one();
    }
  };
  std::vector<std::jthread> workers;
  for (std::size_t i = 0; i < std::max<std::size_t>(how.at_once, 1); ++i) workers.emplace_back(work);
  for (std::optional<CaseResult>& result : results) {
    std::unique_lock guard(lock);
    came.wait(guard, [&] { return result.has_value(); });
    guard.unlock();
    tell(std::move(*result));
  }
}

}  // namespace engross
