#include "weft/introductions/announcements.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "absl/strings/str_cat.h"
#include "weft/base/clock.h"

namespace weft {
namespace {

using Event = v1::IntroductionEvent;
using Intro = v1::Introduction;

std::string IdOf(const std::string& name) { return name.substr(name.rfind('/') + 1); }

// Collects the messages of one step.
class Announcer {
 public:
  Announcer(const std::string& network, const StoredIntroduction& introduction, absl::Time now)
      : network_(network), stored_(introduction), id_(IdOf(introduction.introduction.name())), now_(now) {}

  void Tell(v1::Message::Kind kind, const std::string& occasion, std::vector<StoredMessage::Recipient> recipients) {
    PutMessageMutation put;
    put.network = network_;
    put.message.kind = kind;
    put.message.occasion = occasion;
    put.message.recipients = std::move(recipients);
    put.message.introduction_ids = {id_};
    put.message.due_micros = ToMicros(now_);
    messages_.push_back(std::move(put));
  }
  void TellSide(v1::Message::Kind kind, absl::string_view what, int s) {
    const int64_t key = stored_.sides[s].member_key;
    assert(key != 0);
    Tell(kind, absl::StrCat(what, "/", id_, "/", key), {Recipient(s)});
  }
  StoredMessage::Recipient Recipient(int s) const {
    return {stored_.sides[s].member_key, IdOf(stored_.introduction.sides(s).member()), false};
  }
  const std::string& id() const { return id_; }

  std::vector<PutMessageMutation> Take() && { return std::move(messages_); }

 private:
  const std::string& network_;
  const StoredIntroduction& stored_;
  const std::string id_;
  const absl::Time now_;
  std::vector<PutMessageMutation> messages_;
};

void TellMutual(const StoredIntroduction& stored, const SharesEmail& shares, Announcer* announcer) {
  std::vector<int> sides;
  bool together = true;
  for (int s = 0; s < stored.introduction.sides_size(); ++s) {
    if (stored.introduction.sides(s).gone() || stored.sides[s].member_key == 0) continue;
    sides.push_back(s);
    together = together && shares(stored.introduction.sides(s).member());
  }
  if (!together) {
    for (int s : sides) announcer->TellSide(v1::Message::KIND_MUTUAL, "mutual", s);
    return;
  }
  std::vector<StoredMessage::Recipient> all;
  for (int s : sides) all.push_back(announcer->Recipient(s));
  announcer->Tell(v1::Message::KIND_MUTUAL, absl::StrCat("mutual/", announcer->id()), std::move(all));
}

}  // namespace

std::vector<PutMessageMutation> Announce(const std::string& network, const LifeStep& step, const SharesEmail& shares,
                                         absl::Time now) {
  const StoredIntroduction& stored = step.after;
  const Intro& introduction = stored.introduction;
  Announcer announcer(network, stored, now);
  for (const PutIntroductionMutation::Event& event : step.events) {
    const int side = event.member_id.empty()
                         ? -1
                         : SideOf(introduction, absl::StrCat("networks/", network, "/members/", event.member_id));
    switch (event.type) {
      case Event::TYPE_INTRODUCER_ASKED:
        announcer.Tell(v1::Message::KIND_INTRODUCER_REQUEST,
                       absl::StrCat("introducer/", announcer.id(), "/", stored.introducer_key),
                       {{stored.introducer_key, IdOf(introduction.introducer()), false}});
        break;
      case Event::TYPE_PROPOSED:
        for (int s = 0; s < introduction.sides_size(); ++s) {
          if (!stored.sides[s].waiting) continue;
          // A round's proposals come with the week's news.
          const bool round = introduction.origin() == Intro::ORIGIN_ROUND;
          announcer.TellSide(round ? v1::Message::KIND_WEEKLY : v1::Message::KIND_PROPOSAL, "proposal", s);
        }
        break;
      case Event::TYPE_REMINDED:
        // A snooze may bring it up once more.
        announcer.TellSide(v1::Message::KIND_REMINDER, absl::StrCat("reminder/", absl::ToUnixSeconds(now)), side);
        break;
      case Event::TYPE_MUTUAL:
        TellMutual(stored, shares, &announcer);
        break;
      case Event::TYPE_DID_YOU_MEET:
        announcer.TellSide(v1::Message::KIND_DID_YOU_MEET, "met", side);
        break;
      default:
        break;
    }
  }
  return std::move(announcer).Take();
}

bool StillTrue(const StoredMessage& message, const StoredIntroduction& stored) {
  const Intro& introduction = stored.introduction;
  const Intro::State state = introduction.state();
  const auto waits = [&stored](const StoredMessage::Recipient& recipient) {
    return std::any_of(stored.sides.begin(), stored.sides.end(), [&recipient](const StoredIntroduction::Side& side) {
      return side.member_key != 0 && side.member_key == recipient.member_key && side.waiting;
    });
  };
  switch (message.kind) {
    case v1::Message::KIND_INTRODUCER_REQUEST:
      return state == Intro::STATE_AWAITING_INTRODUCER;
    case v1::Message::KIND_PROPOSAL:
    case v1::Message::KIND_REMINDER:
    case v1::Message::KIND_WEEKLY:
      return state == Intro::STATE_PROPOSED && std::any_of(message.recipients.begin(), message.recipients.end(), waits);
    case v1::Message::KIND_MUTUAL:
      return IsMutual(state);
    case v1::Message::KIND_DID_YOU_MEET:
      return (state == Intro::STATE_MUTUAL || state == Intro::STATE_MET) &&
             std::any_of(message.recipients.begin(), message.recipients.end(), waits);
    default:
      return true;
  }
}

}  // namespace weft
