#include "weft/profile/rfc3339.h"

#include <string>

#include "absl/strings/ascii.h"

namespace weft {
namespace {

// Whether `text` begins with `shape`, in which '0' stands for any digit.
bool BeginsWithShape(absl::string_view text, absl::string_view shape) {
  if (text.size() < shape.size()) return false;
  for (size_t i = 0; i < shape.size(); ++i) {
    const bool fits = shape[i] == '0' ? absl::ascii_isdigit(static_cast<unsigned char>(text[i])) : text[i] == shape[i];
    if (!fits) return false;
  }
  return true;
}

}  // namespace

bool BeginsAsDate(absl::string_view text) { return BeginsWithShape(text, "0000-00-00"); }

absl::optional<absl::Time> ParseRfc3339(absl::string_view text) {
  if (!BeginsAsDate(text)) return absl::nullopt;
  absl::Time time;
  std::string ignored;
  if (text.size() == 10) {
    if (!absl::ParseTime("%Y-%m-%d", text, absl::UTCTimeZone(), &time, &ignored)) return absl::nullopt;
    return time;
  }
  std::string normal(text);
  if (normal[10] == ' ' || normal[10] == 't') normal[10] = 'T';
  if (normal.back() == 'z') normal.back() = 'Z';
  // absl::ParseTime is lenient about digits and white space.
  if (!BeginsWithShape(normal.substr(10), "T00:00:00") ||
      absl::ascii_isspace(static_cast<unsigned char>(normal.back()))) {
    return absl::nullopt;
  }
  if (!absl::ParseTime(absl::RFC3339_full, normal, &time, &ignored)) return absl::nullopt;
  return time;
}

}  // namespace weft
