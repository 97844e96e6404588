#ifndef WEFT_SERVICE_MESSAGE_CLAIM_H_
#define WEFT_SERVICE_MESSAGE_CLAIM_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "weft/snapshot/network_view.h"
#include "weft/store/store.h"
#include "weft/v1/message.pb.h"

// Which messages go out now, and by which way. What is due is looked at once more: an introduction may have ended, a
// member have paused or unsubscribed since.
namespace weft {

// What to do with a message that waits.
struct DueMessage {
  enum class Verdict {
    kSend,     // By `channel`.
    kWait,     // Nobody knows how to reach the member; somebody may write it down.
    kNoMore,   // Says what is no longer so, or to somebody who does not want it.
    kOneEach,  // Was to go to all together, but one of them does not share an address any more.
  };
  Verdict verdict = Verdict::kNoMore;
  v1::Message::Channel channel = v1::Message::CHANNEL_UNSPECIFIED;
};
absl::StatusOr<DueMessage> Judge(const std::string& network, const StoredMessage& message, const Store& store,
                                 const NetworkView& view, absl::Time now);

// What a mailer asks for.
struct ClaimWish {
  std::string network;
  v1::Message::Channel channel = v1::Message::CHANNEL_UNSPECIFIED;
  std::vector<v1::Message::Kind> kinds;  // Empty: any.
  int limit = 10;
  absl::Duration lease;
  std::string claim;
};
// Messages to claim, and what else becomes of those looked at: leases that have ended, what is no longer so.
struct ClaimPlan {
  std::vector<StoredMessage> claimed;  // As they will be stored.
  std::vector<Mutation> mutations;     // Those of `claimed` among them.
};
absl::StatusOr<ClaimPlan> PlanClaim(const ClaimWish& wish, const Store& store, const NetworkView& view, absl::Time now);

}  // namespace weft

#endif  // WEFT_SERVICE_MESSAGE_CLAIM_H_
