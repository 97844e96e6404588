#include "service/message_bounce.h"

#include <utility>

#include "weft/base/error.h"
#include "weft/introductions/message_delivery.h"
#include "weft/store/timestamp.h"

namespace weft {

absl::Status AddRefusedAddress(const std::string& network, const std::string& member_id, const Store& store,
                               std::vector<Mutation>* mutations) {
  PutContactMutation put;
  put.network = network;
  put.member_id = member_id;
  WEFT_ASSIGN_OR_RETURN(put.contact, store.GetContact(network, member_id));
  if (put.contact.email_bounced() || put.contact.email().empty()) return absl::OkStatus();
  put.etag = put.contact.etag();
  put.contact.set_email_bounced(true);
  mutations->push_back(std::move(put));
  return absl::OkStatus();
}

absl::Status AddReturned(const std::string& network, StoredMessage message, const std::string& member_id,
                         const v1::RecordBounceRequest& report, const Store& store, std::vector<Mutation>* mutations) {
  if (message.attempts == 0) {
    return Error(absl::StatusCode::kFailedPrecondition, "MESSAGE_STATE",
                 "the message has not been handed over to anybody", {{"message", message.id}});
  }
  StoredMessage::Recipient* bounced = nullptr;
  for (StoredMessage::Recipient& to : message.recipients) {
    if (to.member_key != 0 && (member_id.empty() ? message.recipients.size() == 1 : to.member_id == member_id)) {
      bounced = &to;
    }
  }
  if (bounced == nullptr) {
    return InvalidField("member",
                        member_id.empty() ? "is missing; the message went to several" : "was not among those told");
  }
  const std::string bounced_id = bounced->member_id;
  bounced->bounced = bounced->bounced || report.permanent();
  message.error = WithoutAddresses(report.detail());
  const int64_t sent = message.sent_micros.value_or(message.due_micros);
  mutations->push_back(PutMessageMutation{network, std::move(message)});
  if (!report.permanent()) return absl::OkStatus();
  // What was written after the mail went out is another address than the one that does not work.
  WEFT_ASSIGN_OR_RETURN(const v1::Contact contact, store.GetContact(network, bounced_id));
  if (MicrosOf(contact.update_time()) > sent) return absl::OkStatus();
  return AddRefusedAddress(network, bounced_id, store, mutations);
}

}  // namespace weft
