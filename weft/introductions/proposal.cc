#include "weft/introductions/proposal.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "weft/base/clock.h"
#include "weft/base/error.h"
#include "weft/introductions/first_question.h"
#include "weft/matching/eligibility.h"

namespace weft {
namespace {

using Intro = v1::Introduction;

constexpr int kReasonsPerSideMax = 4;
constexpr int kBringsMax = 5;

absl::Status Failed(absl::string_view reason, absl::string_view text,
                    std::vector<std::pair<std::string, std::string>> metadata = {}) {
  return Error(absl::StatusCode::kFailedPrecondition, reason, text, std::move(metadata));
}

absl::Status NotAvailable(const std::string& member) {
  return Failed("NOT_AVAILABLE", absl::StrCat(member, " cannot be introduced at present"), {{"member", member}});
}

bool AreTied(const NetworkView& view, uint32_t a, uint32_t b) {
  const TiesView ties = view.ties(a);
  return std::binary_search(ties.neighbors.begin(), ties.neighbors.end(), b);
}

// A member's introductions but for one.
MemberIntroductions Without(const MemberIntroductions& introductions, int64_t key) {
  MemberIntroductions out = introductions;
  out.entries.erase(std::remove_if(out.entries.begin(), out.entries.end(),
                                   [key](const auto& entry) { return entry.introduction_key == key; }),
                    out.entries.end());
  return out;
}

// Whether the two have an introduction that is under way, or one that did not come about and from which they rest. One
// that lapsed keeps them apart whoever let it lapse, so that a pin does not tell a no from a silence.
bool RestsAfterALapse(const MemberView& a, const MemberView& b, absl::Time now) {
  if (a.introductions == nullptr) return false;
  return std::any_of(a.introductions->entries.begin(), a.introductions->entries.end(), [&](const auto& entry) {
    const std::vector<int64_t>& others = entry.other_keys;
    if (std::find(others.begin(), others.end(), b.settings.key) == others.end()) return false;
    if (IsOpen(entry) || entry.rest_until_micros == kRestsForEver) return true;
    const bool came_about = IsMutual(entry.state) && !entry.gone;
    return !came_about && entry.rest_until_micros > ToMicros(now);
  });
}

void AddOnce(const std::string& phrase, v1::Introduction::Side* side) {
  if (phrase.empty() || side->brings_size() >= kBringsMax) return;
  if (std::find(side->brings().begin(), side->brings().end(), phrase) == side->brings().end()) {
    side->add_brings(phrase);
  }
}

}  // namespace

std::string ProposalMaker::NameOf(const Party& party) const {
  return absl::StrCat("networks/", view_.network(), "/members/", party.member.id);
}

absl::StatusOr<ProposalMaker::Party> ProposalMaker::Find(const std::string& id) const {
  const absl::optional<uint32_t> ordinal = view_.Find(id);
  if (!ordinal.has_value()) {
    const std::string name = absl::StrCat("networks/", view_.network(), "/members/", id);
    return Error(absl::StatusCode::kNotFound, "MEMBER_NOT_FOUND", absl::StrCat("there is no member ", name),
                 {{"member", name}});
  }
  return Party{*ordinal, view_.member(*ordinal)};
}

absl::StatusOr<std::vector<ProposalMaker::Party>> ProposalMaker::FindAll(const std::vector<std::string>& ids) const {
  std::vector<Party> parties;
  for (const std::string& id : ids) {
    WEFT_ASSIGN_OR_RETURN(Party party, Find(id));
    parties.push_back(std::move(party));
  }
  return parties;
}

absl::Status ProposalMaker::CheckSpeaker(const Party& speaker, const Party& other) const {
  if (!Consents(speaker.member.settings, view_.policy(), moment_.now)) {
    return Failed("NOT_CONSENTED", "the member has not agreed to be introduced, or has paused",
                  {{"member", NameOf(speaker)}});
  }
  if (AreTied(view_, speaker.ordinal, other.ordinal) && !view_.policy().has_reconnect_after()) {
    return Failed("ALREADY_TIED", absl::StrCat(NameOf(speaker), " and ", NameOf(other), " have a tie already"),
                  {{"member", NameOf(other)}});
  }
  if (speaker.member.introductions == nullptr) return absl::OkStatus();
  int open = 0;
  for (const MemberIntroductions::Entry& entry : speaker.member.introductions->entries) {
    // One whose introducer is still to be asked is not for the sides to know of.
    if (!IsOpen(entry) || entry.state == Intro::STATE_AWAITING_INTRODUCER) continue;
    ++open;
    if (std::find(entry.other_keys.begin(), entry.other_keys.end(), other.member.settings.key) !=
        entry.other_keys.end()) {
      return Failed("ALREADY_PROPOSED", "the two have an introduction under way", {{"member", NameOf(other)}});
    }
  }
  if (open >= moment_.rules.open_max) {
    return Failed("NO_ROOM", absl::StrCat("the member has ", moment_.rules.open_max, " open already"),
                  {{"member", NameOf(speaker)}});
  }
  return absl::OkStatus();
}

absl::Status ProposalMaker::CheckAcquainted(const Party& introducer, const Party& other) const {
  if (AreTied(view_, introducer.ordinal, other.ordinal)) return absl::OkStatus();
  return Failed("NOT_ACQUAINTED",
                absl::StrCat(NameOf(introducer), " has no tie with ", NameOf(other), "; introducers know both"),
                {{"member", NameOf(other)}});
}

absl::Status ProposalMaker::CheckPair(const Party& a, const Party& b, bool a_asks, int64_t ignored) const {
  const FilterInView everybody(view_, MemberFilter());
  const Eligibility eligibility(view_, a.ordinal, everybody, {}, moment_.now);
  bool despite_rest = false;
  if (a.member.introductions != nullptr) {
    const PairRest rest = RestWith(*a.member.introductions, b.member.settings.key);
    despite_rest = a_asks && rest.ends_if_i_ask && !rest.open;
  }
  switch (eligibility.Check(b.ordinal, despite_rest)) {
    case Eligibility::Verdict::kEligible:
    case Eligibility::Verdict::kReconnect:
      return absl::OkStatus();
    case Eligibility::Verdict::kNotNow:
      break;
    default:
      return NotAvailable(NameOf(b));
  }
  // Only for want of room, which the ignored introduction takes? Then it is there.
  if (ignored == 0 || b.member.introductions == nullptr) return NotAvailable(NameOf(b));
  MemberView freed = b.member;
  const MemberIntroductions rest = Without(*b.member.introductions, ignored);
  freed.introductions = &rest;
  const bool only_room = MayBeIntroduced(freed.settings, view_.policy(), moment_.now) &&
                         !HasRoom(b.member, view_.policy(), moment_.now) &&
                         HasRoom(freed, view_.policy(), moment_.now) && !EitherRefuses(a.member, b.member) &&
                         !AreTied(view_, a.ordinal, b.ordinal) &&
                         RestWith(rest, a.member.settings.key).until_micros <= ToMicros(moment_.now);
  return only_room ? absl::OkStatus() : NotAvailable(NameOf(b));
}

absl::StatusOr<StoredIntroduction> ProposalMaker::Draft(const std::vector<Party>& parties,
                                                        const std::string& id) const {
  StoredIntroduction stored;
  Intro& introduction = stored.introduction;
  introduction.set_name(absl::StrCat("networks/", view_.network(), "/introductions/", id));
  introduction.set_kind(v1::Recommendation::KIND_STRONG_FIT);
  for (const Party& party : parties) {
    introduction.add_sides()->set_member(NameOf(party));
    StoredIntroduction::Side side;
    side.member_key = party.member.settings.key;
    stored.sides.push_back(side);
  }
  for (size_t a = 0; a < parties.size(); ++a) {
    for (size_t b = 0; b < parties.size(); ++b) {
      if (a == b) continue;
      WEFT_ASSIGN_OR_RETURN(const Explanation why,
                            recommender_.Explain(view_, std::string(parties[a].member.id),
                                                 std::string(parties[b].member.id), moment_.now));
      if (why.crosses_clusters && why.recommendation.kind() == v1::Recommendation::KIND_WEAK_TIE) {
        introduction.set_kind(v1::Recommendation::KIND_WEAK_TIE);
      }
      Intro::Side* side = introduction.mutable_sides(static_cast<int>(a));
      for (const v1::Reason& reason : why.recommendation.reasons()) {
        if (side->reasons_size() < kReasonsPerSideMax) *side->add_reasons() = reason;
        // What the other looks for is nothing they bring: there it is one's own offer that is worth naming.
        if (reason.type() == v1::Reason::TYPE_OFFER_WANTED) {
          AddOnce(reason.own_phrase(), side);
        } else {
          AddOnce(reason.other_phrase(), introduction.mutable_sides(static_cast<int>(b)));
        }
      }
    }
  }
  for (size_t p = 0; p < parties.size(); ++p) {
    for (uint32_t offer : parties[p].member.phrases[static_cast<int>(Facet::kOffers)]) {
      AddOnce(std::string(view_.phrase_text(offer)), introduction.mutable_sides(static_cast<int>(p)));
    }
  }
  return stored;
}

absl::StatusOr<LifeStep> ProposalMaker::Make(const ProposalRequest& request, const std::string& id) const {
  std::vector<Party> parties;
  absl::optional<Party> speaker;
  if (!request.speaker.empty()) {
    WEFT_ASSIGN_OR_RETURN(speaker, Find(request.speaker));
  }
  const bool for_self = speaker.has_value() && request.members.size() == 1;
  if (for_self) parties.push_back(*speaker);
  for (const std::string& member : request.members) {
    WEFT_ASSIGN_OR_RETURN(Party party, Find(member));
    parties.push_back(std::move(party));
  }
  if (for_self) {
    WEFT_RETURN_IF_ERROR(CheckSpeaker(parties[0], parties[1]));
    WEFT_RETURN_IF_ERROR(CheckPair(parties[0], parties[1], /*a_asks=*/true, /*ignored=*/0));
  } else {
    if (speaker.has_value()) {
      for (const Party& party : parties) WEFT_RETURN_IF_ERROR(CheckAcquainted(*speaker, party));
    }
    for (const Party& a : parties) {
      for (const Party& b : parties) {
        if (a.ordinal != b.ordinal) WEFT_RETURN_IF_ERROR(CheckPair(a, b, /*a_asks=*/false, /*ignored=*/0));
      }
    }
  }
  WEFT_ASSIGN_OR_RETURN(StoredIntroduction stored, Draft(parties, id));
  Intro& introduction = stored.introduction;
  introduction.set_origin(for_self              ? Intro::ORIGIN_SELF
                          : speaker.has_value() ? Intro::ORIGIN_INTRODUCER
                                                : Intro::ORIGIN_WEAVER);
  if (speaker.has_value()) {
    introduction.set_introducer(NameOf(*speaker));
    stored.introducer_key = speaker->member.settings.key;
  }
  introduction.set_note(request.note);
  introduction.set_purpose(request.purpose);
  introduction.set_first_question(FirstQuestion(introduction));
  return Propose(std::move(stored), /*ask_introducer=*/false, moment_);
}

absl::StatusOr<LifeStep> ProposalMaker::PassOn(const StoredIntroduction& instead_of, const std::string& speaker,
                                               const std::string& asked, const std::string& note,
                                               const std::string& id) const {
  WEFT_ASSIGN_OR_RETURN(const Party passing, Find(speaker));
  WEFT_ASSIGN_OR_RETURN(const Party instead, Find(asked));
  std::vector<Party> parties;
  for (const Intro::Side& side : instead_of.introduction.sides()) {
    const std::string member = side.member().substr(side.member().rfind('/') + 1);
    if (member == speaker || member.empty()) continue;
    WEFT_ASSIGN_OR_RETURN(Party other, Find(member));
    parties.push_back(std::move(other));
  }
  if (parties.size() != 1) return InvalidField("pass_on", "is for introductions of two");
  if (parties[0].ordinal == instead.ordinal) return InvalidField("pass_on.member", "is the other side already");
  WEFT_RETURN_IF_ERROR(CheckAcquainted(passing, instead));
  parties.push_back(instead);
  WEFT_RETURN_IF_ERROR(CheckPair(parties[0], parties[1], /*a_asks=*/false, instead_of.key));
  WEFT_RETURN_IF_ERROR(CheckPair(parties[1], parties[0], /*a_asks=*/false, instead_of.key));
  WEFT_ASSIGN_OR_RETURN(StoredIntroduction stored, Draft(parties, id));
  stored.introduction.set_origin(Intro::ORIGIN_INTRODUCER);
  stored.introduction.set_introducer(NameOf(passing));
  stored.introducer_key = passing.member.settings.key;
  stored.introduction.set_note(note);
  stored.introduction.set_first_question(FirstQuestion(stored.introduction));
  return Propose(std::move(stored), /*ask_introducer=*/false, moment_);
}

absl::Status ProposalMaker::CheckPin(const std::vector<std::string>& members) const {
  WEFT_ASSIGN_OR_RETURN(const std::vector<Party> parties, FindAll(members));
  return CheckPinned(parties);
}

absl::Status ProposalMaker::CheckPinned(const std::vector<Party>& parties) const {
  for (const Party& a : parties) {
    if (!MayBeIntroduced(a.member.settings, view_.policy(), moment_.now) ||
        !KeepsToOwnRoom(a.member, view_.policy(), moment_.now)) {
      return NotAvailable(NameOf(a));
    }
    for (const Party& b : parties) {
      if (a.ordinal == b.ordinal) continue;
      const TieBetween tie = FindTieBetween(view_, a.ordinal, b.ordinal, moment_.now);
      const bool apart = EitherRefuses(a.member, b.member) || PolicyKeepsApart(view_, a.member, b.member) ||
                         (tie.known && !tie.silent) || RestsAfterALapse(a.member, b.member, moment_.now);
      if (apart) return NotAvailable(NameOf(b));
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<LifeStep> ProposalMaker::MakeForRound(const RoundPlan& plan, const std::string& id) const {
  WEFT_ASSIGN_OR_RETURN(const std::vector<Party> parties, FindAll(plan.members));
  if (plan.pinned) WEFT_RETURN_IF_ERROR(CheckPinned(parties));
  for (const Party& a : parties) {
    for (const Party& b : parties) {
      if (plan.pinned || a.ordinal == b.ordinal) continue;
      WEFT_RETURN_IF_ERROR(CheckPair(a, b, /*a_asks=*/false, /*ignored=*/0));
    }
  }
  WEFT_ASSIGN_OR_RETURN(StoredIntroduction stored, Draft(parties, id));
  stored.introduction.set_origin(Intro::ORIGIN_ROUND);
  stored.introduction.set_round(plan.round);
  stored.introduction.set_first_question(FirstQuestion(stored.introduction));
  bool ask = false;
  if (!plan.introducer.empty() && moment_.rules.introducer_window > absl::ZeroDuration()) {
    absl::StatusOr<Party> introducer = Find(plan.introducer);
    // Gone since: Weft introduces.
    if (introducer.ok()) {
      stored.introduction.set_introducer(NameOf(*introducer));
      stored.introducer_key = introducer->member.settings.key;
      ask = true;
    }
  }
  return Propose(std::move(stored), ask, moment_);
}

std::vector<int> ProposalMaker::SidesToTakeOut(const StoredIntroduction& stored) const {
  std::vector<int> out;
  std::vector<absl::optional<Party>> present;
  for (const StoredIntroduction::Side& side : stored.sides) {
    const absl::optional<uint32_t> ordinal = side.member_key == 0 ? absl::nullopt : view_.FindKey(side.member_key);
    present.push_back(ordinal.has_value() ? absl::optional<Party>(Party{*ordinal, view_.member(*ordinal)})
                                          : absl::nullopt);
  }
  for (size_t s = 0; s < stored.sides.size(); ++s) {
    if (stored.introduction.sides(static_cast<int>(s)).gone()) continue;
    bool may_stay = present[s].has_value() && Consents(present[s]->member.settings, view_.policy(), moment_.now);
    for (size_t o = 0; may_stay && o < stored.sides.size(); ++o) {
      if (o == s || !present[o].has_value() || stored.introduction.sides(static_cast<int>(o)).gone()) continue;
      may_stay = !EitherRefuses(present[s]->member, present[o]->member);
    }
    if (!may_stay) out.push_back(static_cast<int>(s));
  }
  return out;
}

bool ProposalMaker::MayMeet(const StoredIntroduction& stored) const { return SidesToTakeOut(stored).empty(); }

}  // namespace weft
