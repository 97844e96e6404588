#include "weft/base/utf8.h"

#include <cstdint>
#include <cstring>

namespace weft {
namespace {

// Length of the well-formed character of several bytes at the start of `text`, 0 if there is none. The ranges are
// those of Table 3-7 of the Unicode standard: only the second byte's depends on the first.
size_t CharacterLength(absl::string_view text) {
  const auto byte = [text](size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
  const auto in = [](unsigned value, unsigned low, unsigned high) { return value >= low && value <= high; };
  const unsigned lead = byte(0);
  unsigned second_low = 0x80;
  unsigned second_high = 0xbf;
  size_t length = 0;
  if (in(lead, 0xc2, 0xdf)) {
    length = 2;
  } else if (in(lead, 0xe0, 0xef)) {
    length = 3;
    if (lead == 0xe0) second_low = 0xa0;   // Else overlong.
    if (lead == 0xed) second_high = 0x9f;  // Else a surrogate.
  } else if (in(lead, 0xf0, 0xf4)) {
    length = 4;
    if (lead == 0xf0) second_low = 0x90;   // Else overlong.
    if (lead == 0xf4) second_high = 0x8f;  // Else above U+10FFFF.
  } else {
    return 0;
  }
  if (!in(byte(1), second_low, second_high)) return 0;
  for (size_t i = 2; i < length; ++i) {
    if (!in(byte(i), 0x80, 0xbf)) return 0;
  }
  return length;
}

}  // namespace

size_t AsciiPrefixLength(absl::string_view text) {
  size_t i = 0;
  for (; i + 8 <= text.size(); i += 8) {
    uint64_t word = 0;
    std::memcpy(&word, text.data() + i, 8);
    if ((word & 0x8080808080808080ULL) != 0) break;
  }
  while (i < text.size() && static_cast<unsigned char>(text[i]) < 0x80) ++i;
  return i;
}

size_t Utf8PrefixLength(absl::string_view text) {
  size_t i = 0;
  for (;;) {
    i += AsciiPrefixLength(text.substr(i));
    if (i == text.size()) return i;
    const size_t length = CharacterLength(text.substr(i));
    if (length == 0) return i;
    i += length;
  }
}

bool IsValidUtf8(absl::string_view text) { return Utf8PrefixLength(text) == text.size(); }

}  // namespace weft
