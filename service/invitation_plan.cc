#include "service/invitation_plan.h"

#include <utility>

#include "weft/base/error.h"
#include "weft/introductions/message_delivery.h"
#include "weft/introductions/message_due.h"

namespace weft {
namespace {

constexpr int kMembersAtOnce = 500;

std::string IdOf(const std::string& name) { return name.substr(name.rfind('/') + 1); }

absl::Status Invite(const std::string& network, const StoredMember& member, int limit, const Store& store,
                    absl::Time now, InvitationPlan* out) {
  const std::string id = IdOf(member.member.name());
  PutMessageMutation put = InvitationFor(network, id, member.key, now);
  WEFT_ASSIGN_OR_RETURN(const absl::optional<StoredMessage> before,
                        store.messages().FindOccasion(network, put.message.occasion));
  if (before.has_value()) {
    ++out->invited_before;
    if (!out->one_before.has_value()) out->one_before = std::move(put);
    return absl::OkStatus();
  }
  if (HasSpoken(member.member.participation())) {
    ++out->spoken;
    return absl::OkStatus();
  }
  WEFT_ASSIGN_OR_RETURN(const v1::Contact contact, store.GetContact(network, id));
  if (ChannelFor(v1::Message::KIND_INVITATION, contact) == v1::Message::CHANNEL_UNSPECIFIED) {
    ++out->not_reachable;
    return absl::OkStatus();
  }
  if (limit > 0 && out->queued == limit) return absl::OkStatus();
  ++out->queued;
  out->mutations.push_back(std::move(put));
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<InvitationPlan> PlanInvitations(const std::string& network, const std::vector<std::string>& ids,
                                               int limit, const Store& store, absl::Time now,
                                               const std::function<absl::Status()>& check) {
  InvitationPlan plan;
  for (const std::string& id : ids) {
    WEFT_ASSIGN_OR_RETURN(const StoredMember member, store.GetMember(network, id));
    WEFT_RETURN_IF_ERROR(Invite(network, member, limit, store, now, &plan));
  }
  std::string after;
  for (bool more = ids.empty(); more;) {
    WEFT_RETURN_IF_ERROR(check());
    WEFT_ASSIGN_OR_RETURN(const std::vector<StoredMember> some, store.ListMembers(network, after, kMembersAtOnce));
    more = some.size() == static_cast<size_t>(kMembersAtOnce);
    for (const StoredMember& member : some) {
      after = IdOf(member.member.name());
      WEFT_RETURN_IF_ERROR(Invite(network, member, limit, store, now, &plan));
    }
  }
  return plan;
}

}  // namespace weft
