// A reply in its envelopes: what their windows hide and show, and how else its address could be broken into lines.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "assemble/reply.hpp"
#include "envelopes/window_proof.hpp"

namespace engross {

// As the department grades them.
Diagnostics envelope_findings(const Workbench& workbench, const Letter& letter, std::span<const WindowProof> proofs);
// Of the envelopes that the house style names.
Diagnostics envelope_findings(const Workbench& workbench, const Letter& letter, const Pages& pages);

struct EnvelopesChecked {
  std::optional<Pages> pages;       // nothing when the letter has none
  std::vector<WindowProof> proofs;  // one for each envelope, in their order; none without pages
  Diagnostics findings;             // of the layout too, when it fails
};

// Of the letter as it would go out, without a signature. Where lines of the address are hidden, or leave their box of
// the page, other breaks of it are tried as the post allows them (envelopes/rebreak.hpp), each laid out and proved for
// all these envelopes, else for this one: the finding says as a hint which one fits.
EnvelopesChecked check_envelopes(Workbench& workbench, const Reply& reply, std::span<const EnvelopeProfile> envelopes);

}  // namespace engross
