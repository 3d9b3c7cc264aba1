// In: bytes and the name of a file. Out: the file, or standard output.
// Refuses: directories, devices and pipes, the command's own inputs, and files that somebody may want to keep.
#include "output.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

namespace engross::cli {
namespace fs = std::filesystem;
namespace {

Diagnostic exists(const Output& output) {
  return error("output.exists", {}, fmt::format("{} exists already; it may hold {}", output.path, output.may_hold),
               {output.has_force ? "choose another name with -o, or overwrite it with --force"
                                 : "choose another name with -o, or take that file away"});
}

}  // namespace

Result<void> may_write(const Session& session, const Output& output, const std::vector<fs::path>& inputs) {
  if (output.path == "-") return {};
  const World& world = session.world();
  const World::Kind kind = world.kind_of(output.path);
  if (kind == World::Kind::nothing) return {};
  if (kind == World::Kind::directory)
    return fail(error("output.directory", {}, fmt::format("{} is a directory", output.path),
                      {fmt::format("name a file in it: -o {}", (fs::path(output.path) / output.suggestion).string())}));
  const auto is_output = [&](const fs::path& input) { return world.same_file(input, output.path); };
  if (std::ranges::any_of(inputs, is_output))
    return fail(error("output.input", {}, fmt::format("{} is what the result would be made from", output.path),
                      {"choose another name with -o"}));
  if (kind == World::Kind::other)
    return fail(error("output.special", {}, fmt::format("{} is a device or a pipe, not a file", output.path),
                      {"name a file with -o, or write to standard output with -o - where the command can"}));
  if (!output.overwrite) return fail(exists(output));
  return {};
}

bool holds_proof(const Session& session, const std::string& path) {
  constexpr std::size_t largest_proof = 64U << 20U;
  if (path == "-" || session.world().kind_of(path) != World::Kind::file) return false;
  const auto bytes = session.world().read_file(path, largest_proof);
  return bytes && is_proof(*bytes);
}

Result<void> write_output(const Session& session, const Output& output, std::string_view bytes) {
  if (output.path != "-") {
    auto written = output.overwrite ? session.world().write_file(output.path, bytes)
                                    : session.world().write_new_file(output.path, bytes);
    if (!written) return fail(about(output, written.error()));
    return {};
  }
  if (session.options().json)
    return fail(error("options.output", {},
                      "--json prints its object on standard output, where the file cannot go as well",
                      {"name a file with -o FILE, or leave --json out"}));
  const bool whole = std::fwrite(bytes.data(), 1, bytes.size(), stdout) == bytes.size() && std::fflush(stdout) == 0;
  if (!whole)
    return fail(error("world.unwritable", {}, "cannot write to standard output",
                      {"write to a file with -o FILE, or look after what reads the output"}));
  return {};
}

Diagnostics about(const Output& output, Diagnostics faults) {
  for (Diagnostic& fault : faults)
    if (fault.code == "world.exists") fault = exists(output);
  return faults;
}

}  // namespace engross::cli
