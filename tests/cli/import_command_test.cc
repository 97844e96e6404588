#include "cli/import_command.h"

#include <fstream>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/cli/fake_server.h"
#include "tests/testing/temp_dir.h"

namespace weft::cli {
namespace {

using ::testing::HasSubstr;

class ImportCommandTest : public testing::Test {
 protected:
  ImportCommandTest() {
    std::ofstream(dir_.File("members.jsonl")) << "{\"id\": \"a\"}\n{\"id\": \"b\"}\n";
    std::ofstream(dir_.File("ties.csv")) << "a,b\na,b\n";
    server_.member.ImportMembers_.Will().set_created_count(2);
    server_.tie.BatchUpsertTies_.Will().set_upserted_count(1);
  }
  Outcome Import(std::vector<std::string> more = {}) {
    more.insert(more.begin(), {"import", "networks/food", dir_.File("members.jsonl"), "--ties", dir_.File("ties.csv")});
    return server_.Run(more);
  }
  TempDir dir_;
  FakeServer server_;
};

TEST_F(ImportCommandTest, CountsMembersAndTies) {
  Outcome outcome = Import();
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_EQ(outcome.out,
            "Members: 2 created, 0 changed, 0 unchanged, 0 bad lines\n"
            "Ties: 1 written, 0 left removed as members wished, 0 bad lines\n");
}

TEST_F(ImportCommandTest, BadLinesAndKeptWordsAreNamed) {
  std::ofstream(dir_.File("members.jsonl"), std::ios::app) << "{\n";
  v1::ImportMembersResponse::Kept* kept = server_.member.ImportMembers_.responses[0].add_kept();
  kept->set_member("networks/food/members/a");
  kept->add_fields("being_found");
  Outcome outcome = Import();
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.out, HasSubstr("1 bad line"));
  EXPECT_THAT(outcome.err, HasSubstr("members.jsonl:3: is no valid JSON"));
  EXPECT_THAT(outcome.err, HasSubstr("kept what food/a has said: being_found"));
  EXPECT_THAT(outcome.err, HasSubstr("1 line was not imported"));
}

TEST_F(ImportCommandTest, SaysWhatWasImportedBeforeTiesFailed) {
  server_.tie.BatchUpsertTies_.statuses = {grpc::Status(grpc::StatusCode::INTERNAL, "disk")};
  Outcome outcome = Import({"--json"});
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.out, HasSubstr("\"created_count\": \"2\""));
  EXPECT_THAT(outcome.err, HasSubstr("INTERNAL: disk"));
}

}  // namespace
}  // namespace weft::cli
