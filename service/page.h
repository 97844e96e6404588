#ifndef WEFT_SERVICE_PAGE_H_
#define WEFT_SERVICE_PAGE_H_

#include <cstddef>
#include <vector>

#include "absl/status/statusor.h"

namespace weft {

// A page ends before its message grows beyond this: clients accept no more than 4 MB unless told to.
constexpr size_t kPageBytesMax = 3 << 20;

// What a request's page_size means: 0 the default, above the maximum the maximum. INVALID_FIELD below 0.
absl::StatusOr<int> PageSizeOf(int requested, int default_size, int max_size);

// How many of `resources` stand on one page: at most `page_size`, fewer if they are large, at least one if there is
// one. `message_of` gives the message of a resource.
template <typename Resource, typename MessageOf>
size_t CountOnPage(const std::vector<Resource>& resources, int page_size, MessageOf message_of) {
  size_t bytes = 0;
  for (size_t i = 0; i < resources.size(); ++i) {
    bytes += message_of(resources[i]).ByteSizeLong();
    if (i == static_cast<size_t>(page_size) || (i > 0 && bytes > kPageBytesMax)) return i;
  }
  return resources.size();
}

}  // namespace weft

#endif  // WEFT_SERVICE_PAGE_H_
