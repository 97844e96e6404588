#include "weft/profile/phrase.h"

#include <utf8proc.h>

#include <cstdlib>

#include "absl/strings/ascii.h"
#include "weft/base/utf8.h"

namespace weft {
namespace {

constexpr int kNfc = UTF8PROC_STABLE | UTF8PROC_COMPOSE;
constexpr int kNfkcCaseFold =
    UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE;

const utf8proc_uint8_t* Bytes(absl::string_view text) { return reinterpret_cast<const utf8proc_uint8_t*>(text.data()); }

bool IsWhite(utf8proc_int32_t c) {
  if ((c >= '\t' && c <= '\r') || c == ' ' || c == 0x85) return true;
  if (c < 0x80) return false;
  const utf8proc_category_t category = utf8proc_category(c);
  return category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL || category == UTF8PROC_CATEGORY_ZP;
}

bool IsDropped(utf8proc_int32_t c) {
  return c < 0x20 || (c >= 0x7f && c < 0xa0) || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) ||
         c == 0xfeff;
}

// White space becomes blanks, control characters go. REQUIRES: valid UTF-8.
std::string WithoutControls(absl::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    utf8proc_int32_t c = 0;
    const utf8proc_ssize_t n = utf8proc_iterate(Bytes(text), static_cast<utf8proc_ssize_t>(text.size()), &c);
    if (n < 1) break;
    if (IsWhite(c)) {
      out.push_back(' ');
    } else if (!IsDropped(c)) {
      out.append(text.data(), static_cast<size_t>(n));
    }
    text.remove_prefix(static_cast<size_t>(n));
  }
  return out;
}

// Runs of blanks become one, none at the ends.
std::string Collapsed(absl::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (char c : text) {
    if (c != ' ') {
      out.push_back(c);
    } else if (!out.empty() && out.back() != ' ') {
      out.push_back(' ');
    }
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::string Normalized(absl::string_view text, int options) {
  utf8proc_uint8_t* mapped = nullptr;
  const utf8proc_ssize_t n = utf8proc_map(Bytes(text), static_cast<utf8proc_ssize_t>(text.size()), &mapped,
                                          static_cast<utf8proc_option_t>(options));
  if (n < 0) return std::string(text);
  std::string out(reinterpret_cast<const char*>(mapped), static_cast<size_t>(n));
  std::free(mapped);  // NOLINT(cppcoreguidelines-no-malloc): utf8proc allocates with malloc.
  return out;
}

}  // namespace

std::string NormalizePhrase(absl::string_view text) {
  if (AsciiPrefixLength(text) == text.size()) return absl::AsciiStrToLower(Collapsed(WithoutControls(text)));
  if (!IsValidUtf8(text)) return std::string(text);
  // From canonical order: folding turns U+0345 from a mark that has a place among others into a letter.
  return Collapsed(Normalized(Normalized(WithoutControls(text), kNfc), kNfkcCaseFold));
}

std::string CleanText(absl::string_view text) {
  if (AsciiPrefixLength(text) == text.size()) return Collapsed(WithoutControls(text));
  if (!IsValidUtf8(text)) return std::string(text);
  return Collapsed(Normalized(WithoutControls(text), kNfc));
}

}  // namespace weft
