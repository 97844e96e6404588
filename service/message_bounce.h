#ifndef WEFT_SERVICE_MESSAGE_BOUNCE_H_
#define WEFT_SERVICE_MESSAGE_BOUNCE_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "weft/store/store.h"
#include "weft/v1/message_service.pb.h"

// Mail that did not arrive, as what is to be stored.
namespace weft {

// Nothing more is sent to an address that was refused, until it is written again.
absl::Status AddRefusedAddress(const std::string& network, const std::string& member_id, const Store& store,
                               std::vector<Mutation>* mutations);

// A message came back. `member_id`: whose address it was; empty where it went to one only. FAILED_PRECONDITION
// (MESSAGE_STATE) if it was handed over to nobody, INVALID_FIELD (member).
absl::Status AddReturned(const std::string& network, StoredMessage message, const std::string& member_id,
                         const v1::RecordBounceRequest& report, const Store& store, std::vector<Mutation>* mutations);

}  // namespace weft

#endif  // WEFT_SERVICE_MESSAGE_BOUNCE_H_
