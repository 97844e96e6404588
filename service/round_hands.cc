#include "service/round_hands.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "weft/index/int8_rows.h"
#include "weft/matching/eligibility.h"

namespace weft {
namespace {

// An offer at least so near to a need can meet it.
constexpr float kMeetsCosineMin = 0.5f;
// Up to so many members every offer is looked at; beyond, those of the nearest.
constexpr size_t kAllOffersScopeMax = 2000;
constexpr int kNearestOffers = 200;

bool OthersTookPartners(UnservedReason reason) {
  return reason == UnservedReason::kPartnersTaken || reason == UnservedReason::kPartnersNeededMore ||
         reason == UnservedReason::kOnlyWeakTies;
}

}  // namespace

HandWriter::Reach HandWriter::ReachOf(uint32_t ordinal) const {
  const absl::StatusOr<v1::Contact> contact = store_.GetContact(view_.network(), view_.member(ordinal).id);
  if (!contact.ok() || contact->handles_size() > 0) return Reach::kReached;
  if (contact->email_bounced()) return Reach::kCameBack;
  return contact->email().empty() ? Reach::kNoDetail : Reach::kReached;
}

StoredUnserved HandWriter::Draft(uint32_t ordinal, int rounds_waited) const {
  StoredUnserved out;
  const MemberView member = view_.member(ordinal);
  out.member_key = member.settings.key;
  out.hand.set_member(absl::StrCat("networks/", view_.network(), "/members/", member.id));
  out.hand.set_rounds_waited(rounds_waited);
  return out;
}

bool HandWriter::HasEmptyProfile(uint32_t ordinal) const {
  const MemberView member = view_.member(ordinal);
  const bool has_phrases = std::any_of(std::begin(member.phrases), std::end(member.phrases),
                                       [](absl::Span<const uint32_t> phrases) { return !phrases.empty(); });
  return !has_phrases && member.bio == kNone && member.circles.empty() && view_.degree(ordinal) == 0;
}

bool HandWriter::IsOffered(uint32_t need, uint32_t ordinal) const {
  const absl::Span<const uint32_t> offers = view_.member(ordinal).phrases[static_cast<int>(Facet::kOffers)];
  return std::any_of(offers.begin(), offers.end(), [this, need](uint32_t offer) {
    return offer == need || Dot(view_.phrase_row(offer), view_.phrase_row(need), view_.dimension()) >= kMeetsCosineMin;
  });
}

absl::optional<uint32_t> HandWriter::UnmetNeed(uint32_t ordinal) const {
  for (uint32_t need : view_.member(ordinal).phrases[static_cast<int>(Facet::kNeeds)]) {
    const auto meets = [this, need, ordinal](uint32_t other) { return other != ordinal && IsOffered(need, other); };
    bool met = false;
    if (scope_.size() <= kAllOffersScopeMax) {
      met = std::any_of(scope_.begin(), scope_.end(), meets);
    } else {
      const auto near = view_.Nearest(Facet::kOffers, view_.phrase_row(need), kNearestOffers);
      if (!near.ok()) return absl::nullopt;
      met = std::any_of(near->begin(), near->end(), [this, &meets](const Candidate& candidate) {
        return std::binary_search(scope_.begin(), scope_.end(), candidate.ordinal) && meets(candidate.ordinal);
      });
    }
    if (!met) return need;
  }
  return absl::nullopt;
}

bool HandWriter::AnybodyIsReached() {
  if (!anybody_is_reached_.has_value()) {
    anybody_is_reached_ = std::any_of(scope_.begin(), scope_.end(),
                                      [this](uint32_t ordinal) { return ReachOf(ordinal) == Reach::kReached; });
  }
  return *anybody_is_reached_;
}

StoredUnserved HandWriter::Write(uint32_t ordinal, const UnservedMember& unserved, bool odd_one) {
  StoredUnserved out = Draft(ordinal, unserved.rounds_waited + 1);
  v1::NeedsAHand& hand = out.hand;
  out.needs_a_hand = true;
  const Reach reach = ReachOf(ordinal);
  if (reach == Reach::kCameBack) {
    hand.set_cause(v1::NeedsAHand::CAUSE_NOT_REACHABLE);
    hand.set_what_would_help("Mail to them came back. Ask them for an address that works, or for a chat handle.");
    return out;
  }
  if (HasEmptyProfile(ordinal)) {
    hand.set_cause(v1::NeedsAHand::CAUSE_EMPTY_PROFILE);
    hand.set_what_would_help(
        "Their profile has no words, circle or tie to go by. Ask them for one thing that they look for or can offer, "
        "or "
        "whom they know.");
    return out;
  }
  const bool taken = OthersTookPartners(unserved.reason);
  if (!taken || unserved.needs_a_hand) {
    if (const absl::optional<uint32_t> need = UnmetNeed(ordinal)) {
      const std::string phrase(view_.phrase_text(*need));
      hand.set_cause(v1::NeedsAHand::CAUSE_NEED_UNMET);
      hand.set_phrase(phrase);
      hand.set_what_would_help(absl::StrCat("Nobody in the scope offers what they look for: “", phrase,
                                            "”. Invite somebody who does, or plan over a wider scope."));
      return out;
    }
  }
  if (taken && reach == Reach::kNoDetail && AnybodyIsReached()) {
    hand.set_cause(v1::NeedsAHand::CAUSE_NOT_REACHABLE);
    hand.set_what_would_help("There is no address or chat handle to reach them by. Ask them for one.");
    return out;
  }
  out.needs_a_hand = unserved.needs_a_hand;
  if (taken && odd_one) {
    hand.set_cause(v1::NeedsAHand::CAUSE_ODD_ONE);
    hand.set_what_would_help(
        "The number of members to introduce is odd, and no pair could take a third. The next round counts their wait; "
        "one member more in the scope would help.");
    return out;
  }
  hand.set_cause(taken ? v1::NeedsAHand::CAUSE_PARTNERS_TAKEN : v1::NeedsAHand::CAUSE_NOBODY_PERMITTED);
  hand.set_what_would_help(absl::StrCat(WhyUnserved(unserved.reason), " ", WhatWouldHelp(unserved.reason)));
  return out;
}

StoredUnserved HandWriter::LeftByWeaver(uint32_t ordinal, int rounds_waited) const {
  StoredUnserved out = Draft(ordinal, rounds_waited);
  out.hand.set_cause(v1::NeedsAHand::CAUSE_PARTNERS_TAKEN);
  out.hand.set_what_would_help(
      "A weaver took their introduction out of the plan. The next round counts their wait; a pin would serve them "
      "now.");
  return out;
}

StoredUnserved HandWriter::LeftByOthers(uint32_t ordinal, int rounds_waited) const {
  StoredUnserved out = Draft(ordinal, rounds_waited);
  out.hand.set_cause(v1::NeedsAHand::CAUSE_PARTNERS_TAKEN);
  out.hand.set_what_would_help(
      "Their introduction could not be opened any more. The next round looks at everybody they may meet, and counts "
      "their wait.");
  return out;
}

}  // namespace weft
