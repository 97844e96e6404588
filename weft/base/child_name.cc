#include "weft/base/child_name.h"

#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "weft/base/error.h"
#include "weft/base/names.h"

namespace weft {

absl::StatusOr<ChildName> ChildName::Parse(absl::string_view name, absl::string_view collection,
                                           absl::string_view field) {
  constexpr size_t kShown = 80;
  const std::vector<absl::string_view> parts = absl::StrSplit(name, '/');
  if (parts.size() != 4 || parts[0] != "networks" || parts[2] != collection || !IsValidId(parts[1]) ||
      !IsValidId(parts[3])) {
    return InvalidField(field, absl::StrCat("is '", absl::CHexEscape(name.substr(0, kShown)), "'; expected networks/",
                                            "{network}/", collection, "/{id}"));
  }
  return ChildName(parts[1], parts[3]);
}

}  // namespace weft
