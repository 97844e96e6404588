#include "weft/introductions/reader_view.h"

#include <algorithm>
#include <cassert>
#include <set>
#include <utility>

#include "weft/base/file.h"
#include "weft/introductions/life_cycle.h"

namespace weft {
namespace {

using Event = v1::IntroductionEvent;
using Intro = v1::Introduction;
using Side = v1::Introduction::Side;

bool SaidNo(const Side& side) {
  return side.answer() == Side::ANSWER_DECLINED || side.answer() == Side::ANSWER_PASSED_ON;
}

bool IsIntroducer(const Reader& reader, const Intro& introduction) {
  return reader.IsMember() && introduction.introducer() == reader.member;
}

// Who took it up of their own accord, and may take it back.
bool IsProposer(const Reader& reader, const Intro& introduction) {
  return IsIntroducer(reader, introduction) &&
         (introduction.origin() == Intro::ORIGIN_SELF || introduction.origin() == Intro::ORIGIN_INTRODUCER);
}

// Of another side, to a side or to the operator.
Side OtherSide(const Side& side, const StoredIntroduction& introduction, bool show_note) {
  const Intro& from = introduction.introduction;
  Side out;
  out.set_member(side.member());
  *out.mutable_brings() = side.brings();
  if (IsMutual(from.state())) {
    out.set_gone(side.gone());
    if (!side.gone()) {
      out.set_answer(Side::ANSWER_ACCEPTED);
      if (show_note) out.set_note(side.note());
    }
  } else if (from.origin() == Intro::ORIGIN_SELF && !from.introducer().empty() && side.member() == from.introducer()) {
    out.set_answer(Side::ANSWER_ACCEPTED);  // That they want it is why it was proposed.
  }
  return out;
}

// Own words, without those of others.
Side OwnSide(const Side& side) {
  Side out = side;
  out.clear_contact();
  out.clear_gone();
  return out;
}

void AddActions(const Reader& reader, int own, const StoredIntroduction& stored, Intro* out) {
  const Intro& introduction = stored.introduction;
  const Intro::State state = introduction.state();
  const bool asked = state == Intro::STATE_PROPOSED;
  if (own < 0) {
    if (IsIntroducer(reader, introduction) && state == Intro::STATE_AWAITING_INTRODUCER) {
      out->add_actions(Intro::ACTION_ACCEPT);
      out->add_actions(Intro::ACTION_DECLINE);
    }
  } else if (!introduction.sides(own).gone()) {
    const Side::Answer answer = introduction.sides(own).answer();
    if (asked) {
      if (answer != Side::ANSWER_ACCEPTED) out->add_actions(Intro::ACTION_ACCEPT);
      out->add_actions(Intro::ACTION_DECLINE);
      out->add_actions(Intro::ACTION_SNOOZE);
      if (introduction.sides_size() == 2) out->add_actions(Intro::ACTION_PASS_ON);
    }
    if (IsMutual(state)) out->add_actions(Intro::ACTION_RECORD_OUTCOME);
    if (state == Intro::STATE_CLOSED && !introduction.has_meet_time() && stored.rest_until_micros == 0 &&
        introduction.sides_size() == 2) {
      out->add_actions(Intro::ACTION_TRY_AGAIN);
    }
  }
  const bool may_withdraw = !reader.IsMember() || IsProposer(reader, introduction);
  if (may_withdraw && (asked || state == Intro::STATE_AWAITING_INTRODUCER)) {
    out->add_actions(Intro::ACTION_WITHDRAW);
  }
}

}  // namespace

v1::Contact SharedContact(const v1::Contact& contact) {
  v1::Contact shared;
  if (!contact.has_share_email() || contact.share_email()) shared.set_email(contact.email());
  *shared.mutable_handles() = contact.handles();
  shared.set_note(contact.note());
  return shared;
}

v1::Introduction::State StateSeenBy(const Reader& reader, const StoredIntroduction& stored) {
  const Intro& introduction = stored.introduction;
  const Intro::State state = introduction.state();
  const int own = reader.IsMember() ? SideOf(introduction, reader.member) : -1;
  if (own >= 0 && SaidNo(introduction.sides(own))) return Intro::STATE_DECLINED;
  // Out of a group for another reason: whatever the others did, for this side it did not come about.
  if (own >= 0 && introduction.sides(own).gone()) return Intro::STATE_LAPSED;
  switch (state) {
    case Intro::STATE_WITHDRAWN:
      return IsProposer(reader, introduction) ? state : Intro::STATE_LAPSED;
    case Intro::STATE_DECLINED:
    case Intro::STATE_EXPIRED:
      return Intro::STATE_LAPSED;
    default:
      return state;
  }
}

absl::optional<v1::Introduction> SeenBy(const Reader& reader, const StoredIntroduction& stored,
                                        const Lookups& lookups) {
  const Intro& from = stored.introduction;
  const int own = reader.IsMember() ? SideOf(from, reader.member) : -1;
  const bool introduces = IsIntroducer(reader, from);
  if (reader.IsMember() && own < 0 && !introduces) return absl::nullopt;
  // The sides have not been asked: nor will they be, if it has lapsed.
  if (own >= 0 && !from.has_propose_time()) return absl::nullopt;

  const bool is_out = own >= 0 && from.sides(own).gone();
  const bool mutual = IsMutual(from.state());
  Intro out;
  out.set_name(from.name());
  out.set_state(StateSeenBy(reader, stored));
  out.set_origin(from.origin());
  out.set_introducer(from.introducer());
  if (!from.introducer().empty()) out.set_introducer_display_name(lookups.display_name(from.introducer()));
  out.set_note(from.note());
  out.set_round(from.round());
  out.set_kind(from.kind());
  out.set_purpose(from.purpose());
  *out.mutable_create_time() = own >= 0 ? from.propose_time() : from.create_time();
  if (from.has_propose_time()) *out.mutable_propose_time() = from.propose_time();
  if (from.has_expire_time()) *out.mutable_expire_time() = from.expire_time();
  if (mutual && !is_out) {
    if (own >= 0) out.set_first_question(from.first_question());
    *out.mutable_mutual_time() = from.mutual_time();
    if (from.has_meet_time()) *out.mutable_meet_time() = from.meet_time();
  }
  // When it lapsed would tell whether it expired.
  if (from.has_end_time() && (!reader.IsMember() || out.state() == Intro::STATE_CLOSED)) {
    *out.mutable_end_time() = from.end_time();
  }

  std::vector<Side> others;
  for (int s = 0; s < from.sides_size(); ++s) {
    const Side& side = from.sides(s);
    if (s == own) continue;
    Side other;
    if (is_out) {
      other.set_member(side.member());
    } else {
      other = OtherSide(side, stored, /*show_note=*/own >= 0);
      if (!reader.IsMember()) *other.mutable_reasons() = side.reasons();
      if (own >= 0 && mutual && !side.gone() && !side.member().empty()) {
        *other.mutable_contact() = SharedContact(lookups.contact(side.member()));
      }
    }
    if (!side.member().empty()) other.set_display_name(lookups.display_name(side.member()));
    others.push_back(std::move(other));
  }
  std::sort(others.begin(), others.end(), [](const Side& a, const Side& b) { return a.member() < b.member(); });
  if (own >= 0) {
    *out.add_sides() = OwnSide(from.sides(own));
    out.mutable_sides(0)->set_display_name(lookups.display_name(reader.member));
  }
  for (Side& other : others) *out.add_sides() = std::move(other);
  if (!is_out) AddActions(reader, own, stored, &out);
  // Of what is seen, so that it does not tell what is not.
  out.set_etag(Checksum(out.SerializeAsString()).substr(0, 16));
  return out;
}

v1::Introduction SeenTogether(const StoredIntroduction& stored, const Lookups& lookups) {
  const Intro& from = stored.introduction;
  assert(IsMutual(from.state()));
  Intro out;
  out.set_name(from.name());
  out.set_state(from.state());
  out.set_origin(from.origin());
  out.set_introducer(from.introducer());
  if (!from.introducer().empty()) out.set_introducer_display_name(lookups.display_name(from.introducer()));
  out.set_note(from.note());
  out.set_round(from.round());
  out.set_kind(from.kind());
  out.set_purpose(from.purpose());
  out.set_first_question(from.first_question());
  *out.mutable_create_time() = from.propose_time();
  *out.mutable_mutual_time() = from.mutual_time();
  for (const Side& side : from.sides()) {
    if (side.gone() || side.member().empty()) continue;
    Side* shown = out.add_sides();
    *shown = OtherSide(side, stored, /*show_note=*/true);
    shown->set_display_name(lookups.display_name(side.member()));
    *shown->mutable_contact() = SharedContact(lookups.contact(side.member()));
  }
  return out;
}

bool IsToldOf(const Reader& reader, const StoredIntroduction& stored, const StoredIntroductionEvent& event) {
  const Intro& introduction = stored.introduction;
  const int own = reader.IsMember() ? SideOf(introduction, reader.member) : -1;
  const std::string member = reader.member.substr(reader.member.rfind('/') + 1);
  const bool about_me = reader.IsMember() && event.member_id == member;
  switch (event.type) {
    case Event::TYPE_INTRODUCER_ASKED:
      return !reader.IsMember() || IsIntroducer(reader, introduction);
    case Event::TYPE_REMINDED:
    case Event::TYPE_ANSWERED:
    case Event::TYPE_OUTCOME_RECORDED:
    case Event::TYPE_DID_YOU_MEET:
      return !reader.IsMember() || about_me;
    default:
      // Who is out of a group is told no more of it; that it is over for them they have said, or are told.
      return own < 0 || !introduction.sides(own).gone() || event.type == Event::TYPE_PROPOSED ||
             (event.type == Event::TYPE_LAPSED && !IsMutual(introduction.state()));
  }
}

std::vector<v1::Introduction::State> StatesThatMayRead(const std::vector<v1::Introduction::State>& seen) {
  std::set<Intro::State> out;
  for (Intro::State state : seen) {
    out.insert(state);
    if (state != Intro::STATE_LAPSED && state != Intro::STATE_DECLINED) continue;
    // A side that is out of a group reads so whatever became of the others.
    for (Intro::State also : {Intro::STATE_LAPSED, Intro::STATE_DECLINED, Intro::STATE_EXPIRED, Intro::STATE_WITHDRAWN,
                              Intro::STATE_PROPOSED, Intro::STATE_MUTUAL, Intro::STATE_MET, Intro::STATE_CLOSED}) {
      out.insert(also);
    }
  }
  return {out.begin(), out.end()};
}

}  // namespace weft
