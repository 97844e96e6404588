#ifndef WEFT_SERVICE_PAGE_TOKEN_H_
#define WEFT_SERVICE_PAGE_TOKEN_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace weft {

// Page tokens: where a list goes on. Opaque to clients, and good for the request they came from only; the page size
// may change between pages.

// `request` is what the list is of: "ListTies networks/n1". `key` is the last entry's.
std::string EncodePageToken(absl::string_view request, const std::vector<std::string>& key);

// The key, of `parts` parts; empty ones for an empty token. INVALID_ARGUMENT (PAGE_TOKEN_INVALID) for anything that
// EncodePageToken has not made for this request.
absl::StatusOr<std::vector<std::string>> DecodePageToken(absl::string_view request, absl::string_view token,
                                                         size_t parts);

}  // namespace weft

#endif  // WEFT_SERVICE_PAGE_TOKEN_H_
