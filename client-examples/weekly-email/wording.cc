#include "client-examples/weekly-email/wording.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/time/time.h"

namespace weft::weekly_email {
namespace {

constexpr int kShortNameLetters = 60;

std::string Format(const char* format, const google::protobuf::Timestamp& time, const std::string& timezone) {
  absl::TimeZone zone;
  // Abseil sets UTC when it does not know the name.
  absl::LoadTimeZone(timezone, &zone);
  return absl::FormatTime(format, absl::FromUnixSeconds(time.seconds()), zone);
}

bool BeginsLetter(char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }

}  // namespace

std::string InWords(const std::vector<std::string>& items) {
  if (items.size() < 2) return items.empty() ? "" : items[0];
  const bool comma_inside =
      std::any_of(items.begin(), items.end(), [](const std::string& item) { return absl::StrContains(item, ','); });
  return absl::StrCat(absl::StrJoin(items.begin(), items.end() - 1, comma_inside ? "; " : ", "),
                      comma_inside && items.size() > 2 ? "; and " : " and ", items.back());
}

std::string Phrases(const google::protobuf::RepeatedPtrField<std::string>& phrases) {
  return absl::StrJoin(phrases, "; ");
}

std::string Counted(int64_t count, absl::string_view one, absl::string_view many) {
  std::string digits = absl::StrCat(count);
  for (int at = static_cast<int>(digits.size()) - 3; at > (count < 0 ? 1 : 0); at -= 3) {
    digits.insert(static_cast<size_t>(at), ",");
  }
  return absl::StrCat(digits, " ", count == 1 ? one : many);
}

std::string Day(const google::protobuf::Timestamp& time, const std::string& timezone) {
  return Format("%A, %-d %B", time, timezone);
}

std::string Date(const google::protobuf::Timestamp& time, const std::string& timezone) {
  return Format("%-d %B %Y", time, timezone);
}

std::string ShortName(absl::string_view name) {
  std::string text;
  int letters = 0;
  for (char c : name) {
    if (BeginsLetter(c) && ++letters > kShortNameLetters) return absl::StrCat(text, "…");
    text.push_back(static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? ' ' : c);
  }
  return text;
}

std::string CircleInWords(absl::string_view circle) { return absl::StrReplaceAll(circle, {{"-", " "}, {"_", " "}}); }

}  // namespace weft::weekly_email
