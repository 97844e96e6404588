#include "client-examples/weekly-email/journal.h"

#include <sys/stat.h>

#include <fstream>
#include <sstream>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temp_dir.h"

namespace weft::weekly_email {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using Stage = Journal::Stage;

class JournalTest : public testing::Test {
 protected:
  std::string path() const { return dir_.File("state/food.journal"); }

  // As another process would, after this one was killed.
  std::unique_ptr<Journal> Open() {
    absl::StatusOr<std::unique_ptr<Journal>> journal = Journal::Open(path());
    EXPECT_OK(journal);
    return journal.ok() ? *std::move(journal) : nullptr;
  }

  std::string Content() const {
    std::ifstream in(path(), std::ios::binary);
    std::stringstream content;
    content << in.rdbuf();
    return content.str();
  }

  TempDir dir_;
};

TEST_F(JournalTest, StagesSurvive) {
  {
    auto journal = Open();
    ASSERT_OK(journal->Begin("n/messages/a", "c1", "<a@x>"));
    ASSERT_OK(journal->Begin("n/messages/b", "c2", "<b@x>"));
    ASSERT_OK(journal->AtEnd("n/messages/b"));
    ASSERT_OK(journal->Begin("n/messages/c", "c3", "<c@x>"));
    ASSERT_OK(journal->AtEnd("n/messages/c"));
    ASSERT_OK(journal->Sent("n/messages/c", true, {"n/members/m"}));
    ASSERT_OK(journal->Begin("n/messages/d", "c4", "<d@x>"));
    ASSERT_OK(journal->NotSent("n/messages/d"));
    ASSERT_OK(journal->Begin("n/messages/e", "c5", "<e@x>"));
    ASSERT_OK(journal->Done("n/messages/e"));
  }
  // Twice: what compaction writes reads alike.
  for (int i = 0; i < 2; ++i) {
    const std::vector<Journal::Entry> entries = Open()->Unfinished();
    ASSERT_THAT(entries, SizeIs(4));
    EXPECT_EQ(entries[0].stage, Stage::kBegun);
    EXPECT_EQ(entries[0].claim, "c1");
    EXPECT_EQ(entries[0].message_id, "<a@x>");
    EXPECT_EQ(entries[1].stage, Stage::kAtEnd);
    EXPECT_EQ(entries[2].stage, Stage::kSent);
    EXPECT_TRUE(entries[2].partly);
    EXPECT_THAT(entries[2].refused_members, ElementsAre("n/members/m"));
    EXPECT_EQ(entries[3].stage, Stage::kNotSent);
  }
}

TEST_F(JournalTest, AClaimRemembersWhatWasBegunUnderIt) {
  {
    auto journal = Open();
    EXPECT_EQ(journal->open_claim(), "");
    ASSERT_OK(journal->Claim("r1"));
    ASSERT_OK(journal->Begin("n/messages/a", "c1", "<a@x>"));
    ASSERT_OK(journal->Done("n/messages/a"));
  }
  for (int i = 0; i < 2; ++i) {
    auto journal = Open();
    EXPECT_EQ(journal->open_claim(), "r1");
    EXPECT_TRUE(journal->HasBegun("n/messages/a"));
    EXPECT_FALSE(journal->HasBegun("n/messages/b"));
    EXPECT_THAT(journal->Unfinished(), IsEmpty());
  }
  ASSERT_OK(Open()->ClaimDone());
  auto journal = Open();
  EXPECT_EQ(journal->open_claim(), "");
  EXPECT_FALSE(journal->HasBegun("n/messages/a"));
}

TEST_F(JournalTest, WhatIsDoneIsDropped) {
  {
    auto journal = Open();
    for (int i = 0; i < 100; ++i) {
      ASSERT_OK(journal->Begin("n/messages/a", "c", "<a@x>"));
      ASSERT_OK(journal->Done("n/messages/a"));
    }
    ASSERT_OK(journal->ClaimDone());
  }
  Open();
  EXPECT_EQ(Content(), "");
}

TEST_F(JournalTest, ALineThatWasCutOffIsForgotten) {
  { ASSERT_OK(Open()->Begin("n/messages/a", "c1", "<a@x>")); }
  std::ofstream(path(), std::ios::app | std::ios::binary) << R"({"record":"sent","mess)";
  {
    auto journal = Open();
    ASSERT_THAT(journal->Unfinished(), SizeIs(1));
    EXPECT_EQ(journal->Unfinished()[0].stage, Stage::kBegun);
    ASSERT_OK(journal->AtEnd("n/messages/a"));
  }
  EXPECT_EQ(Open()->Unfinished()[0].stage, Stage::kAtEnd);
}

TEST_F(JournalTest, AForeignFileIsLeftAlone) {
  { Open(); }
  for (const char* text :
       {"hello\n", "{\"record\":\"sent\",\"message\":\"never/begun\"}\n", "[]\n", "{\"record\":\"x\"}\n"}) {
    std::ofstream(path(), std::ios::binary) << text;
    EXPECT_THAT(Journal::Open(path()), StatusIs(absl::StatusCode::kDataLoss, HasSubstr("line 1 of the journal")))
        << text;
    EXPECT_EQ(Content(), text);
  }
}

TEST_F(JournalTest, OneMailerAtATime) {
  auto journal = Open();
  EXPECT_THAT(Journal::Open(path()), StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("another mailer")));
}

TEST_F(JournalTest, IsTheOwnersAlone) {
  auto journal = Open();
  struct stat status;
  ASSERT_EQ(stat(path().c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600u);
}

TEST_F(JournalTest, AFolderThatCannotBeMadeIsNamed) {
  EXPECT_THAT(Journal::Open("/proc/none/food.journal"),
              StatusIs(absl::StatusCode::kUnavailable, HasSubstr("/proc/none/food.journal")));
}

}  // namespace
}  // namespace weft::weekly_email
