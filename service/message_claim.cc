#include "service/message_claim.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "service/message_contents.h"
#include "weft/base/error.h"
#include "weft/introductions/announcements.h"
#include "weft/introductions/message_delivery.h"
#include "weft/introductions/message_due.h"
#include "weft/matching/eligibility.h"

namespace weft {
namespace {

using Message = v1::Message;
using Verdict = DueMessage::Verdict;

constexpr int kReadAtOnce = 200;
constexpr int kLookedAtMax = 5000;
constexpr int kWeeklyTakenInMax = 10;

// Whether what is apart from introductions still is so.
absl::StatusOr<bool> IsWanted(const std::string& network, const StoredMessage& message, const Store& store,
                              const NetworkView& view, absl::Time now) {
  const StoredMessage::Recipient& to = message.recipients[0];
  switch (message.kind) {
    case Message::KIND_INVITATION: {
      WEFT_ASSIGN_OR_RETURN(const StoredMember member, store.GetMember(network, to.member_id));
      return !HasSpoken(member.member.participation());
    }
    case Message::KIND_WEEKLY:
    case Message::KIND_STILL_WELCOME: {
      const absl::optional<uint32_t> ordinal = view.Find(to.member_id);
      if (!ordinal.has_value() || !Consents(view.member(*ordinal).settings, view.policy(), now)) return false;
      if (message.kind == Message::KIND_WEEKLY) {
        // The next week's are on their way.
        return !message.introduction_ids.empty() || message.due_micros > ToMicros(now - kNewsInterval);
      }
      WEFT_ASSIGN_OR_RETURN(const MemberIntroductions had, store.introductions().OfMember(network, to.member_id));
      return had.spoke_micros <= message.due_micros;
    }
    default:
      return true;
  }
}

PutMessageMutation Cancelled(const std::string& network, StoredMessage message, const std::string& why) {
  message.state = Message::STATE_CANCELLED;
  message.error = why;
  message.claim.clear();
  message.claim_ends_micros.reset();
  return PutMessageMutation{network, std::move(message)};
}

// Makes one plan.
class Planner {
 public:
  Planner(const ClaimWish& wish, const Store& store, const NetworkView& view, absl::Time now)
      : wish_(wish), store_(store), view_(view), now_(now) {}

  absl::Status Run() {
    WEFT_ASSIGN_OR_RETURN(std::vector<StoredMessage> ended,
                          store_.messages().ListClaimsEnded(wish_.network, now_, kReadAtOnce));
    for (StoredMessage& message : ended) {
      absl::optional<StoredMessage> next = AfterLease(std::move(message), now_);
      if (!next.has_value()) continue;
      if (next->state == Message::STATE_DUE && !IsFull() && IsOfKind(*next)) {
        WEFT_RETURN_IF_ERROR(Look(*std::move(next), /*changed=*/true));
      } else {
        plan_.mutations.push_back(PutMessageMutation{wish_.network, *std::move(next)});
      }
    }
    int64_t due = 0;
    int64_t key = 0;
    for (int looked_at = 0; looked_at < kLookedAtMax && !IsFull();) {
      WEFT_ASSIGN_OR_RETURN(std::vector<StoredMessage> some,
                            store_.messages().ListDue(wish_.network, now_, due, key, kReadAtOnce));
      for (StoredMessage& message : some) {
        due = message.due_micros;
        key = message.key;
        if (IsFull()) break;
        if (IsOfKind(message)) WEFT_RETURN_IF_ERROR(Look(std::move(message), /*changed=*/false));
      }
      looked_at += static_cast<int>(some.size());
      if (some.size() < static_cast<size_t>(kReadAtOnce)) break;
    }
    return absl::OkStatus();
  }
  ClaimPlan Take() && { return std::move(plan_); }

 private:
  bool IsFull() const { return plan_.claimed.size() >= static_cast<size_t>(wish_.limit); }
  bool IsOfKind(const StoredMessage& message) const {
    return wish_.kinds.empty() || std::find(wish_.kinds.begin(), wish_.kinds.end(), message.kind) != wish_.kinds.end();
  }

  // `changed`: it has to be written whatever becomes of it.
  absl::Status Look(StoredMessage message, bool changed) {
    if (!seen_.insert(message.key).second) return absl::OkStatus();
    WEFT_ASSIGN_OR_RETURN(const DueMessage due, Judge(wish_.network, message, store_, view_, now_));
    if (due.verdict == Verdict::kSend && due.channel == wish_.channel) return Claim(std::move(message));
    switch (due.verdict) {
      case Verdict::kNoMore:
        plan_.mutations.push_back(Cancelled(wish_.network, std::move(message), "no longer so"));
        break;
      case Verdict::kOneEach:
        TellEach(std::move(message));
        break;
      default:
        if (changed) plan_.mutations.push_back(PutMessageMutation{wish_.network, std::move(message)});
        break;
    }
    return absl::OkStatus();
  }

  absl::Status Claim(StoredMessage message) {
    StoredMessage claimed = Claimed(std::move(message), wish_.channel, wish_.claim, now_ + wish_.lease);
    plan_.mutations.push_back(PutMessageMutation{wish_.network, claimed});
    if (claimed.kind == Message::KIND_WEEKLY) WEFT_RETURN_IF_ERROR(TakeIn(claimed));
    plan_.claimed.push_back(std::move(claimed));
    return absl::OkStatus();
  }

  // One weekly mail carries all that this member is asked this week.
  absl::Status TakeIn(const StoredMessage& weekly) {
    MessageFilter filter;
    filter.states = {Message::STATE_DUE};
    filter.kinds = {Message::KIND_WEEKLY};
    filter.member_id = weekly.recipients[0].member_id;
    WEFT_ASSIGN_OR_RETURN(std::vector<StoredMessage> others,
                          store_.messages().List(wish_.network, filter, 0, kWeeklyTakenInMax));
    for (StoredMessage& other : others) {
      if (other.due_micros > ToMicros(now_) || !seen_.insert(other.key).second) continue;
      plan_.mutations.push_back(Cancelled(wish_.network, std::move(other), TakenInMark(weekly.id)));
    }
    return absl::OkStatus();
  }

  void TellEach(StoredMessage together) {
    for (const StoredMessage::Recipient& to : together.recipients) {
      if (to.member_key == 0) continue;
      PutMessageMutation put;
      put.network = wish_.network;
      put.message.kind = together.kind;
      put.message.occasion = absl::StrCat(together.occasion, "/", to.member_key);
      put.message.recipients = {{to.member_key, to.member_id, false}};
      put.message.introduction_ids = together.introduction_ids;
      put.message.due_micros = ToMicros(now_);
      plan_.mutations.push_back(std::move(put));
    }
    plan_.mutations.push_back(Cancelled(wish_.network, std::move(together), "told one by one"));
  }

  const ClaimWish& wish_;
  const Store& store_;
  const NetworkView& view_;
  const absl::Time now_;
  std::set<int64_t> seen_;
  ClaimPlan plan_;
};

}  // namespace

absl::StatusOr<DueMessage> Judge(const std::string& network, const StoredMessage& message, const Store& store,
                                 const NetworkView& view, absl::Time now) {
  DueMessage out;
  const bool anybody = std::any_of(message.recipients.begin(), message.recipients.end(),
                                   [](const StoredMessage::Recipient& to) { return to.member_key != 0; });
  if (!anybody) return out;
  for (const std::string& id : message.introduction_ids) {
    WEFT_ASSIGN_OR_RETURN(const StoredIntroduction introduction, store.introductions().Get(network, id));
    if (!StillTrue(message, introduction)) return out;
  }
  if (message.recipients.size() > 1) {
    for (const StoredMessage::Recipient& to : message.recipients) {
      if (to.member_key == 0) continue;
      WEFT_ASSIGN_OR_RETURN(const v1::Contact contact, store.GetContact(network, to.member_id));
      if (!SharesAddress(contact)) return DueMessage{Verdict::kOneEach};
    }
    return DueMessage{Verdict::kSend, Message::CHANNEL_EMAIL};
  }
  WEFT_ASSIGN_OR_RETURN(const bool wanted, IsWanted(network, message, store, view, now));
  if (!wanted) return out;
  WEFT_ASSIGN_OR_RETURN(const v1::Contact contact, store.GetContact(network, message.recipients[0].member_id));
  // A round's proposals come with the news, and concern the member's own introductions.
  const bool news_only = message.kind == Message::KIND_WEEKLY && message.introduction_ids.empty();
  out.channel = ChannelFor(news_only ? message.kind : Message::KIND_PROPOSAL, contact);
  if (out.channel != Message::CHANNEL_UNSPECIFIED) {
    out.verdict = Verdict::kSend;
  } else {
    const bool unwanted =
        contact.mail() == v1::Contact::MAIL_NONE || (contact.mail() == v1::Contact::MAIL_INTRODUCTIONS && news_only);
    out.verdict = unwanted ? Verdict::kNoMore : Verdict::kWait;
  }
  return out;
}

absl::StatusOr<ClaimPlan> PlanClaim(const ClaimWish& wish, const Store& store, const NetworkView& view,
                                    absl::Time now) {
  Planner planner(wish, store, view, now);
  WEFT_RETURN_IF_ERROR(planner.Run());
  return std::move(planner).Take();
}

}  // namespace weft
