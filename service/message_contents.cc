#include "service/message_contents.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "service/introduction_names.h"
#include "weft/base/error.h"
#include "weft/introductions/announcements.h"
#include "weft/introductions/life_cycle.h"
#include "weft/introductions/message_due.h"
#include "weft/introductions/message_links.h"
#include "weft/store/timestamp.h"

namespace weft {
namespace {

using Message = v1::Message;

constexpr size_t kProposalsMax = 3;
constexpr int kReferencesMax = 20;
constexpr size_t kMessageIdDigits = 16;
// A name that no mail exchanger answers for (RFC 2606), until the server is told its own.
constexpr char kNoHost[] = "weft.invalid";

std::string MemberNameIn(const std::string& network, const std::string& id) {
  return absl::StrCat("networks/", network, "/members/", id);
}
std::string IntroductionNameIn(const std::string& network, const std::string& id) {
  return absl::StrCat("networks/", network, "/introductions/", id);
}
std::string MailIdOf(const std::string& message_id, const std::string& host) {
  return absl::StrCat("<", message_id, "@", host, ">");
}

bool HasProposals(Message::Kind kind) {
  return kind == Message::KIND_PROPOSAL || kind == Message::KIND_REMINDER || kind == Message::KIND_WEEKLY ||
         kind == Message::KIND_INTRODUCER_REQUEST;
}

void AddLink(v1::Link::Action action, const std::string& token, absl::Time end, const std::string& public_url,
             Message::Recipient* recipient) {
  v1::Link* link = recipient->add_links();
  link->set_action(action);
  link->set_token(token);
  if (!public_url.empty()) link->set_url(absl::StrCat(public_url, "/i/", token));
  *link->mutable_expire_time() = TimestampOf(ToMicros(end));
}

}  // namespace

std::string TakenInMark(const std::string& message_id) { return absl::StrCat("told with ", message_id); }

absl::StatusOr<std::string> MessageOfMail(const std::string& email_message_id) {
  absl::string_view id = absl::StripAsciiWhitespace(email_message_id);
  id = absl::StripPrefix(id, "<");
  const size_t at = id.find('@');
  const absl::string_view local = id.substr(0, at);
  const bool digits = std::all_of(local.begin(), local.end(),
                                  [](char c) { return absl::ascii_isxdigit(static_cast<unsigned char>(c)) != 0; });
  if (at == absl::string_view::npos || local.size() != kMessageIdDigits || !digits) {
    return InvalidField("email_message_id", "is no Message-ID of a message of Weft's");
  }
  return absl::AsciiStrToLower(local);
}

std::string MessageContents::MailHost() const {
  absl::string_view host = parts_.public_url;
  const size_t scheme = host.find("://");
  if (scheme != absl::string_view::npos) host.remove_prefix(scheme + 3);
  host = host.substr(0, host.find_first_of("/:"));
  // An address is no name, and that of this machine would be the same on every other.
  const bool name = std::any_of(host.begin(), host.end(),
                                [](char c) { return absl::ascii_isalpha(static_cast<unsigned char>(c)) != 0; });
  return name && host != "localhost" && !absl::StartsWith(host, "[") ? std::string(host) : kNoHost;
}

v1::Message MessageContents::Outline(const std::string& network, const StoredMessage& message) const {
  Message out;
  out.set_name(absl::StrCat("networks/", network, "/messages/", message.id));
  out.set_kind(message.kind);
  out.set_state(message.state);
  out.set_channel(message.channel);
  for (const StoredMessage::Recipient& recipient : message.recipients) {
    if (recipient.member_key == 0) continue;
    out.add_recipients()->set_member(MemberNameIn(network, recipient.member_id));
  }
  for (const std::string& id : message.introduction_ids) out.add_introductions(IntroductionNameIn(network, id));
  out.set_email_message_id(MailIdOf(message.id, MailHost()));
  *out.mutable_due_time() = TimestampOf(message.due_micros);
  if (message.sent_micros.has_value()) *out.mutable_send_time() = TimestampOf(*message.sent_micros);
  out.set_attempt_count(message.attempts);
  out.set_last_error(message.error);
  return out;
}

absl::StatusOr<std::vector<StoredMessage>> MessageContents::TakenIn(const std::string& network,
                                                                    const StoredMessage& message) const {
  std::vector<StoredMessage> all;
  if (!message.introduction_ids.empty()) all.push_back(message);
  if (message.kind != Message::KIND_WEEKLY || message.recipients.size() != 1 || message.key == 0) return all;
  MessageFilter filter;
  filter.states = {Message::STATE_CANCELLED};
  filter.kinds = {Message::KIND_WEEKLY};
  filter.member_id = message.recipients[0].member_id;
  WEFT_ASSIGN_OR_RETURN(std::vector<StoredMessage> others,
                        parts_.store->messages().List(network, filter, 0, 4 * kProposalsMax));
  for (StoredMessage& other : others) {
    if (all.size() == kProposalsMax) break;
    if (other.error == TakenInMark(message.id)) all.push_back(std::move(other));
  }
  return all;
}

absl::Status MessageContents::AddRecipients(const std::string& network, const StoredMessage& message,
                                            Message* out) const {
  out->clear_recipients();
  for (const StoredMessage::Recipient& to : message.recipients) {
    if (to.member_key == 0) continue;
    WEFT_ASSIGN_OR_RETURN(const StoredMember member, parts_.store->GetMember(network, to.member_id));
    WEFT_ASSIGN_OR_RETURN(const v1::Contact contact, parts_.store->GetContact(network, to.member_id));
    Message::Recipient* recipient = out->add_recipients();
    recipient->set_member(member.member.name());
    recipient->set_display_name(member.member.display_name().empty() ? to.member_id : member.member.display_name());
    if (message.channel == Message::CHANNEL_EMAIL) recipient->set_email(contact.email());
    if (message.channel == Message::CHANNEL_CHAT) *recipient->mutable_handles() = contact.handles();
    *recipient->mutable_languages() = member.member.languages();
    recipient->set_timezone(member.member.timezone());
  }
  return absl::OkStatus();
}

absl::Status MessageContents::AddContents(const std::string& network, const StoredMessage& message,
                                          const NetworkNews* news, Message* out) const {
  const Lookups lookups = LookupsIn(network, parts_.store, parts_.registry);
  if (message.recipients.empty() || message.recipients[0].member_key == 0) return absl::OkStatus();
  const std::string& member_id = message.recipients[0].member_id;
  const Reader reader{MemberNameIn(network, member_id)};
  if (HasProposals(message.kind)) {
    WEFT_ASSIGN_OR_RETURN(const std::vector<StoredMessage> parts, TakenIn(network, message));
    out->clear_introductions();
    for (const StoredMessage& part : parts) {
      const std::string& id = part.introduction_ids.front();
      WEFT_ASSIGN_OR_RETURN(const StoredIntroduction stored, parts_.store->introductions().Get(network, id));
      absl::optional<v1::Introduction> seen = SeenBy(reader, stored, lookups);
      if (!seen.has_value() || !StillTrue(part, stored)) continue;
      seen->set_message(absl::StrCat("networks/", network, "/messages/", part.id));
      out->add_introductions(seen->name());
      *out->add_proposals() = *std::move(seen);
    }
  } else if (!message.introduction_ids.empty()) {
    WEFT_ASSIGN_OR_RETURN(const StoredIntroduction stored,
                          parts_.store->introductions().Get(network, message.introduction_ids.front()));
    if (message.recipients.size() > 1 && IsMutual(stored.introduction.state())) {
      *out->mutable_mutual() = SeenTogether(stored, lookups);
    } else {
      absl::optional<v1::Introduction> seen = SeenBy(reader, stored, lookups);
      if (seen.has_value()) *out->mutable_mutual() = *std::move(seen);
    }
  }
  if (message.kind == Message::KIND_INVITATION) {
    WEFT_ASSIGN_OR_RETURN(const StoredMember member, parts_.store->GetMember(network, member_id));
    WEFT_ASSIGN_OR_RETURN(const v1::Network stored, parts_.store->GetNetwork(network));
    Message::Invitation* invitation = out->mutable_invitation();
    *invitation->mutable_member() = member.member;
    invitation->set_held_because(HeldBecause(member.member, stored));
    const absl::StatusOr<std::shared_ptr<const NetworkView>> view = parts_.registry->View(network);
    if (view.ok()) invitation->set_member_count((*view)->member_count());
  }
  if (message.kind != Message::KIND_WEEKLY) return absl::OkStatus();
  // Proposals of a round go to those, too, who want no news.
  WEFT_ASSIGN_OR_RETURN(const v1::Contact contact, parts_.store->GetContact(network, member_id));
  if (contact.mail() != v1::Contact::MAIL_INTRODUCTIONS) {
    WEFT_ASSIGN_OR_RETURN(const std::shared_ptr<const NetworkView> view, parts_.registry->View(network));
    *out->mutable_digest() = DigestFor(member_id, *news, *view);
  }
  return absl::OkStatus();
}

absl::Status MessageContents::AddReferences(const std::string& network, const StoredMessage& message,
                                            Message* out) const {
  if (message.introduction_ids.empty() || message.recipients.size() != 1) return absl::OkStatus();
  MessageFilter filter;
  filter.states = {Message::STATE_SENT};
  filter.member_id = message.recipients[0].member_id;
  filter.introduction_id = message.introduction_ids.front();
  WEFT_ASSIGN_OR_RETURN(std::vector<StoredMessage> before,
                        parts_.store->messages().List(network, filter, message.key, kReferencesMax));
  std::reverse(before.begin(), before.end());
  for (const StoredMessage& earlier : before) out->add_email_references(MailIdOf(earlier.id, MailHost()));
  return absl::OkStatus();
}

absl::Status MessageContents::AddLinks(const std::string& network, const StoredMessage& message, bool real_links,
                                       absl::Time now, Message* out) const {
  for (int r = 0; r < out->recipients_size(); ++r) {
    // Recipients that were erased are left out of the message, not of what tokens count.
    int place = 0;
    for (size_t s = 0; s < message.recipients.size(); ++s) {
      if (MemberNameIn(network, message.recipients[s].member_id) == out->recipients(r).member()) {
        place = static_cast<int>(s);
      }
    }
    const auto add = [&](v1::Link::Action action, const std::string& message_id) {
      const absl::Time end = LinkEnd(action, now);
      const LinkClaim claim = {action, network, message_id, place, end};
      AddLink(action, real_links ? parts_.tokens->Sign(claim) : "preview", end, parts_.public_url,
              out->mutable_recipients(r));
    };
    for (v1::Link::Action action : MessageActions(message.kind)) add(action, message.id);
    for (const v1::Introduction& proposal : out->proposals()) {
      const std::string id = proposal.message().substr(proposal.message().rfind('/') + 1);
      for (v1::Link::Action action : ProposalActions(proposal)) add(action, id);
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<Message> MessageContents::Write(const std::string& network, const StoredMessage& message,
                                               const NetworkNews* news, bool real_links, absl::Time now) const {
  WEFT_ASSIGN_OR_RETURN(const v1::Network stored, parts_.store->GetNetwork(network));
  Message out = Outline(network, message);
  out.set_network_display_name(stored.display_name().empty() ? network : stored.display_name());
  out.set_email_list_id(absl::StrCat("<", network, ".", MailHost(), ">"));
  WEFT_RETURN_IF_ERROR(AddRecipients(network, message, &out));
  WEFT_RETURN_IF_ERROR(AddContents(network, message, news, &out));
  WEFT_RETURN_IF_ERROR(AddReferences(network, message, &out));
  WEFT_RETURN_IF_ERROR(AddLinks(network, message, real_links, now, &out));
  if (message.state == Message::STATE_CLAIMED || message.state == Message::STATE_SENDING) {
    out.set_claim(message.claim);
    *out.mutable_claim_expire_time() = TimestampOf(message.claim_ends_micros.value_or(0));
  }
  return out;
}

}  // namespace weft
