#ifndef WEFT_SERVICE_REQUEST_CHECK_H_
#define WEFT_SERVICE_REQUEST_CHECK_H_

#include <cstddef>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/message.h"
#include "weft/base/caller.h"
#include "weft/base/names.h"
#include "weft/v1/member.pb.h"

// What requests of several services have in common. Errors are INVALID_FIELD unless it says otherwise.
namespace weft {

// Who calls, and whose word it is. Everybody is the local operator until there are keys.
absl::StatusOr<Caller> CallerOf(v1::Speaker speaker);

absl::Status CheckRequestId(absl::string_view request_id);

// Required text: UTF-8, at most `bytes_max` bytes, something visible in it.
absl::Status CheckRequiredText(absl::string_view field, absl::string_view text, size_t bytes_max);

// NaN is refused like everything else outside 0 to 1.
absl::Status CheckShare(absl::string_view field, double share);

// A member of `network`, named in `field`.
absl::StatusOr<MemberName> ParseMemberOf(absl::string_view network, absl::string_view name, absl::string_view field);

// ABORTED (ETAG_MISMATCH) if the request names an etag and it is not the present one of `name`.
absl::Status CheckEtagOf(absl::string_view etag, absl::string_view name, absl::string_view present);

// The request as it came in, for WriteJob::request_fingerprint; its request_id is left out.
std::string FingerprintOfRequest(const google::protobuf::Message& request);

}  // namespace weft

#endif  // WEFT_SERVICE_REQUEST_CHECK_H_
