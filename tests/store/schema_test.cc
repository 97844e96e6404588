#include "weft/store/schema.h"

#include <filesystem>
#include <thread>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temp_dir.h"
#include "weft/base/file.h"

namespace weft {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

constexpr const char* kOne[] = {"CREATE TABLE t (i INTEGER) STRICT"};
constexpr const char* kTwo[] = {kOne[0], "ALTER TABLE t ADD COLUMN j INTEGER; UPDATE t SET j = 10 * i"};
constexpr const char* kBroken[] = {kOne[0], "UPDATE t SET i = 7; INSERT INTO nowhere VALUES (1)"};

class SchemaTest : public testing::Test {
 protected:
  absl::StatusOr<std::unique_ptr<Database>> Open(absl::Span<const char* const> migrations,
                                                 Database::Mode mode = Database::Mode::kCreate, int32_t id = 7) {
    Database::Options options;
    options.mode = mode;
    return OpenWithSchema(path_, {id, migrations}, options);
  }
  TempDir dir_;
  const std::string path_ = dir_.File("x.db");
};

TEST_F(SchemaTest, OlderDataIsBroughtUpToDate) {
  {
    ASSERT_OK_AND_ASSIGN(std::unique_ptr<Database> db, Open(kOne));
    ASSERT_OK(db->Execute("INSERT INTO t VALUES (4)"));
  }
  ASSERT_OK_AND_ASSIGN(std::unique_ptr<Database> db, Open(kTwo, Database::Mode::kReadWrite));
  ASSERT_OK_AND_ASSIGN(const int64_t j, db->QueryInt("SELECT j FROM t"));
  EXPECT_EQ(j, 40);
  ASSERT_OK_AND_ASSIGN(const int64_t version, db->QueryInt("PRAGMA user_version"));
  EXPECT_EQ(version, 2);
}

TEST_F(SchemaTest, FailedMigrationLeavesTheOldData) {
  {
    ASSERT_OK_AND_ASSIGN(std::unique_ptr<Database> db, Open(kOne));
    ASSERT_OK(db->Execute("INSERT INTO t VALUES (4)"));
  }
  EXPECT_THAT(Open(kBroken), StatusIs(absl::StatusCode::kInternal, HasSubstr("from schema version 1")));
  ASSERT_OK_AND_ASSIGN(std::unique_ptr<Database> db, Open(kOne));
  ASSERT_OK_AND_ASSIGN(const int64_t i, db->QueryInt("SELECT i FROM t"));
  EXPECT_EQ(i, 4);
}

TEST_F(SchemaTest, FailedCreationLeavesNothing) {
  EXPECT_FALSE(Open(kBroken).ok());
  EXPECT_TRUE(std::filesystem::is_empty(dir_.path()));
}

TEST_F(SchemaTest, LaterVersionIsRefusedWithBothNumbers) {
  ASSERT_OK(Open(kTwo).status());
  const absl::Status refused = Open(kOne).status();
  EXPECT_THAT(refused, HasReason("SCHEMA_TOO_NEW"));
  EXPECT_THAT(refused, StatusIs(absl::StatusCode::kFailedPrecondition,
                                AllOf(HasSubstr(path_), HasSubstr("version 2"), HasSubstr("up to 1"))));
}

TEST_F(SchemaTest, ForeignDatabaseIsRefusedAndLeftAlone) {
  {
    Database::Options create;
    create.mode = Database::Mode::kCreate;
    ASSERT_OK_AND_ASSIGN(std::unique_ptr<Database> db, Database::Open(path_, create));
    ASSERT_OK(db->Execute("CREATE TABLE somebody_elses (x)"));
  }
  ASSERT_OK_AND_ASSIGN(const std::string before, ReadFile(path_));
  EXPECT_THAT(Open(kOne), HasReason("STORE_FOREIGN"));
  ASSERT_OK_AND_ASSIGN(const std::string after, ReadFile(path_));
  EXPECT_TRUE(before == after);
}

TEST_F(SchemaTest, OtherDatabaseOfWeftIsRefused) {
  ASSERT_OK(Open(kOne).status());
  EXPECT_THAT(Open(kOne, Database::Mode::kCreate, /*id=*/8), HasReason("STORE_FOREIGN"));
}

TEST_F(SchemaTest, MissingIsNotFoundUnlessToBeCreated) {
  EXPECT_THAT(Open(kOne, Database::Mode::kReadWrite), StatusIs(absl::StatusCode::kNotFound, HasSubstr(path_)));
  EXPECT_TRUE(std::filesystem::is_empty(dir_.path()));
  EXPECT_OK(Open(kOne));
}

TEST_F(SchemaTest, EmptyFileIsDamage) {
  ASSERT_OK(WriteFileDurably(path_, ""));
  EXPECT_THAT(Open(kOne), HasReason("STORE_CORRUPT"));
}

TEST_F(SchemaTest, LogWithoutDatabaseIsDamage) {
  ASSERT_OK(WriteFileDurably(path_ + "-wal", "something"));
  EXPECT_THAT(Open(kOne), HasReason("STORE_CORRUPT"));
}

TEST_F(SchemaTest, ManyMayCreateAndMigrateAtOnce) {
  for (absl::Span<const char* const> migrations : {absl::MakeConstSpan(kOne), absl::MakeConstSpan(kTwo)}) {
    std::vector<absl::Status> opened(8);
    std::vector<std::thread> threads;
    for (absl::Status& status : opened) {
      threads.emplace_back([this, migrations, &status] {
        absl::StatusOr<std::unique_ptr<Database>> db = Open(migrations);
        status = db.ok() ? (*db)->Run("INSERT INTO t (i) VALUES (1)") : db.status();
      });
    }
    for (std::thread& thread : threads) thread.join();
    for (const absl::Status& status : opened) EXPECT_OK(status);
  }
  ASSERT_OK_AND_ASSIGN(std::unique_ptr<Database> db, Open(kTwo));
  ASSERT_OK_AND_ASSIGN(const int64_t rows, db->QueryInt("SELECT count(*) FROM t"));
  EXPECT_EQ(rows, 16);
}

}  // namespace
}  // namespace weft
