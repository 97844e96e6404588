#include "cli/command.h"

#include <sstream>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/status_matchers.h"
#include "weft/v1/member.pb.h"

namespace weft::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(CommandTest, HelpEndsInExamples) {
  CLI::App app;
  AddCommand(&app, "walk", "Walks", "weftctl walk\nweftctl walk far");
  EXPECT_THAT(app.get_subcommand("walk")->help(), HasSubstr("Examples:\n  weftctl walk\n  weftctl walk far\n"));
}

TEST(SessionTest, PrintsTextOrJson) {
  std::ostringstream out;
  Session session{nullptr, {nullptr, &out, nullptr}};
  v1::Member member;
  ASSERT_OK(session.Print(member, "text\n"));
  session.json = true;
  ASSERT_OK(session.Print(member, "text\n"));
  EXPECT_THAT(out.str(), HasSubstr("text\n{\n"));
}

TEST(SessionTest, SuggestsCommandsForTheSameServer) {
  Connection usual({});
  EXPECT_EQ((Session{&usual, {}}.Next("round show food/r1")), "weftctl round show food/r1");
  Connection::Options options;
  options.server = "weft.example:80";
  options.server_given = true;
  Connection other(options);
  EXPECT_EQ((Session{&other, {}}.Next("health")), "weftctl --server weft.example:80 health");
}

struct PageCase {
  const char* name;
  int limit;
  std::vector<std::string> tokens;  // Asked for, in order.
};

class PageTest : public testing::TestWithParam<PageCase> {};

TEST_P(PageTest, AreFollowed) {
  std::vector<std::string> tokens;
  ASSERT_OK(ForEachPage(
      GetParam().limit, [&tokens] { return 2 * static_cast<int>(tokens.size()); },
      [&tokens](const std::string& token) -> absl::StatusOr<std::string> {
        tokens.push_back(token);
        return tokens.size() == 3 ? "" : token + "x";
      }));
  EXPECT_EQ(tokens, GetParam().tokens);
}

INSTANTIATE_TEST_SUITE_P(All, PageTest,
                         testing::Values(PageCase{"NoLimit", 0, {"", "x", "xx"}}, PageCase{"OnePage", 2, {""}},
                                         PageCase{"MiddleOfAPage", 3, {"", "x"}},
                                         PageCase{"MoreThanThereAre", 99, {"", "x", "xx"}}),
                         [](const auto& info) { return info.param.name; });

TEST(ForEachPageTest, StopsAtTheFirstError) {
  int calls = 0;
  EXPECT_THAT(ForEachPage(
                  0, [] { return 0; },
                  [&calls](const std::string&) -> absl::StatusOr<std::string> {
                    ++calls;
                    return absl::NotFoundError("gone");
                  }),
              StatusIs(absl::StatusCode::kNotFound, "gone"));
  EXPECT_EQ(calls, 1);
}

}  // namespace
}  // namespace weft::cli
