#include "weft/store/store_schema.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/store/introduction_fixture.h"

namespace weft {
namespace {

// Stores of the first version exist: what they hold goes on, and takes in what is new.
TEST(StoreSchemaTest, StoresOfTheFirstVersionGoOn) {
  TempDir dir;
  FakeClock clock;
  {
    Database::Options options;
    options.mode = Database::Mode::kCreate;
    const Schema first = {StoreSchema().application_id, StoreSchema().migrations.subspan(0, 1)};
    ASSERT_OK_AND_ASSIGN(std::unique_ptr<Database> db, OpenWithSchema(dir.File("weft.db"), first, options));
    ASSERT_OK(
        db->Execute("INSERT INTO networks VALUES (1, 'n', 'Network', x'', 1, 5, 3, 2, 0);"
                    "INSERT INTO members VALUES (4, 1, 'a', 1, 5, 5, 2, x'');"
                    "INSERT INTO members VALUES (6, 1, 'b', 1, 5, 5, 3, x'');"
                    "INSERT INTO changes VALUES (1, 1, 1, 0, 0, 5, 'x', 0);"
                    "INSERT INTO changes VALUES (1, 2, 3, 4, 0, 5, 'x', 0);"
                    "INSERT INTO changes VALUES (1, 3, 3, 6, 0, 5, 'x', 0);"));
  }
  ASSERT_OK_AND_ASSIGN(const std::unique_ptr<Store> store, Store::Open(dir.path(), &clock, {}));
  ASSERT_OK_AND_ASSIGN(const StoredMember member, store->GetMember("n", "b"));
  EXPECT_EQ(member.key, 6);
  ASSERT_OK_AND_ASSIGN(const ApplyResult result, store->Apply(Batch({Introduce("i1", {"a", "b"})})));
  EXPECT_EQ(result.sequence, 4);
  ASSERT_OK_AND_ASSIGN(const StoredIntroduction stored, store->introductions().Get("n", "i1"));
  EXPECT_EQ(stored.sides[1].member_key, 6);
  ASSERT_OK_AND_ASSIGN(const std::vector<AuditEntry> audit, store->ListAudit("n", 0, 10));
  ASSERT_EQ(audit.size(), 4);
  EXPECT_EQ(audit[1].subject, MemberPath("a"));
}

}  // namespace
}  // namespace weft
