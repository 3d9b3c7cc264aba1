// In: envelopes.yaml of a department and the shared one. Out: profiles of envelopes by name.
// Refuses: unknown keys, values of the wrong kind or out of range, numbers without a source, sheets that the envelope
// does not hold at every fold error, windows that surely show nothing, and windows that can show more than the sheet's
// first panel: of what lies behind it nothing can be proved.
#include "style/envelope_profile.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "base/suggest.hpp"
#include "data/read.hpp"
#include "style/fields.hpp"

namespace engross {
namespace {

constexpr FieldCodes envelope_codes{.unknown = "envelope.unknown-key",
                                    .type = "envelope.type",
                                    .range = "envelope.range",
                                    .missing = "envelope.missing",
                                    .choice = "envelope.choice"};
constexpr Range lengths{0, 2000, "mm"};
constexpr double grace = 1e-6;  // mm; sums of decimals

// What carries a source of its own.
constexpr std::array<std::string_view, 11> sourced{"sheet",        "envelope",       "inset", "window",
                                                   "folds",        "fold_tolerance", "zone",  "clearance",
                                                   "clear_around", "most_lines",     "clear"};

bool is_profile_name(std::string_view name) {
  const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.'; };
  return !name.empty() && name.size() <= 60 && std::ranges::all_of(name, fits) && name.front() != '-' &&
         name.front() != '.';
}

class ProfileReader {
 public:
  ProfileReader(const Document& document, const Value& profile, std::string name, Diagnostics& problems)
      : document_(document), fields_(document, profile, name, problems, envelope_codes), problems_(problems) {
    made_.name = std::move(name);
  }

  EnvelopeProfile read() {
    const std::size_t before = problems_.size();
    fields_.require({"source", "sheet", "sources"});
    fields_.text("source", made_.source);
    if (auto sheet = fields_.object("sheet")) {
      sheet->require({"width", "height"});
      sheet->number("width", {50, 2000, "mm"}, made_.page_width);
      sheet->number("height", {50, 2000, "mm"}, made_.page_height);
      sheet->refuse_unknown();
    }
    made_.is_zone = fields_.has("zone");
    if (made_.is_zone)
      read_zone();
    else
      read_envelope();
    fields_.number("clearance", {0, 50, "mm"}, made_.clearance);
    fields_.number("clear_around", {0, 100, "mm"}, made_.clear_around);
    fields_.whole("most_lines", {1, 20, "lines"}, made_.most_lines);
    read_clear_zones();
    read_sources();
    fields_.refuse_unknown();
    if (problems_.size() == before) check();
    return std::move(made_);
  }

 private:
  void read_zone() {
    fields_.box("zone", lengths, made_.window, true);
    for (const std::string_view key : {"envelope", "window", "folds", "fold_tolerance", "inset"})
      if (fields_.known(key) != nullptr)
        fields_.report("envelope.geometry", fields_.span(key),
                       fmt::format("\"{}\" stands beside \"zone\", in which nothing moves", fields_.named(key)),
                       {"give the part of the sheet that a printer asks for (zone), or an envelope with its window"});
  }

  void read_envelope() {
    fields_.require({"envelope", "window", "folds", "fold_tolerance"});
    if (auto envelope = fields_.object("envelope")) {
      envelope->require({"width", "height"});
      envelope->number("width", {50, 2000, "mm"}, made_.width);
      envelope->number("height", {50, 2000, "mm"}, made_.height);
      envelope->refuse_unknown();
    }
    if (auto inset = fields_.object("inset")) {
      inset->number("left", {0, 100, "mm"}, made_.inset.left);
      inset->number("top", {0, 100, "mm"}, made_.inset.top);
      inset->number("right", {0, 100, "mm"}, made_.inset.right);
      inset->number("bottom", {0, 100, "mm"}, made_.inset.bottom);
      inset->refuse_unknown();
    }
    fields_.box("window", lengths, made_.window, true);
    fields_.numbers("folds", lengths, made_.folds);
    fields_.number("fold_tolerance", {0, 20, "mm"}, made_.fold_tolerance);
  }

  void read_clear_zones() {
    const Value* list = fields_.known("clear");
    if (list == nullptr) return;
    if (!list->is_array() || list->items().size() > most_zones)
      return fields_.report(
          "envelope.type", fields_.span("clear"),
          fmt::format("\"{}\" must be a list of at most {} zones, each with name, left, top, width, height",
                      fields_.named("clear"), most_zones));
    for (const Value& item : list->items()) read_clear_zone(item);
  }

  void read_clear_zone(const Value& item) {
    if (!item.is_object())
      return fields_.report("envelope.type", fields_.span("clear"),
                            "a clear zone must be an object with name, left, top, width, height");
    Fields zone(document_, item, fields_.named("clear"), problems_, envelope_codes);
    ClearZone& made = made_.clear.emplace_back();
    zone.require({"name", "left", "top", "width", "height"});
    zone.text("name", made.name);
    zone.number("left", lengths, made.box.left);
    zone.number("top", lengths, made.box.top);
    zone.number("width", lengths, made.box.width);
    zone.number("height", lengths, made.box.height);
    zone.refuse_unknown();
  }

  // Every number says where it comes from.
  void read_sources() {
    auto sources = fields_.object("sources");
    if (!sources) return;
    std::string source;
    for (const std::string_view key : sourced) {
      if (!fields_.has(key)) continue;
      sources->require({key});
      sources->text(key, source);
    }
    sources->refuse_unknown();
  }

  void refuse(std::string_view key, std::string message, std::string hint) {
    fields_.report("envelope.geometry", fields_.span(key), made_.name + ": " + std::move(message), {std::move(hint)});
  }

  void check() {
    if (!made_.is_zone) {
      if (!check_folds()) return;
      check_sizes();
    }
    check_window();
  }

  bool check_folds() {
    const std::vector<double>& folds = made_.folds;
    if (folds.size() > 2) {
      refuse("folds", fmt::format("{} folds are told; a sheet is folded twice at most", folds.size()),
             "give none, one or two places");
      return false;
    }
    // Panels of a centimetre at least, at every error: nobody folds less, and an order that turns has no meaning.
    double before = 0;
    for (const double fold : folds) {
      if (fold - before >= 10 + 2 * made_.fold_tolerance) {
        before = fold;
        continue;
      }
      refuse("folds", fmt::format("a fold at {:g} mm leaves a panel of less than a centimetre", fold),
             "folds are told from the top of the sheet, in that order");
      return false;
    }
    if (folds.empty() || made_.page_height - before >= 10 + 2 * made_.fold_tolerance) return true;
    refuse("folds", fmt::format("a fold at {:g} mm is not on a sheet {:g} mm high", before, made_.page_height),
           "folds are told from the top of the sheet, in that order");
    return false;
  }

  void check_sizes() {
    const double across = made_.width - made_.inset.left - made_.inset.right;
    const double down = made_.height - made_.inset.top - made_.inset.bottom;
    if (const double tallest = reach_of(made_).tallest; tallest > down + grace)
      refuse("envelope",
             fmt::format("folded, the sheet may be {:g} mm high, and the envelope has {:g} mm", tallest, down),
             "fold the sheet elsewhere, or take a larger envelope");
    if (made_.page_width > across + grace)
      refuse("envelope",
             fmt::format("the sheet is {:g} mm wide, and the envelope has {:g} mm", made_.page_width, across),
             "take a larger envelope");
    if (made_.window.right() > made_.width + grace || made_.window.bottom() > made_.height + grace)
      refuse("window", "the window leaves the envelope", "its place is told from the envelope's top-left corner");
  }

  void check_window() {
    const std::string_view key = made_.is_zone ? "zone" : "window";
    const WindowReach reach = reach_of(made_);
    const SheetArea& always = reach.always;
    if (always.right - always.left <= 2 * made_.clearance || always.bottom - always.top <= 2 * made_.clearance)
      return refuse(
          key,
          fmt::format("no part of the sheet shows wherever it lies, {:g} mm from the window's edges: the sheet "
                      "slides {:g} mm across and {:g} mm down",
                      made_.clearance, reach.most_across - reach.least_across, reach.most_down - reach.least_down),
          "take an envelope with a larger window, or one that holds the sheet closer");
    const double panel = made_.folds.empty() ? made_.page_height : made_.folds.front() - made_.fold_tolerance;
    const SheetArea& ever = reach.ever;
    if (ever.left < -grace || ever.top < -grace || ever.right > made_.page_width + grace || ever.bottom > panel + grace)
      refuse(key,
             fmt::format("the window can show x {:g} to {:g}, y {:g} to {:g} mm of the sheet, which is more than its "
                         "first panel, {:g} by {:g} mm: what lies behind would show",
                         ever.left, ever.right, ever.top, ever.bottom, made_.page_width, panel),
             "fold lower, or take an envelope whose window is farther from its edges");
  }

  static constexpr std::size_t most_zones = 20;
  const Document& document_;
  Fields fields_;
  Diagnostics& problems_;
  EnvelopeProfile made_;
};

void read_profiles(const Document& document, std::map<std::string, EnvelopeProfile, std::less<>>& to,
                   Diagnostics& problems) {
  if (!document.root.is_object()) {
    problems.push_back(
        error("envelope.type", document.span(document.root), "envelopes must be an object: a profile by its name"));
    return;
  }
  std::map<std::string, EnvelopeProfile, std::less<>> own;
  for (const Member& member : document.root.members()) {
    if (!is_profile_name(member.key))
      problems.push_back(error("envelope.id", document.key_span(member.value),
                               fmt::format("\"{}\" is no name of an envelope", member.key),
                               {"use small letters, digits, hyphens and full stops, such as \"uk-dl-bs4264\""}));
    else if (!member.value.is_object())
      problems.push_back(error("envelope.type", document.span(member.value),
                               fmt::format("the envelope {} must be an object", member.key)));
    else
      own.emplace(member.key, ProfileReader(document, member.value, member.key, problems).read());
  }
  to.merge(own);  // those of an earlier file stay
}

}  // namespace

Result<EnvelopeProfiles> EnvelopeProfiles::from(std::span<const SourceRef> files) {
  EnvelopeProfiles made;
  Diagnostics problems;
  for (const SourceRef& file : files) {
    const auto document = read_yaml(file);
    if (document)
      read_profiles(*document, made.profiles_, problems);
    else
      append(problems, document.error());
  }
  if (!problems.empty()) return fail(std::move(problems));
  return made;
}

Result<EnvelopeProfile> EnvelopeProfiles::find(std::string_view name, const Span& named) const {
  if (const auto found = profiles_.find(name); found != profiles_.end()) return found->second;
  std::vector<std::string> names, hints;
  for (const auto& [known, profile] : profiles_) names.push_back(known);
  if (std::string near = did_you_mean(name, names); !near.empty()) hints.push_back(std::move(near));
  hints.push_back(names.empty() ? "no envelope is known here: install the templates of engross completely"
                                : fmt::format("known: {}", fmt::join(names, ", ")));
  return fail(error("envelope.unknown", named, fmt::format("there is no envelope \"{}\"", name), std::move(hints)));
}

Result<std::vector<EnvelopeProfile>> EnvelopeProfiles::find(std::span<const std::string> names,
                                                            const Span& named) const {
  std::vector<EnvelopeProfile> found;
  Diagnostics problems;
  for (const std::string& name : names) {
    if (std::ranges::find(found, name, &EnvelopeProfile::name) != found.end()) continue;
    if (auto one = find(name, named))
      found.push_back(std::move(*one));
    else
      append(problems, one.error());
  }
  if (!problems.empty()) return fail(std::move(problems));
  return found;
}

}  // namespace engross
