#include "weft/base/quoted.h"

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "weft/base/utf8.h"

namespace weft {

std::string Quoted(absl::string_view text) {
  constexpr size_t kShown = 80;
  absl::string_view shown = text.substr(0, kShown);
  const size_t valid = Utf8PrefixLength(shown);
  // A character cut in two at the end is left out; other bad bytes are escaped.
  if (shown.size() < text.size() && shown.size() - valid < 4) shown = shown.substr(0, valid);
  const bool escape_all = valid < shown.size();
  return absl::StrCat("'", escape_all ? absl::CHexEscape(shown) : absl::Utf8SafeCHexEscape(shown),
                      shown.size() < text.size() ? "…'" : "'");
}

}  // namespace weft
