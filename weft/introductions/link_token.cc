#include "weft/introductions/link_token.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <algorithm>
#include <cassert>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "weft/base/error.h"
#include "weft/base/names.h"

namespace weft {
namespace {

// First byte of every token. Another layout, another number.
constexpr char kLayout = 1;
constexpr size_t kMessageIdBytes = 8;
constexpr size_t kMinuteBytes = 4;
constexpr size_t kHeadBytes = 1 + 1 + kMinuteBytes + kMessageIdBytes + 1;  // Then the network's id.
constexpr size_t kSignatureBytes = 16;
constexpr size_t kTokenBytesMax = 400;  // Encoded; as message.proto says.

absl::Status Invalid() {
  return Error(absl::StatusCode::kInvalidArgument, "TOKEN_INVALID", "the link is not complete, or not one of ours");
}

}  // namespace

LinkTokens::LinkTokens(std::string key) : key_(std::move(key)) { assert(key_.size() == kLinkKeyBytes); }

std::string LinkTokens::SignatureOf(absl::string_view payload) const {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  const unsigned char* made =
      HMAC(EVP_sha256(), key_.data(), static_cast<int>(key_.size()),
           reinterpret_cast<const unsigned char*>(payload.data()), payload.size(), digest, &size);
  assert(made != nullptr && size >= kSignatureBytes);
  static_cast<void>(made);
  return std::string(reinterpret_cast<const char*>(digest), kSignatureBytes);
}

std::string LinkTokens::Sign(const LinkClaim& claim) const {
  assert(IsValidId(claim.network) && claim.message_id.size() == 2 * kMessageIdBytes);
  assert(claim.recipient >= 0 && claim.recipient <= 255);
  std::string payload;
  payload.push_back(kLayout);
  payload.push_back(static_cast<char>(claim.action));
  const auto minutes = static_cast<uint32_t>(absl::ToUnixSeconds(claim.expires) / 60);
  for (size_t i = 0; i < kMinuteBytes; ++i) payload.push_back(static_cast<char>(minutes >> (8 * i) & 0xff));
  payload += absl::HexStringToBytes(claim.message_id);
  payload.push_back(static_cast<char>(claim.recipient));
  payload += claim.network;
  payload += SignatureOf(payload);
  std::string token;
  absl::WebSafeBase64Escape(payload, &token);
  while (!token.empty() && token.back() == '=') token.pop_back();
  return token;
}

absl::StatusOr<LinkClaim> LinkTokens::Read(absl::string_view token, absl::Time now) const {
  const bool clean = std::all_of(token.begin(), token.end(), [](char c) {
    return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '_';
  });
  std::string bytes;
  if (!clean || token.size() > kTokenBytesMax || !absl::WebSafeBase64Unescape(token, &bytes)) return Invalid();
  if (bytes.size() < kHeadBytes + 1 + kSignatureBytes) return Invalid();
  const absl::string_view payload = absl::string_view(bytes).substr(0, bytes.size() - kSignatureBytes);
  const std::string expected = SignatureOf(payload);
  if (CRYPTO_memcmp(expected.data(), bytes.data() + payload.size(), kSignatureBytes) != 0) return Invalid();
  // The last character of an encoding has bits that decode to nothing: one claim, one token.
  LinkClaim claim;
  claim.action = static_cast<v1::Link::Action>(static_cast<unsigned char>(payload[1]));
  uint32_t minutes = 0;
  for (size_t i = 0; i < kMinuteBytes; ++i) {
    minutes |= static_cast<uint32_t>(static_cast<unsigned char>(payload[2 + i])) << (8 * i);
  }
  claim.expires = absl::FromUnixSeconds(static_cast<int64_t>(minutes) * 60);
  claim.message_id = absl::BytesToHexString(payload.substr(2 + kMinuteBytes, kMessageIdBytes));
  claim.recipient = static_cast<unsigned char>(payload[kHeadBytes - 1]);
  claim.network = std::string(payload.substr(kHeadBytes));
  if (payload[0] != kLayout || !v1::Link::Action_IsValid(claim.action) || !IsValidId(claim.network)) return Invalid();
  if (Sign(claim) != token) return Invalid();
  if (claim.expires <= now) {
    return Error(absl::StatusCode::kFailedPrecondition, "TOKEN_EXPIRED", "the link is too old");
  }
  return claim;
}

absl::StatusOr<std::string> FreshLinkKey() {
  std::string key(kLinkKeyBytes, '\0');
  if (RAND_bytes(reinterpret_cast<unsigned char*>(key.data()), static_cast<int>(key.size())) != 1) {
    return absl::InternalError("the operating system gives no random bytes");
  }
  return key;
}

}  // namespace weft
