#include "service/page_token.h"

#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "weft/base/error.h"
#include "weft/base/file.h"

namespace weft {
namespace {

// Stands in every token. New layout, new version; never reuse.
constexpr char kVersion[] = "1";
constexpr size_t kChecksumLength = 16;

// Of version, request and key: a token of another request has another.
std::string Seal(absl::string_view request, absl::string_view key) {
  return Checksum(absl::StrCat(kVersion, request.size(), ":", request, key)).substr(0, kChecksumLength);
}

// Takes "{length}:{text}" off the front of `in`.
bool TakePart(absl::string_view* in, std::string* part) {
  const size_t colon = in->find(':');
  size_t length = 0;
  if (colon == absl::string_view::npos || !absl::SimpleAtoi(in->substr(0, colon), &length)) return false;
  in->remove_prefix(colon + 1);
  if (length > in->size()) return false;
  *part = std::string(in->substr(0, length));
  in->remove_prefix(length);
  return true;
}

absl::Status Invalid() {
  return Error(absl::StatusCode::kInvalidArgument, "PAGE_TOKEN_INVALID",
               "page_token is not one that this request has returned; begin with an empty one");
}

}  // namespace

std::string EncodePageToken(absl::string_view request, const std::vector<std::string>& key) {
  std::string parts;
  for (const std::string& part : key) absl::StrAppend(&parts, part.size(), ":", part);
  return absl::WebSafeBase64Escape(absl::StrCat(kVersion, Seal(request, parts), parts));
}

absl::StatusOr<std::vector<std::string>> DecodePageToken(absl::string_view request, absl::string_view token,
                                                         size_t parts) {
  std::vector<std::string> key(parts);
  if (token.empty()) return key;
  std::string bytes;
  if (!absl::WebSafeBase64Unescape(token, &bytes)) return Invalid();
  absl::string_view in = bytes;
  const size_t head = sizeof(kVersion) - 1 + kChecksumLength;
  if (in.size() < head || in.substr(0, sizeof(kVersion) - 1) != kVersion) return Invalid();
  const absl::string_view seal = in.substr(sizeof(kVersion) - 1, kChecksumLength);
  in.remove_prefix(head);
  if (seal != Seal(request, in)) return Invalid();
  for (std::string& part : key) {
    if (!TakePart(&in, &part)) return Invalid();
  }
  if (!in.empty()) return Invalid();
  return key;
}

}  // namespace weft
