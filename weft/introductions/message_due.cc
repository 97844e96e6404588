#include "weft/introductions/message_due.h"

#include "absl/strings/str_cat.h"
#include "weft/base/clock.h"
#include "weft/store/timestamp.h"

namespace weft {
namespace {

constexpr absl::Duration kRoundIsNear = absl::Hours(36);

PutMessageMutation To(const std::string& network, const std::string& member_id, int64_t member_key, absl::Time now) {
  PutMessageMutation put;
  put.network = network;
  put.message.recipients = {{member_key, member_id, false}};
  put.message.due_micros = ToMicros(now);
  return put;
}

}  // namespace

bool HasSpoken(const v1::Participation& participation) {
  return participation.being_found() != v1::Participation::WORD_UNSPECIFIED ||
         participation.being_introduced() != v1::Participation::WORD_UNSPECIFIED;
}

PutMessageMutation InvitationFor(const std::string& network, const std::string& member_id, int64_t member_key,
                                 absl::Time now) {
  PutMessageMutation put = To(network, member_id, member_key, now);
  put.message.kind = v1::Message::KIND_INVITATION;
  put.message.occasion = absl::StrCat("invitation/", member_key);
  return put;
}

PutMessageMutation NewsFor(const std::string& network, const std::string& member_id, int64_t member_key,
                           absl::Time now) {
  PutMessageMutation put = To(network, member_id, member_key, now);
  put.message.kind = v1::Message::KIND_WEEKLY;
  put.message.occasion = absl::StrCat("news/", absl::FormatTime("%Y-%m-%d", now, absl::UTCTimeZone()), "/", member_key);
  return put;
}

bool NewsAreDue(absl::optional<absl::Time> last, absl::Time since, absl::optional<absl::Time> next_round,
                absl::Time now) {
  if (last.value_or(since) + kNewsInterval > now) return false;
  return !next_round.has_value() || *next_round > now + kRoundIsNear;
}

bool SharesAddress(const v1::Contact& contact) {
  return !contact.email().empty() && !contact.email_bounced() && contact.mail() != v1::Contact::MAIL_NONE &&
         (!contact.has_share_email() || contact.share_email());
}

std::string HeldBecause(const v1::Member& member, const v1::Network& network) {
  const std::string name =
      network.display_name().empty() ? network.name().substr(network.name().rfind('/') + 1) : network.display_name();
  std::string text = absl::StrCat("The people who look after ", name, " wrote it here");
  if (member.has_create_time()) {
    const absl::Time created = FromMicros(MicrosOf(member.create_time()));
    absl::StrAppend(&text, " on ", absl::FormatTime("%-d %B %Y", created, absl::UTCTimeZone()));
  }
  absl::StrAppend(&text, ".");
  if (!network.policy().unspoken_ground().empty()) {
    absl::StrAppend(&text, " They say on what ground: “", network.policy().unspoken_ground(), "”.");
  }
  return text;
}

}  // namespace weft
