#include "cli/request_id.h"

#include <cstdint>
#include <random>

#include "absl/strings/str_format.h"

namespace weft::cli {

std::string NewRequestId() {
  std::random_device device;
  auto word = [&device] { return static_cast<uint64_t>(device()) << 32 | device(); };
  const uint64_t high = (word() & ~0xf000ULL) | 0x4000ULL;                         // Version 4.
  const uint64_t low = (word() & ~0xc000000000000000ULL) | 0x8000000000000000ULL;  // Variant of RFC 4122.
  return absl::StrFormat("%08x-%04x-%04x-%04x-%012x", high >> 32, high >> 16 & 0xffff, high & 0xffff, low >> 48,
                         low & 0xffffffffffffULL);
}

}  // namespace weft::cli
