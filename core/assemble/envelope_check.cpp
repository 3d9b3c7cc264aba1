// In: a reply, and envelopes. Out: a proof for each, and findings with what would help. Refuses nothing itself: a
// letter that has no pages is told as the layout tells it.
#include "assemble/envelope_check.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "envelopes/rebreak.hpp"
#include "envelopes/window_findings.hpp"

namespace engross {
namespace {

std::vector<WindowProof> prove_all(const Pages& pages, std::span<const EnvelopeProfile> envelopes) {
  std::vector<WindowProof> proofs;
  for (const EnvelopeProfile& envelope : envelopes) proofs.push_back(prove_window(pages, envelope));
  return proofs;
}

bool is_about_lines(const Diagnostic& d) {
  return d.code == "layout.address-overflow" || d.code == "envelope.hidden" || d.code == "envelope.lines";
}

// Tries addresses on the letter's own paper.
class Refitting {
 public:
  Refitting(Workbench& workbench, const Reply& reply) : workbench_(workbench), reply_(reply) {}

  // The hint, or nothing when no breaks help.
  std::string hint_for(std::span<const EnvelopeProfile> envelopes) {
    const std::vector<std::string> lines = addressee_lines(reply_.letter());
    std::size_t most_lines = lines.size() + 3;
    for (const EnvelopeProfile& envelope : envelopes)
      if (envelope.most_lines > 0) most_lines = std::min(most_lines, static_cast<std::size_t>(envelope.most_lines));
    const auto found = first_rebreak(
        lines, most_lines, [&](const std::vector<std::string>& other) { return shows_in_all(other, envelopes); });
    if (!found) return {};
    return fmt::format("{}, and it fits: {}", fmt::join(found->changes, ", "), fmt::join(found->lines, " / "));
  }

 private:
  // Lines that the page wraps again are not the ones that were asked for.
  bool shows_in_all(const std::vector<std::string>& lines, std::span<const EnvelopeProfile> envelopes) {
    const Letter letter = with_addressee_lines(reply_.letter(), lines);
    const auto pages = lay_out_letter(workbench_, letter, {}, {});
    if (!pages) return false;
    return std::ranges::all_of(envelopes, [&](const EnvelopeProfile& envelope) {
      const WindowProof proof = prove_window(*pages, envelope);
      return proof.address.size() == lines.size() && proof.hidden.empty() && !proof.too_many_lines;
    });
  }

  Workbench& workbench_;
  const Reply& reply_;
};

bool add_hint(Diagnostics& findings, const std::string& hint) {
  const auto first = std::ranges::find_if(findings, is_about_lines);
  if (first == findings.end() || hint.empty()) return false;
  first->hints.insert(first->hints.begin(), hint);
  return true;
}

}  // namespace

Diagnostics envelope_findings(const Workbench& workbench, const Letter& letter, std::span<const WindowProof> proofs) {
  Diagnostics found;
  for (const WindowProof& proof : proofs) append(found, window_findings(proof, letter));
  // What no run of the letter is to blame for stands in the style: the logo, the sender's lines, the boxes.
  for (Diagnostic& d : found)
    if (!d.span.source && d.code != "envelope.no-address") d.span = workbench.department->place_in_style("geometry");
  return workbench.checker.graded(std::move(found));
}

Diagnostics envelope_findings(const Workbench& workbench, const Letter& letter, const Pages& pages) {
  const std::vector<EnvelopeProfile>& envelopes = workbench.department->envelopes;
  return envelopes.empty() ? Diagnostics{} : envelope_findings(workbench, letter, prove_all(pages, envelopes));
}

EnvelopesChecked check_envelopes(Workbench& workbench, const Reply& reply, std::span<const EnvelopeProfile> envelopes) {
  EnvelopesChecked checked;
  Refitting refitting(workbench, reply);
  auto pages = lay_out_letter(workbench, reply.letter(), {}, {});
  if (!pages) {
    checked.findings = placed_findings(pages.error(), workbench, reply);
    if (std::ranges::any_of(checked.findings, is_about_lines))
      add_hint(checked.findings, refitting.hint_for(envelopes));
    return checked;
  }
  checked.proofs = prove_all(*pages, envelopes);
  checked.pages = std::move(*pages);
  std::string for_all;
  bool asked_for_all = false;
  for (std::size_t i = 0; i < checked.proofs.size(); ++i) {
    Diagnostics found = envelope_findings(workbench, reply.letter(), std::span(&checked.proofs[i], 1));
    if (std::ranges::any_of(found, is_about_lines)) {
      if (!asked_for_all) for_all = refitting.hint_for(envelopes);
      asked_for_all = true;
      if (!add_hint(found, for_all) && !add_hint(found, refitting.hint_for(std::span(&envelopes[i], 1))))
        add_hint(found, fmt::format("no other lines of this address fit either; the house style's geometry is {}, and "
                                    "another envelope may suit it",
                                    workbench.department->style.geometry.name));
    }
    append(checked.findings, found);
  }
  return checked;
}

}  // namespace engross
