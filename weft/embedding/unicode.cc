#include "weft/embedding/unicode.h"

#include <utf8proc.h>

#include <cstdlib>
#include <new>

#include "absl/strings/ascii.h"

namespace weft {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

bool IsAscii(absl::string_view s) {
  for (char c : s) {
    if (static_cast<unsigned char>(c) >= 0x80) return false;
  }
  return true;
}

}  // namespace

std::vector<char32_t> CodePoints(absl::string_view utf8) {
  std::vector<char32_t> out;
  out.reserve(utf8.size());
  while (!utf8.empty()) {
    utf8proc_int32_t c = 0;
    utf8proc_ssize_t n = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(utf8.data()),
                                          static_cast<utf8proc_ssize_t>(utf8.size()), &c);
    if (n <= 0) {
      c = kReplacement;
      n = 1;
    }
    out.push_back(static_cast<char32_t>(c));
    utf8.remove_prefix(static_cast<size_t>(n));
  }
  return out;
}

std::string Utf8(const std::vector<char32_t>& code_points) {
  std::string out;
  out.reserve(code_points.size());
  for (char32_t c : code_points) {
    utf8proc_uint8_t bytes[4];
    utf8proc_ssize_t n = utf8proc_encode_char(static_cast<utf8proc_int32_t>(c), bytes);
    out.append(reinterpret_cast<const char*>(bytes), static_cast<size_t>(n));
  }
  return out;
}

std::string Nfkc(absl::string_view utf8) {
  if (IsAscii(utf8)) return std::string(utf8);
  const std::string valid = Utf8(CodePoints(utf8));
  utf8proc_uint8_t* mapped = nullptr;
  const utf8proc_ssize_t n =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(valid.data()), static_cast<utf8proc_ssize_t>(valid.size()),
                   &mapped, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT));
  // The input is valid, so only memory can be missing.
  if (n < 0) throw std::bad_alloc();
  std::string out(reinterpret_cast<const char*>(mapped), static_cast<size_t>(n));
  std::free(mapped);
  return out;
}

std::string LowerCase(absl::string_view utf8) {
  if (IsAscii(utf8)) return absl::AsciiStrToLower(utf8);
  std::vector<char32_t> code_points = CodePoints(utf8);
  for (char32_t& c : code_points) c = static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(c)));
  return Utf8(code_points);
}

bool IsWordCharacter(char32_t c) {
  if (c < 0x80) return absl::ascii_isalnum(static_cast<unsigned char>(c));
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(c))) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
      return true;
    default:
      return false;
  }
}

}  // namespace weft
