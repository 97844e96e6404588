#include "cli/member_import.h"

#include <sstream>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/cli/fake_server.h"
#include "tests/testing/status_matchers.h"

namespace weft::cli {
namespace {

using ::testing::HasSubstr;

struct Streams {
  explicit Streams(const std::string& input) : in(input) {}
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;
  Terminal terminal{&in, &out, &err};
};

TEST(MemberImportTest, NamesBadLinesAndCountsUnknownKeys) {
  Streams streams("{\"id\": \"a\", \"rank\": 1}\n\nnonsense\n{\"bio\": \"x\"}\n{\"id\": \"b\", \"rank\": 2}\n");
  ASSERT_OK_AND_ASSIGN(MemberImport import, MemberImport::Read("-", streams.terminal));
  EXPECT_EQ(import.row_count(), 2);
  EXPECT_EQ(import.bad_line_count(), 2);
  EXPECT_EQ(streams.err.str(),
            "-:3: is no valid JSON\n"
            "-:4: id: is missing\n"
            "weftctl: warning: unknown key rank is ignored (on 2 lines)\n");
}

TEST(MemberImportTest, RefusesWhatComesTwiceOrIsNoText) {
  Streams streams("{\"id\": \"a\", \"rank\": 1}\n{\"id\": \"b\", \"bio\": \"caf\xe9\"}\n{\"id\": \"a\"}\n");
  ASSERT_OK_AND_ASSIGN(MemberImport import, MemberImport::Read("-", streams.terminal));
  EXPECT_EQ(import.row_count(), 1);
  EXPECT_EQ(import.bad_line_count(), 2);
  EXPECT_EQ(streams.err.str(),
            "-:2: is not UTF-8\n"
            "-:3: id: is the same as in line 1\n"
            "weftctl: warning: unknown key rank is ignored (on 1 line)\n");
}

TEST(MemberImportTest, MapsRowsBackToLines) {
  FakeServer server;
  v1::ImportMembersResponse& response = server.member.ImportMembers_.Will();
  response.set_failed_count(3);
  v1::ImportMembersResponse::RowError* error = response.add_errors();
  error->set_row(1);
  error->set_member("b");
  error->set_field("offers[3]");
  error->set_description("is empty");
  Streams streams("{\"id\": \"a\"}\n\n{\"id\": \"b\"}\n");
  ASSERT_OK_AND_ASSIGN(MemberImport import, MemberImport::Read("-", streams.terminal));
  Connection connection({server.address()});
  ASSERT_OK(import.Send("networks/food", &connection, streams.terminal));
  EXPECT_EQ(streams.err.str(), "-:3: b: offers[3] is empty\n-: and 2 more bad lines\n");
}

TEST(MemberImportTest, SendsInMessagesAndRepeatsUnderOneId) {
  FakeServer server;
  server.member.ImportMembers_.statuses = {grpc::Status(grpc::StatusCode::UNAVAILABLE, "reset")};
  std::string lines;
  for (int i = 0; i < 1001; ++i) lines += "{\"id\": \"m" + std::to_string(i) + "\"}\n";
  Streams streams(lines);
  ASSERT_OK_AND_ASSIGN(MemberImport import, MemberImport::Read("-", streams.terminal));
  Connection connection({server.address()});
  ASSERT_OK(import.Send("networks/food", &connection, streams.terminal));
  ASSERT_EQ(server.member.ImportMembers_.requests.size(), 2u);
  EXPECT_EQ(server.member.import_message_count, 6);  // 500, 500 and 1, twice.
  const v1::ImportMembersRequest& request = server.member.ImportMembers_.last();
  EXPECT_EQ(request.parent(), "networks/food");
  EXPECT_EQ(request.request_id(), server.member.ImportMembers_.requests[0].request_id());
  ASSERT_EQ(request.members_size(), 1001);
  EXPECT_EQ(request.members(1000).name(), "m1000");
}

TEST(MemberImportTest, LongProfilesMakeSmallerMessages) {
  FakeServer server;
  std::string lines;
  for (const char* id : {"a", "b", "c"}) {
    lines += "{\"id\": \"" + std::string(id) + "\", \"bio\": \"" + std::string(600000, 'x') + "\"}\n";
  }
  Streams streams(lines + "{\"id\": \"huge\", \"bio\": \"" + std::string(10 << 20, 'x') + "\"}\n");
  ASSERT_OK_AND_ASSIGN(MemberImport import, MemberImport::Read("-", streams.terminal));
  EXPECT_EQ(import.bad_line_count(), 1);
  EXPECT_THAT(streams.err.str(), HasSubstr("-:4: is a profile of"));
  Connection connection({server.address()});
  ASSERT_OK(import.Send("networks/food", &connection, streams.terminal));
  EXPECT_EQ(server.member.import_message_count, 3);
}

}  // namespace
}  // namespace weft::cli
