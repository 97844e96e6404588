#include "service/message_service.h"

#include <algorithm>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "service/invitation_plan.h"
#include "service/link_target.h"
#include "service/message_bounce.h"
#include "service/message_claim.h"
#include "service/message_request.h"
#include "service/page.h"
#include "service/page_token.h"
#include "service/request_check.h"
#include "weft/base/error.h"
#include "weft/base/file.h"
#include "weft/base/limits.h"
#include "weft/base/names.h"
#include "weft/introductions/message_delivery.h"
#include "weft/introductions/message_due.h"
#include "weft/store/timestamp.h"

namespace weft {
namespace {

using Message = v1::Message;

// Claims follow each other, so that none sees as due what another has taken.
constexpr char kClaimsSubject[] = "messages";
constexpr size_t kInvitedAtOnceMax = 1000;
// A message that was made up for a preview; the store gives no such id.
constexpr char kSampleId[] = "0000000000000000";

std::string IdOf(const std::string& name) { return name.substr(name.rfind('/') + 1); }

absl::Status Cancelled(const StoredMessage& message) {
  return Error(absl::StatusCode::kFailedPrecondition, "MESSAGE_CANCELLED",
               "the message says what is no longer so: do not send it", {{"message", message.id}});
}

// Fresh for each claim; for one that may be said again, the same each time.
absl::StatusOr<std::string> ClaimFor(const v1::ClaimMessagesRequest& request) {
  if (!request.request_id().empty()) return Checksum(absl::StrCat(request.parent(), "\n", request.request_id()));
  WEFT_ASSIGN_OR_RETURN(const std::string random, FreshLinkKey());
  return absl::BytesToHexString(random.substr(0, 16));
}

}  // namespace

absl::StatusOr<std::vector<StoredMessage>> MessageService::HeldBy(const std::string& network,
                                                                  const std::string& claim) const {
  MessageFilter filter;
  filter.states = {Message::STATE_CLAIMED};
  std::vector<StoredMessage> held;
  for (int64_t before = 0;;) {
    WEFT_ASSIGN_OR_RETURN(std::vector<StoredMessage> some,
                          store_.messages().List(network, filter, before, kListPageSizeMax));
    for (StoredMessage& message : some) {
      before = message.key;
      const bool lasts = message.claim_ends_micros.value_or(0) > ToMicros(runner_.clock().Now());
      if (message.claim == claim && lasts) held.push_back(std::move(message));
    }
    if (some.size() < static_cast<size_t>(kListPageSizeMax)) break;
  }
  std::sort(held.begin(), held.end(), [](const StoredMessage& a, const StoredMessage& b) {
    return std::make_pair(a.due_micros, a.key) < std::make_pair(b.due_micros, b.key);
  });
  return held;
}

grpc::ServerUnaryReactor* MessageService::ClaimMessages(grpc::CallbackServerContext* context,
                                                        const v1::ClaimMessagesRequest* request,
                                                        v1::ClaimMessagesResponse* response) {
  absl::StatusOr<ClaimWish> parsed = ParseClaim(*request);
  if (!parsed.ok()) return runner_.Refuse(context, *request, parsed.status());
  return runner_.Write(
      context, *request,
      [this, wish = *parsed, request, response](const CallState&) mutable -> absl::StatusOr<WriteJob> {
        WEFT_ASSIGN_OR_RETURN(wish.claim, ClaimFor(*request));
        // Here, and not on the writer's thread: it may look at every member.
        WEFT_ASSIGN_OR_RETURN(const std::shared_ptr<const NetworkNews> news,
                              news_.NewsOf(wish.network, runner_.clock().Now()));
        auto claimed = std::make_shared<std::vector<StoredMessage>>();
        WriteJob job;
        job.network = wish.network;
        job.subject = kClaimsSubject;
        job.request_id = request->request_id();
        job.request_fingerprint = FingerprintOfRequest(*request);
        job.retry_conflicts = true;
        job.mutations = [this, wish, claimed]() -> absl::StatusOr<std::vector<Mutation>> {
          WEFT_ASSIGN_OR_RETURN(const std::shared_ptr<const NetworkView> view, registry_.View(wish.network));
          WEFT_ASSIGN_OR_RETURN(ClaimPlan plan, PlanClaim(wish, store_, *view, runner_.clock().Now()));
          *claimed = std::move(plan.claimed);
          return std::move(plan.mutations);
        };
        job.answer = [this, wish, claimed, news, request, response](const ApplyResult& result) -> absl::Status {
          // Said again: what the first time took is no longer due, so that nothing may have been left to take.
          if (result.repeated || (claimed->empty() && !request->request_id().empty())) {
            WEFT_ASSIGN_OR_RETURN(*claimed, HeldBy(wish.network, wish.claim));
          }
          const absl::Time now = runner_.clock().Now();
          for (const StoredMessage& message : *claimed) {
            WEFT_ASSIGN_OR_RETURN(*response->add_messages(),
                                  contents_.Write(wish.network, message, news.get(), /*real_links=*/true, now));
          }
          WEFT_ASSIGN_OR_RETURN(const absl::optional<absl::Time> next, store_.messages().NextDue(wish.network, now));
          if (next.has_value()) *response->mutable_next_due_time() = TimestampOf(ToMicros(*next));
          return absl::OkStatus();
        };
        return job;
      });
}

WriteJob MessageService::JobFor(const ChildName& name, Change change, v1::Message* response) const {
  WriteJob job;
  job.network = name.network();
  job.subject = absl::StrCat("messages/", name.id());
  job.retry_conflicts = true;
  job.mutations = [this, name, change = std::move(change)]() -> absl::StatusOr<std::vector<Mutation>> {
    WEFT_ASSIGN_OR_RETURN(StoredMessage message, store_.messages().Get(name.network(), name.id()));
    std::vector<Mutation> mutations;
    WEFT_RETURN_IF_ERROR(change(std::move(message), &mutations));
    return mutations;
  };
  job.answer = [this, name, response](const ApplyResult&) -> absl::Status {
    WEFT_ASSIGN_OR_RETURN(const StoredMessage message, store_.messages().Get(name.network(), name.id()));
    *response = contents_.Outline(name.network(), message);
    return absl::OkStatus();
  };
  return job;
}

grpc::ServerUnaryReactor* MessageService::BeginDelivery(grpc::CallbackServerContext* context,
                                                        const v1::BeginDeliveryRequest* request,
                                                        v1::Message* response) {
  absl::StatusOr<ChildName> name = ChildName::Parse(request->name(), "messages");
  if (!name.ok()) return runner_.Refuse(context, *request, name.status());
  return runner_.Write(
      context, *request, [this, name = *name, request, response](const CallState&) -> absl::StatusOr<WriteJob> {
        WriteJob job = JobFor(
            name,
            [this, name, request](StoredMessage message, std::vector<Mutation>* mutations) -> absl::Status {
              const absl::Time now = runner_.clock().Now();
              const bool begun_before = message.state == Message::STATE_SENDING;
              WEFT_ASSIGN_OR_RETURN(StoredMessage begun, Begun(message, request->claim(), now));
              if (!begun_before) {
                // It may have ceased to be so since it was claimed.
                WEFT_ASSIGN_OR_RETURN(const std::shared_ptr<const NetworkView> view, registry_.View(name.network()));
                WEFT_ASSIGN_OR_RETURN(const DueMessage due, Judge(name.network(), message, store_, *view, now));
                if (due.verdict == DueMessage::Verdict::kNoMore) {
                  begun.state = Message::STATE_CANCELLED;
                  begun.claim.clear();
                  begun.claim_ends_micros.reset();
                } else if (due.verdict == DueMessage::Verdict::kOneEach || due.channel != message.channel) {
                  // The next claim finds the right way.
                  begun.state = Message::STATE_DUE;
                  begun.claim.clear();
                  begun.claim_ends_micros.reset();
                }
              }
              mutations->push_back(PutMessageMutation{name.network(), std::move(begun)});
              return absl::OkStatus();
            },
            response);
        job.answer = [this, name, answer = std::move(job.answer)](const ApplyResult& result) -> absl::Status {
          WEFT_ASSIGN_OR_RETURN(const StoredMessage message, store_.messages().Get(name.network(), name.id()));
          if (message.state == Message::STATE_CANCELLED || message.state == Message::STATE_DUE) {
            return Cancelled(message);
          }
          return answer(result);
        };
        return job;
      });
}

grpc::ServerUnaryReactor* MessageService::ConfirmDelivery(grpc::CallbackServerContext* context,
                                                          const v1::ConfirmDeliveryRequest* request,
                                                          v1::Message* response) {
  absl::StatusOr<ChildName> name = ChildName::Parse(request->name(), "messages");
  if (!name.ok()) return runner_.Refuse(context, *request, name.status());
  absl::StatusOr<DeliveryResult> result = ParseResult(*request, name->network());
  if (!result.ok()) return runner_.Refuse(context, *request, result.status());
  return runner_.Write(
      context, *request,
      [this, name = *name, result = *result, request, response](const CallState&) -> absl::StatusOr<WriteJob> {
        return JobFor(
            name,
            [this, name, result, request](StoredMessage message, std::vector<Mutation>* mutations) -> absl::Status {
              for (const std::string& refused : result.refused_member_ids) {
                const bool got_it =
                    std::any_of(message.recipients.begin(), message.recipients.end(),
                                [&refused](const StoredMessage::Recipient& to) { return to.member_id == refused; });
                if (!got_it) return InvalidField("refused_members", absl::StrCat(refused, " was not among those told"));
              }
              WEFT_ASSIGN_OR_RETURN(absl::optional<StoredMessage> confirmed,
                                    Confirmed(std::move(message), request->claim(), result, runner_.clock().Now()));
              if (!confirmed.has_value()) return absl::OkStatus();
              mutations->push_back(PutMessageMutation{name.network(), *std::move(confirmed)});
              for (const std::string& refused : result.refused_member_ids) {
                WEFT_RETURN_IF_ERROR(AddRefusedAddress(name.network(), refused, store_, mutations));
              }
              return absl::OkStatus();
            },
            response);
      });
}

grpc::ServerUnaryReactor* MessageService::ResolveMessage(grpc::CallbackServerContext* context,
                                                         const v1::ResolveMessageRequest* request,
                                                         v1::Message* response) {
  absl::StatusOr<ChildName> name = ChildName::Parse(request->name(), "messages");
  if (!name.ok()) return runner_.Refuse(context, *request, name.status());
  return runner_.Write(
      context, *request, [this, name = *name, request, response](const CallState&) -> absl::StatusOr<WriteJob> {
        return JobFor(
            name,
            [this, name, request](StoredMessage message, std::vector<Mutation>* mutations) -> absl::Status {
              WEFT_ASSIGN_OR_RETURN(StoredMessage resolved,
                                    Resolved(std::move(message), request->sent(), runner_.clock().Now()));
              mutations->push_back(PutMessageMutation{name.network(), std::move(resolved)});
              return absl::OkStatus();
            },
            response);
      });
}

grpc::ServerUnaryReactor* MessageService::RecordBounce(grpc::CallbackServerContext* context,
                                                       const v1::RecordBounceRequest* request, v1::Message* response) {
  absl::StatusOr<NetworkName> parent = NetworkName::Parse(request->parent(), "parent");
  if (!parent.ok()) return runner_.Refuse(context, *request, parent.status());
  absl::StatusOr<std::string> id = MessageOfMail(request->email_message_id());
  if (!id.ok()) return runner_.Refuse(context, *request, id.status());
  absl::StatusOr<ChildName> name =
      ChildName::Parse(absl::StrCat("networks/", parent->network(), "/messages/", *id), "messages");
  if (!name.ok()) return runner_.Refuse(context, *request, name.status());
  std::string member;
  if (!request->member().empty()) {
    absl::StatusOr<MemberName> parsed = ParseMemberOf(parent->network(), request->member(), "member");
    if (!parsed.ok()) return runner_.Refuse(context, *request, parsed.status());
    member = parsed->member();
  }
  return runner_.Write(
      context, *request, [this, name = *name, member, request, response](const CallState&) -> absl::StatusOr<WriteJob> {
        return JobFor(
            name,
            [this, name, member, request](StoredMessage message, std::vector<Mutation>* mutations) -> absl::Status {
              return AddReturned(name.network(), std::move(message), member, *request, store_, mutations);
            },
            response);
      });
}

grpc::ServerUnaryReactor* MessageService::ListMessages(grpc::CallbackServerContext* context,
                                                       const v1::ListMessagesRequest* request,
                                                       v1::ListMessagesResponse* response) {
  absl::StatusOr<NetworkName> parent = NetworkName::Parse(request->parent(), "parent");
  if (!parent.ok()) return runner_.Refuse(context, *request, parent.status());
  absl::StatusOr<MessageFilter> filter = ParseFilter(*request, parent->network());
  if (!filter.ok()) return runner_.Refuse(context, *request, filter.status());
  absl::StatusOr<int> size = PageSizeOf(request->page_size(), kListPageSizeDefault, kListPageSizeMax);
  if (!size.ok()) return runner_.Refuse(context, *request, size.status());
  v1::ListMessagesRequest list = *request;  // The token is good for these filters.
  list.clear_page_size();
  list.clear_page_token();
  const std::string token_of = FingerprintOfRequest(list);
  absl::StatusOr<std::vector<std::string>> after = DecodePageToken(token_of, request->page_token(), 1);
  if (!after.ok()) return runner_.Refuse(context, *request, after.status());
  int64_t before = 0;
  if (!(*after)[0].empty()) absl::SimpleAtoi((*after)[0], &before);  // What a valid token holds is what was put in.
  return runner_.Read(context, *request,
                      [this, network = parent->network(), filter = *std::move(filter), size = *size, before, token_of,
                       response](const CallState&) -> absl::Status {
                        WEFT_ASSIGN_OR_RETURN(const std::vector<StoredMessage> some,
                                              store_.messages().List(network, filter, before, size + 1));
                        for (size_t i = 0; i < some.size() && i < static_cast<size_t>(size); ++i) {
                          *response->add_messages() = contents_.Outline(network, some[i]);
                        }
                        if (some.size() > static_cast<size_t>(size)) {
                          const int64_t last = some[static_cast<size_t>(size) - 1].key;
                          response->set_next_page_token(EncodePageToken(token_of, {absl::StrCat(last)}));
                        }
                        return absl::OkStatus();
                      });
}

absl::Status MessageService::AddSamples(const std::string& network, const v1::PreviewMessagesRequest& request,
                                        int limit, const NetworkNews& news,
                                        v1::PreviewMessagesResponse* response) const {
  WEFT_ASSIGN_OR_RETURN(const MemberName name, ParseMemberOf(network, request.member(), "member"));
  WEFT_ASSIGN_OR_RETURN(const StoredMember member, store_.GetMember(network, name.member()));
  WEFT_ASSIGN_OR_RETURN(const v1::Contact contact, store_.GetContact(network, name.member()));
  for (Message::Kind kind : {Message::KIND_WEEKLY, Message::KIND_INVITATION}) {
    const bool asked = request.kinds().empty() ||
                       std::find(request.kinds().begin(), request.kinds().end(), kind) != request.kinds().end();
    const bool there = std::any_of(response->messages().begin(), response->messages().end(),
                                   [kind](const Message& message) { return message.kind() == kind; });
    if (!asked || there || response->messages_size() >= limit) continue;
    StoredMessage sample;
    sample.id = kSampleId;
    sample.kind = kind;
    sample.channel = contact.email().empty() ? Message::CHANNEL_CHAT : Message::CHANNEL_EMAIL;
    sample.recipients = {{member.key, name.member(), false}};
    sample.due_micros = ToMicros(runner_.clock().Now());
    WEFT_ASSIGN_OR_RETURN(*response->add_messages(),
                          contents_.Write(network, sample, &news, /*real_links=*/false, runner_.clock().Now()));
  }
  return absl::OkStatus();
}

grpc::ServerUnaryReactor* MessageService::PreviewMessages(grpc::CallbackServerContext* context,
                                                          const v1::PreviewMessagesRequest* request,
                                                          v1::PreviewMessagesResponse* response) {
  absl::StatusOr<NetworkName> parent = NetworkName::Parse(request->parent(), "parent");
  if (!parent.ok()) return runner_.Refuse(context, *request, parent.status());
  absl::StatusOr<std::vector<Message::Kind>> kinds = ParseKinds(request->kinds());
  if (!kinds.ok()) return runner_.Refuse(context, *request, kinds.status());
  absl::StatusOr<int> limit = PageSizeOf(request->limit(), kPageSizeDefault, kPageSizeMax);
  if (!limit.ok()) return runner_.Refuse(context, *request, limit.status());
  std::string member;
  if (!request->member().empty()) {
    absl::StatusOr<MemberName> parsed = ParseMemberOf(parent->network(), request->member(), "member");
    if (!parsed.ok()) return runner_.Refuse(context, *request, parsed.status());
    member = parsed->member();
  }
  return runner_.Read(
      context, *request,
      [this, network = parent->network(), kinds = *kinds, limit = *limit, member, request,
       response](const CallState& call) -> absl::Status {
        const absl::Time now = runner_.clock().Now();
        WEFT_ASSIGN_OR_RETURN(const std::shared_ptr<const NetworkView> view, registry_.View(network));
        WEFT_ASSIGN_OR_RETURN(const std::shared_ptr<const NetworkNews> news, news_.NewsOf(network, now));
        int64_t due = 0;
        int64_t key = 0;
        for (bool more = true; more && response->messages_size() < limit;) {
          WEFT_RETURN_IF_ERROR(call.Check());
          WEFT_ASSIGN_OR_RETURN(const std::vector<StoredMessage> some,
                                store_.messages().ListDue(network, now, due, key, kListPageSizeMax));
          more = some.size() == static_cast<size_t>(kListPageSizeMax);
          for (const StoredMessage& message : some) {
            due = message.due_micros;
            key = message.key;
            const auto& to = message.recipients;
            const bool theirs =
                member.empty() || std::any_of(to.begin(), to.end(), [&member](const StoredMessage::Recipient& one) {
                  return one.member_id == member;
                });
            const bool asked = kinds.empty() || std::find(kinds.begin(), kinds.end(), message.kind) != kinds.end();
            if (!theirs || !asked || response->messages_size() >= limit) continue;
            WEFT_ASSIGN_OR_RETURN(const DueMessage judged, Judge(network, message, store_, *view, now));
            if (judged.verdict != DueMessage::Verdict::kSend) continue;
            StoredMessage shown = message;
            shown.channel = judged.channel;
            WEFT_ASSIGN_OR_RETURN(*response->add_messages(),
                                  contents_.Write(network, shown, news.get(), /*real_links=*/false, now));
          }
        }
        return member.empty() ? absl::OkStatus() : AddSamples(network, *request, limit, *news, response);
      });
}

grpc::ServerUnaryReactor* MessageService::InviteMembers(grpc::CallbackServerContext* context,
                                                        const v1::InviteMembersRequest* request,
                                                        v1::InviteMembersResponse* response) {
  absl::StatusOr<NetworkName> parent = NetworkName::Parse(request->parent(), "parent");
  if (!parent.ok()) return runner_.Refuse(context, *request, parent.status());
  if (static_cast<size_t>(request->members_size()) > kInvitedAtOnceMax) {
    return runner_.Refuse(context, *request,
                          InvalidField("members", absl::StrCat("has ", request->members_size(), " entries; at most ",
                                                               kInvitedAtOnceMax, " are allowed")));
  }
  if (request->limit() < 0) return runner_.Refuse(context, *request, InvalidField("limit", "is below 0"));
  return runner_.Write(
      context, *request,
      [this, network = parent->network(), request, response](const CallState& call) -> absl::StatusOr<WriteJob> {
        WEFT_RETURN_IF_ERROR(CheckRequestId(request->request_id()));
        // Here, and not on the writer's thread: it may look at every member. Who is invited meanwhile by another call
        // is invited once all the same, for the occasion is the member.
        std::vector<std::string> ids;
        for (int m = 0; m < request->members_size(); ++m) {
          WEFT_ASSIGN_OR_RETURN(const MemberName name,
                                ParseMemberOf(network, request->members(m), absl::StrCat("members[", m, "]")));
          ids.push_back(name.member());
        }
        WEFT_ASSIGN_OR_RETURN(InvitationPlan plan,
                              PlanInvitations(network, ids, request->limit(), store_, runner_.clock().Now(),
                                              [&call] { return call.Check(); }));
        const auto found = std::make_shared<const InvitationPlan>(std::move(plan));
        WriteJob job;
        job.network = network;
        job.alone = true;
        job.request_id = request->request_id();
        job.request_fingerprint = FingerprintOfRequest(*request);
        job.mutations = [found]() -> absl::StatusOr<std::vector<Mutation>> {
          // A repeat changes nothing, but the store looks for its first time only if it would.
          if (found->mutations.empty() && found->one_before.has_value()) {
            return std::vector<Mutation>{*found->one_before};
          }
          return found->mutations;
        };
        job.answer = [found, response](const ApplyResult& result) -> absl::Status {
          const auto queued = static_cast<int>(
              std::count(result.outcomes.begin(), result.outcomes.end(), ApplyResult::Outcome::kCreated));
          response->set_queued_count(queued);
          // Said again, those queued the first time are among those invited before.
          response->set_invited_before_count(result.repeated ? found->invited_before - queued
                                                             : found->invited_before + found->queued - queued);
          response->set_spoken_count(found->spoken);
          response->set_not_reachable_count(found->not_reachable);
          return absl::OkStatus();
        };
        return job;
      });
}

grpc::ServerUnaryReactor* MessageService::ResolveLink(grpc::CallbackServerContext* context,
                                                      const v1::ResolveLinkRequest* request,
                                                      v1::ResolveLinkResponse* response) {
  return runner_.Read(context, *request, [this, request, response](const CallState&) -> absl::Status {
    WEFT_ASSIGN_OR_RETURN(const LinkTarget target,
                          FollowLink(request->token(), tokens_, store_, runner_.clock().Now()));
    const std::string network = absl::StrCat("networks/", target.claim.network);
    response->set_action(target.claim.action);
    response->set_member(absl::StrCat(network, "/members/", target.member_id));
    response->set_message(absl::StrCat(network, "/messages/", target.message.id));
    if (!target.introduction_id.empty()) {
      response->set_introduction(absl::StrCat(network, "/introductions/", target.introduction_id));
    }
    *response->mutable_expire_time() = TimestampOf(ToMicros(target.claim.expires));
    return absl::OkStatus();
  });
}

}  // namespace weft
