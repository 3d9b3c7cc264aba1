// In: the name of a draft or a case. Out: the approvals that lie beside it, unread.
// Refuses: to guess where those of standard input lie; a file that was named and is not there.
#include "approvals_file.hpp"

#include <fmt/format.h>

#include "inputs.hpp"
#include "signing/approvals.hpp"

namespace engross::cli {
namespace {

constexpr std::size_t max_approvals = 8U << 20U;

}  // namespace

Result<std::string> approvals_path(const World& world, const std::string& input, const std::string& given) {
  if (given == "-")
    return fail(error("options.approvals", {}, "approvals are kept in a file, and \"-\" is none",
                      {"name it: --approvals FILE"}));
  if (!given.empty()) return given;
  if (!is_stream(world, input)) return approvals_beside(input);
  return fail(error("options.approvals", {}, fmt::format("{} is a stream, and nothing lies beside it", input),
                    {"say where its approvals are kept: --approvals FILE"}));
}

Result<SourceRef> approvals_at(const Session& session, const std::string& path) {
  if (session.world().kind_of(path) == World::Kind::nothing) return SourceRef();
  auto bytes = session.world().read_file(path, max_approvals);
  if (!bytes) return fail(bytes.error());
  return make_source(path, std::move(*bytes));
}

Result<SourceRef> approvals_for(const Session& session, const std::string& input, const std::string& given) {
  if (given.empty() && is_stream(session.world(), input)) return SourceRef();
  auto file = approvals_at(session, given.empty() ? approvals_beside(input) : given);
  if (file && !*file && !given.empty())
    return fail(error("world.no-such-file", {}, fmt::format("there is no file {}", given),
                      {"name the file that engross approve wrote"}));
  return file;
}

}  // namespace engross::cli
