#include "service/page.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "weft/base/error.h"

namespace weft {

absl::StatusOr<int> PageSizeOf(int requested, int default_size, int max_size) {
  if (requested < 0) {
    return InvalidField("page_size",
                        absl::StrCat("is ", requested, "; expected 0 for ", default_size, ", or up to ", max_size));
  }
  return requested == 0 ? default_size : std::min(requested, max_size);
}

}  // namespace weft
