// The hand that signs a batch's letters, opened by each worker for itself.
#pragma once

#include <memory>

#include "batch/worker.hpp"
#include "signing.hpp"

namespace engross::cli {

// Opened with the options of `issue`; the passphrase or PIN comes from `ask`. It is opened again when its evidence has
// grown old, and each hour, so that a certificate that expires or is revoked over night is seen. Errors: those of
// open_hand().
Result<std::unique_ptr<BatchHand>> open_batch_hand(World& world, const CommonOptions& common,
                                                   const SigningOptions& options, const Department& department,
                                                   const AskSecret& ask);

}  // namespace engross::cli
