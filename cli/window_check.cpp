// In: a letter, and names of envelopes. Out: what their windows hide and show, and a picture of it.
// Refuses: envelopes that there are not, pictures of several letters.
#include "window_check.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "assemble/envelope_check.hpp"
#include "envelopes/window_findings.hpp"
#include "envelopes/window_picture.hpp"
#include "option_checks.hpp"
#include "output.hpp"

namespace engross::cli {
namespace {

Value millimetres(double mm) {
  return Value::number(fmt::format("{:.3f}", mm));
}

Value area(const SheetArea& of) {
  Value made = Value::object();
  made.set("left", millimetres(of.left));
  made.set("top", millimetres(of.top));
  made.set("right", millimetres(of.right));
  made.set("bottom", millimetres(of.bottom));
  return made;
}

Value fault(std::string_view code, const PrintedItem& item, std::string_view side, double mm) {
  Value made = Value::object();
  made.set("code", text(code));
  made.set("words", text(item.words));
  if (!side.empty()) made.set("side", text(side));
  made.set("mm", millimetres(mm));
  return made;
}

Value faults_of(const WindowProof& proof) {
  Value all = Value::array();
  for (const HiddenLine& line : proof.hidden)
    all.push_back(fault("envelope.hidden", proof.items[line.item], name_of(line.side), line.by));
  for (const ShownItem& item : proof.shown)
    all.push_back(fault("envelope.shows", proof.items[item.item], name_of(item.from), item.by));
  for (const ZoneFault& zone : proof.in_clear)
    all.push_back(fault("envelope.clear-zone", proof.items[zone.item], {}, zone.gap));
  return all;
}

double least_room(const WindowProof& proof) {
  return *std::ranges::min_element(proof.room);
}

Value result_of(const std::string& input, const WindowProof& proof) {
  Value made = Value::object();
  made.set("input", text(input));
  made.set("envelope", text(proof.profile.name));
  made.set("fits", Value::boolean(proof.holds()));
  made.set("always_shows", area(proof.reach.always));
  made.set("can_show", area(proof.reach.ever));
  if (!proof.address.empty()) made.set("spare_mm", millimetres(least_room(proof)));
  made.set("faults", faults_of(proof));
  return made;
}

Output picture_output(const WindowChoices& choices) {
  return {.path = choices.picture,
          .may_hold = "a picture that is still needed",
          .suggestion = "window.png",
          .overwrite = choices.force};
}

}  // namespace

void add_window_options(CLI::App* command, WindowChoices& choices) {
  command
      ->add_option(
          "--envelope", choices.envelopes,
          "Prove that the window of this envelope shows the address and nothing else, however the sheet lies in it")
      ->type_name("ENVELOPE[,ENVELOPE…]")
      ->delimiter(',')
      ->check(named())
      ->allow_extra_args(false);
  command->add_option("--picture", choices.picture, "Draw page 1 with folds, windows and what is wrong")
      ->type_name("FILE.png")
      ->check(named());
  command->add_flag("--force", choices.force, "Overwrite a picture");
}

Result<void> make_sense_of(const WindowChoices& choices, std::size_t letters) {
  if (choices.picture.empty()) return {};
  if (letters > 1)
    return fail(error("options.picture", {}, fmt::format("--picture draws one letter, and {} are named", letters),
                      {"check them one by one"}));
  if (choices.picture.ends_with(".png")) return {};
  return fail(error("options.picture", {}, fmt::format("\"{}\" is no name of a picture", choices.picture),
                    {"name a file that ends in .png"}));
}

Result<std::vector<EnvelopeProfile>> WindowCheck::envelopes_for(const Department& department) const {
  if (choices_.envelopes.empty()) {
    if (!department.envelopes.empty() || choices_.picture.empty()) return department.envelopes;
    return fail(error("options.envelope", {}, "there is no envelope to draw the letter in",
                      {"name one: --envelope uk-dl-bs4264, or several; or name those of the house under `envelopes` in "
                       "style.yaml"}));
  }
  const auto profiles = EnvelopeProfiles::from(department.envelope_files);
  if (!profiles) return fail(profiles.error());
  auto found = profiles->find(choices_.envelopes);
  if (found) return std::move(*found);
  Diagnostics unknown = std::move(found.error());
  for (Diagnostic& d : unknown) d.code = "options.envelope";  // the command line is at fault, not a letter
  return fail(std::move(unknown));
}

Diagnostics WindowCheck::look_at(const std::string& input, const Opened& opened) {
  const auto envelopes = envelopes_for(*opened.workbench->department);
  if (!envelopes) return envelopes.error();
  if (envelopes->empty()) return {};
  any_ = true;
  EnvelopesChecked checked = check_envelopes(*opened.workbench, opened.reply, *envelopes);
  for (const WindowProof& proof : checked.proofs) {
    results_.push_back(result_of(input, proof));
    if (proof.holds())
      said_.push_back(fmt::format("{}: the address shows in {}, and nothing else; {:.1f} mm to spare", input,
                                  proof.profile.name, least_room(proof)));
  }
  if (choices_.picture.empty() || !checked.pages) return std::move(checked.findings);
  if (auto drawn = draw(opened, *checked.pages, checked.proofs); !drawn) append(checked.findings, drawn.error());
  return std::move(checked.findings);
}

Result<void> WindowCheck::draw(const Opened& opened, const Pages& pages, const std::vector<WindowProof>& proofs) {
  const Output output = picture_output(choices_);
  if (auto may = may_write(session_, output, opened.inputs); !may) return may;
  const auto png = draw_windows(pages, proofs, opened.reply.letter(), *opened.workbench->equipment.fonts.regular);
  if (!png) return fail(png.error());
  if (auto written = write_output(session_, output, *png); !written) return written;
  drawn_ = true;
  return {};
}

void WindowCheck::report_to(Report& report) {
  for (const std::string& line : said_) report.say(line);
  if (any_) report.set("envelopes", std::move(results_));
  if (!drawn_) return;
  report.set("picture", text(choices_.picture));
  report.say(fmt::format("Drew {}", choices_.picture));
}

}  // namespace engross::cli
