#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/store/store_fixture.h"
#include "weft/base/file.h"

namespace weft {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using Outcome = ApplyResult::Outcome;

PutContactMutation Mail(const std::string& email, const std::string& etag = "") {
  PutContactMutation mutation;
  mutation.network = "n";
  mutation.member_id = "a";
  mutation.contact.set_email(email);
  mutation.etag = etag;
  return mutation;
}

class StoreContactTest : public StoreFixture {
 protected:
  void SetUp() override {
    StoreFixture::SetUp();
    ASSERT_OK(store_->Apply(Batch({CreateNetwork(), PutMember("a"), PutMember("b")})));
  }
  v1::Contact Get() const {
    absl::StatusOr<v1::Contact> contact = store_->GetContact("n", "a");
    EXPECT_OK(contact);
    return contact.ok() ? *contact : v1::Contact();
  }
  Outcome Apply(const WriteBatch& batch) {
    absl::StatusOr<ApplyResult> result = store_->Apply(batch);
    EXPECT_OK(result);
    return result.ok() ? result->outcomes[0] : Outcome::kMissing;
  }
};

TEST_F(StoreContactTest, NoneIsEmptyWithNameAndEtag) {
  const v1::Contact none = Get();
  EXPECT_EQ(none.name(), MemberPath("a") + "/contact");
  EXPECT_EQ(none.email(), "");
  EXPECT_NE(none.etag(), "");
  EXPECT_EQ(Apply(Batch({Mail("a@example.org", none.etag())})), Outcome::kCreated);
  EXPECT_NE(Get().etag(), none.etag());
}

TEST_F(StoreContactTest, WhatTheMemberSetNobodyElseChanges) {
  EXPECT_EQ(Apply(Batch({Mail("imported@example.org")})), Outcome::kCreated);
  EXPECT_FALSE(Get().spoken());
  EXPECT_EQ(Apply(Batch({Mail("imported@example.org")})), Outcome::kUnchanged);
  EXPECT_EQ(Apply(MemberSays({Mail("own@example.org")})), Outcome::kUpdated);
  EXPECT_TRUE(Get().spoken());
  EXPECT_EQ(Apply(Batch({Mail("imported@example.org")})), Outcome::kKept);
  EXPECT_EQ(Get().email(), "own@example.org");
  // That mail comes back is recorded all the same.
  PutContactMutation bounced = Mail("own@example.org");
  bounced.contact.set_email_bounced(true);
  EXPECT_EQ(Apply(Batch({bounced})), Outcome::kUpdated);
  EXPECT_TRUE(Get().email_bounced());
  EXPECT_TRUE(Get().spoken());
}

TEST_F(StoreContactTest, RefusesAnOldEtagAndAnUnknownMember) {
  const std::string before = Get().etag();
  ASSERT_OK(store_->Apply(Batch({Mail("a@example.org")})));
  EXPECT_THAT(store_->Apply(Batch({Mail("b@example.org", before)})), HasReason("ETAG_MISMATCH"));
  PutContactMutation nobody = Mail("x@example.org");
  nobody.member_id = "nobody";
  EXPECT_THAT(store_->Apply(Batch({nobody})), HasReason("MEMBER_NOT_FOUND"));
  EXPECT_THAT(store_->GetContact("n", "nobody"), HasReason("MEMBER_NOT_FOUND"));
}

TEST_F(StoreContactTest, IsErasedWithTheMemberAndInNoLog) {
  ASSERT_OK(store_->Apply(MemberSays({Mail("find-me@example.org")})));
  ASSERT_OK_AND_ASSIGN(const Store::Delta delta, store_->ReadDelta("n", 0, 100));
  for (const StoredMember& member : delta.members) {
    EXPECT_THAT(member.member.DebugString(), Not(HasSubstr("find-me")));
  }
  ASSERT_OK_AND_ASSIGN(const std::vector<AuditEntry> audit, store_->ListAudit("n", 3, 1));
  EXPECT_EQ(audit[0].action, "contact.put");
  EXPECT_EQ(audit[0].subject, MemberPath("a") + "/contact");
  ASSERT_OK(store_->Apply(Batch({DeleteMember("a")})));
  store_.reset();
  ASSERT_OK_AND_ASSIGN(const std::string bytes, ReadFile(dir_.File("weft.db")));
  EXPECT_THAT(bytes, Not(HasSubstr("find-me")));
}

TEST_F(StoreContactTest, TheFirstSecretStays) {
  ASSERT_OK_AND_ASSIGN(const std::string first, store_->KeepSecret("links", std::string("\0one", 4)));
  EXPECT_EQ(first, std::string("\0one", 4));
  Reopen();
  ASSERT_OK_AND_ASSIGN(const std::string again, store_->KeepSecret("links", "two"));
  EXPECT_EQ(again, first);
  ASSERT_OK_AND_ASSIGN(const std::string other, store_->KeepSecret("others", "two"));
  EXPECT_EQ(other, "two");
}

}  // namespace
}  // namespace weft
