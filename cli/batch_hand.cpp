// In: the options of signing, and whoever knows the secret. Out: a hand that stays good however long the run takes.
// Refuses: what open_hand() refuses, at the beginning or later.
#include "batch_hand.hpp"

#include <algorithm>

#include "base/zone.hpp"
#include "session.hpp"

namespace engross::cli {
namespace {

constexpr std::chrono::hours longest{1};

class OpenedBatchHand final : public BatchHand {
 public:
  OpenedBatchHand(World& world, const CommonOptions& common, const SigningOptions& options,
                  const Department& department, AskSecret ask)
      : world_(world), common_(common), options_(options), department_(department), ask_(std::move(ask)) {}

  Result<void> open() {
    const Session session(world_, common_);  // whose clock begins now
    auto opened = open_hand(session, options_, department_, ask_);
    if (!opened) return fail(std::move(opened.error()));
    opened_.emplace(std::move(*opened));
    opened_->hand.signer = opened_->signer.get();
    until_ = world_.now().instant + longest;
    if (opened_->good_until) until_ = std::min(until_, *opened_->good_until);
    return {};
  }

  Result<const Hand*> hand() override {
    const Timestamp now = world_.now();
    const bool fixed = !common_.at.empty();  // then nothing grows old
    if (!fixed && now.instant >= until_)
      if (auto again = open(); !again) return fail(std::move(again.error()));
    if (!fixed) opened_->signer->move_to(in_zone(now, department_.zone).value_or(now));
    return &opened_->hand;
  }

  const Diagnostics& notes() const override { return opened_->notes; }

 private:
  World& world_;
  const CommonOptions& common_;
  const SigningOptions& options_;
  const Department& department_;
  AskSecret ask_;
  std::optional<OpenedHand> opened_;
  std::chrono::sys_seconds until_{};
};

}  // namespace

Result<std::unique_ptr<BatchHand>> open_batch_hand(World& world, const CommonOptions& common,
                                                   const SigningOptions& options, const Department& department,
                                                   const AskSecret& ask) {
  auto hand = std::make_unique<OpenedBatchHand>(world, common, options, department, ask);
  if (auto opened = hand->open(); !opened) return fail(std::move(opened.error()));
  return hand;
}

}  // namespace engross::cli
