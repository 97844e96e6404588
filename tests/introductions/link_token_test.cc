#include "weft/introductions/link_token.h"

#include <set>

#include "gtest/gtest.h"
#include "tests/testing/status_matchers.h"
#include "weft/base/random.h"

namespace weft {
namespace {

const std::string& TestKey() {
  static const auto& key = *new std::string(kLinkKeyBytes, 'k');
  return key;
}

LinkClaim SomeClaim() {
  LinkClaim claim;
  claim.action = v1::Link::ACTION_DECLINE;
  claim.network = "food";
  claim.message_id = "00ff17abcdef0123";
  claim.recipient = 3;
  claim.expires = absl::FromUnixSeconds(1767225600);
  return claim;
}

constexpr absl::Duration kBefore = absl::Minutes(-1);

TEST(LinkTokenTest, ReadsWhatItSigned) {
  const LinkTokens tokens(TestKey());
  const std::string token = tokens.Sign(SomeClaim());
  EXPECT_LE(token.size(), 400);
  EXPECT_EQ(token.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"),
            std::string::npos);
  ASSERT_OK_AND_ASSIGN(const LinkClaim read, tokens.Read(token, SomeClaim().expires + kBefore));
  EXPECT_EQ(read.action, v1::Link::ACTION_DECLINE);
  EXPECT_EQ(read.network, "food");
  EXPECT_EQ(read.message_id, "00ff17abcdef0123");
  EXPECT_EQ(read.recipient, 3);
  EXPECT_EQ(read.expires, SomeClaim().expires);
}

TEST(LinkTokenTest, EndsWithItsMinute) {
  const LinkTokens tokens(TestKey());
  EXPECT_THAT(tokens.Read(tokens.Sign(SomeClaim()), SomeClaim().expires), HasReason("TOKEN_EXPIRED"));
}

TEST(LinkTokenTest, NoOtherKeyReadsIt) {
  const std::string token = LinkTokens(TestKey()).Sign(SomeClaim());
  EXPECT_THAT(LinkTokens(std::string(kLinkKeyBytes, 'x')).Read(token, SomeClaim().expires + kBefore),
              HasReason("TOKEN_INVALID"));
}

TEST(LinkTokenTest, EveryChangedCharacterIsForged) {
  const LinkTokens tokens(TestKey());
  const std::string token = tokens.Sign(SomeClaim());
  for (size_t i = 0; i < token.size(); ++i) {
    for (char c : {'A', 'b', '7', '-', '_', '=', '%', '/'}) {
      if (token[i] == c) continue;
      std::string forged = token;
      forged[i] = c;
      EXPECT_THAT(tokens.Read(forged, SomeClaim().expires + kBefore), HasReason("TOKEN_INVALID")) << i << c;
    }
    EXPECT_THAT(tokens.Read(token.substr(0, i), SomeClaim().expires + kBefore), HasReason("TOKEN_INVALID"));
  }
  EXPECT_THAT(tokens.Read(token + "A", SomeClaim().expires + kBefore), HasReason("TOKEN_INVALID"));
  EXPECT_THAT(tokens.Read(token + "=", SomeClaim().expires + kBefore), HasReason("TOKEN_INVALID"));
  EXPECT_THAT(tokens.Read(std::string(10000, 'A'), absl::UnixEpoch()), HasReason("TOKEN_INVALID"));
}

TEST(LinkTokenTest, NoiseIsNoToken) {
  const LinkTokens tokens(TestKey());
  Random random(1);
  for (int i = 0; i < 2000; ++i) {
    std::string noise;
    for (int n = random.Below(120); n > 0; --n) noise.push_back(static_cast<char>(random.Next()));
    EXPECT_THAT(tokens.Read(noise, absl::UnixEpoch()), HasReason("TOKEN_INVALID"));
  }
}

TEST(LinkTokenTest, FreshKeysDiffer) {
  std::set<std::string> keys;
  for (int i = 0; i < 10; ++i) {
    ASSERT_OK_AND_ASSIGN(const std::string key, FreshLinkKey());
    EXPECT_EQ(key.size(), kLinkKeyBytes);
    keys.insert(key);
  }
  EXPECT_EQ(keys.size(), 10);
}

}  // namespace
}  // namespace weft
