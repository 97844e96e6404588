#ifndef WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_MESSAGE_SERVER_H_
#define WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_MESSAGE_SERVER_H_

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "client-examples/weekly-email/timing.h"
#include "grpcpp/channel.h"
#include "weft/v1/message_service.grpc.pb.h"

namespace weft::weekly_email {

// Weft's server, as a mailer needs it. Calls that meet no server, or one that is starting or going down, are tried
// again a few times: all of them are safe to repeat. Errors carry the server's stable reason (rpc_status.h).
// Not thread-safe.
class MessageServer {
 public:
  struct Options {
    std::string address = "127.0.0.1:7700";
    std::string network;                         // `networks/{network}`
    absl::Duration timeout = absl::Seconds(20);  // Of one attempt.
    int attempts = 4;                            // Pauses between them: 0.5, 1, 2 s.
  };
  MessageServer(Options options, Timing timing);

  const std::string& network() const { return options_.network; }

  // Takes up to `limit` due messages of these kinds (empty: all) for e-mail.
  absl::StatusOr<v1::ClaimMessagesResponse> Claim(const std::string& request_id, int limit, absl::Duration lease,
                                                  const std::vector<v1::Message::Kind>& kinds);
  absl::Status Begin(const std::string& message, const std::string& claim);
  absl::Status Confirm(const v1::ConfirmDeliveryRequest& request);
  absl::Status Resolve(const std::string& message, bool sent);
  absl::Status RecordBounce(v1::RecordBounceRequest request);
  // Messages whose fate is not known, at most a thousand, the newest first.
  absl::StatusOr<std::vector<v1::Message>> ListUncertain();
  // Up to 100 messages that are due, or of one member (id or name).
  absl::StatusOr<std::vector<v1::Message>> Preview(const std::string& member,
                                                   const std::vector<v1::Message::Kind>& kinds);

 private:
  absl::Status Call(const std::function<grpc::Status(grpc::ClientContext*)>& attempt);

  const Options options_;
  const Timing timing_;
  const std::unique_ptr<v1::MessageService::Stub> stub_;
};

// What another server said, as a `detail`: at most 500 bytes, other characters than visible ASCII become "?", since
// mail servers write in any encoding and protobuf takes UTF-8 only.
std::string DetailText(absl::string_view text);

// A fresh UUID4, for request_id.
std::string NewRequestId();

}  // namespace weft::weekly_email

#endif  // WEFT_CLIENT_EXAMPLES_WEEKLY_EMAIL_MESSAGE_SERVER_H_
