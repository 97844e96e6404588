#include "service/page_token.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/status_matchers.h"

namespace weft {
namespace {

using ::testing::ElementsAre;

constexpr char kList[] = "ListTies networks/n1";

TEST(PageTokenTest, EmptyTokenBeginsAtTheStart) {
  ASSERT_OK_AND_ASSIGN(std::vector<std::string> key, DecodePageToken(kList, "", 2));
  EXPECT_THAT(key, ElementsAre("", ""));
}

TEST(PageTokenTest, GivesTheKeyBack) {
  const std::string token = EncodePageToken(kList, {"m:1", ""});
  ASSERT_OK_AND_ASSIGN(std::vector<std::string> key, DecodePageToken(kList, token, 2));
  EXPECT_THAT(key, ElementsAre("m:1", ""));
}

TEST(PageTokenTest, IsNoGoodForAnotherRequest) {
  const std::string token = EncodePageToken(kList, {"m1", "m2"});
  EXPECT_THAT(DecodePageToken("ListTies networks/n2", token, 2), HasReason("PAGE_TOKEN_INVALID"));
  EXPECT_THAT(DecodePageToken(kList, token, 1), HasReason("PAGE_TOKEN_INVALID"));
  EXPECT_THAT(DecodePageToken(kList, token, 3), HasReason("PAGE_TOKEN_INVALID"));
}

TEST(PageTokenTest, EveryChangedCharacterIsNoticed) {
  const std::string token = EncodePageToken(kList, {"m1", "m2"});
  for (size_t i = 0; i < token.size(); ++i) {
    std::string changed = token;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    absl::StatusOr<std::vector<std::string>> key = DecodePageToken(kList, changed, 2);
    // The last character may hold bits that mean nothing.
    if (key.ok()) {
      EXPECT_THAT(*key, ElementsAre("m1", "m2")) << i;
    } else {
      EXPECT_THAT(key, HasReason("PAGE_TOKEN_INVALID")) << i;
    }
  }
  for (size_t length = 1; length < token.size(); ++length) {
    EXPECT_THAT(DecodePageToken(kList, token.substr(0, length), 2), HasReason("PAGE_TOKEN_INVALID")) << length;
  }
  EXPECT_THAT(DecodePageToken(kList, "no token at all", 2), HasReason("PAGE_TOKEN_INVALID"));
}

}  // namespace
}  // namespace weft
