#include "weft/profile/language_tag.h"

#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "weft/base/limits.h"

namespace weft {
namespace {

template <typename Predicate>
bool All(absl::string_view text, Predicate predicate) {
  for (char c : text) {
    if (!predicate(static_cast<unsigned char>(c))) return false;
  }
  return true;
}

}  // namespace

bool IsLanguageTag(absl::string_view tag) {
  if (tag.size() > kLanguageBytesMax) return false;
  const std::vector<absl::string_view> parts = absl::StrSplit(tag, '-');
  for (absl::string_view part : parts) {
    if (part.empty() || part.size() > 8 || !All(part, absl::ascii_isalnum)) return false;
  }
  const absl::string_view language = parts[0];
  if (!All(language, absl::ascii_isalpha)) return false;
  if (language.size() > 1) return true;
  return parts.size() > 1 && absl::StrContains("xXiI", language);
}

std::string CanonicalLanguageTag(absl::string_view tag) {
  const std::string dashed = absl::StrReplaceAll(tag, {{"_", "-"}});
  if (!IsLanguageTag(dashed)) return std::string(tag);
  std::vector<std::string> parts = absl::StrSplit(absl::AsciiStrToLower(dashed), '-');
  for (size_t i = 1; i < parts.size(); ++i) {
    if (parts[i - 1].size() == 1) break;  // What follows a singleton stays small.
    if (!All(parts[i], absl::ascii_isalpha)) continue;
    if (parts[i].size() == 2) parts[i] = absl::AsciiStrToUpper(parts[i]);
    if (parts[i].size() == 4) parts[i][0] = absl::ascii_toupper(static_cast<unsigned char>(parts[i][0]));
  }
  return absl::StrJoin(parts, "-");
}

}  // namespace weft
