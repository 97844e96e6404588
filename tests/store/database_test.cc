#include "weft/store/database.h"

#include <limits>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temp_dir.h"

namespace weft {
namespace {

using ::testing::HasSubstr;

class DatabaseTest : public testing::Test {
 protected:
  void SetUp() override {
    Database::Options options;
    options.mode = Database::Mode::kCreate;
    options.busy_timeout = absl::ZeroDuration();
    for (std::unique_ptr<Database>* db : {&db_, &other_}) {
      absl::StatusOr<std::unique_ptr<Database>> opened = Database::Open(dir_.File("x.db"), options);
      ASSERT_THAT(opened, IsOk());
      *db = *std::move(opened);
      ASSERT_THAT((*db)->Execute("PRAGMA journal_mode = WAL"), IsOk());
    }
    ASSERT_THAT(db_->Execute("CREATE TABLE t (i INTEGER, r REAL, s TEXT, b BLOB) STRICT"), IsOk());
  }
  TempDir dir_;
  std::unique_ptr<Database> db_;
  std::unique_ptr<Database> other_;
};

TEST_F(DatabaseTest, ValuesComeBackAsTheyWent) {
  const std::string bytes("\0\xff'", 3);
  const int64_t lowest = std::numeric_limits<int64_t>::min();
  ASSERT_OK(db_->Run("INSERT INTO t VALUES (?1, ?2, ?3, ?4)", lowest, 0.1, "it's", Blob{bytes}));
  ASSERT_OK(
      db_->Run("INSERT INTO t VALUES (?1, ?2, ?3, ?4)", absl::optional<int64_t>(), 1.0, absl::string_view(), Blob{""}));
  ASSERT_OK_AND_ASSIGN(Statement rows, db_->Prepare("SELECT i, r, s, b FROM t ORDER BY rowid"));
  ASSERT_OK_AND_ASSIGN(bool more, rows.Step());
  ASSERT_TRUE(more);
  EXPECT_EQ(rows.Int(0), lowest);
  EXPECT_EQ(rows.Real(1), 0.1);
  EXPECT_EQ(rows.Text(2), "it's");
  EXPECT_EQ(rows.Bytes(3), bytes);
  ASSERT_OK_AND_ASSIGN(more, rows.Step());
  ASSERT_TRUE(more);
  EXPECT_FALSE(rows.OptionalInt(0).has_value());
  EXPECT_EQ(rows.Text(2), "");
  EXPECT_EQ(rows.Bytes(3), "");
  ASSERT_OK_AND_ASSIGN(more, rows.Step());
  EXPECT_FALSE(more);
}

TEST_F(DatabaseTest, OneStatementMayRunInsideItself) {
  ASSERT_OK(db_->Execute("INSERT INTO t (i) VALUES (1), (2)"));
  const char* sql = "SELECT i FROM t ORDER BY i";
  ASSERT_OK_AND_ASSIGN(Statement outer, db_->Prepare(sql));
  ASSERT_OK(outer.Step());
  {
    ASSERT_OK_AND_ASSIGN(Statement inner, db_->Prepare(sql));
    ASSERT_OK(inner.Step());
    ASSERT_OK(inner.Step());
    EXPECT_EQ(inner.Int(0), 2);
  }
  EXPECT_EQ(outer.Int(0), 1);
}

TEST_F(DatabaseTest, TransactionEndsWithItsScope) {
  {
    ASSERT_OK_AND_ASSIGN(Transaction dropped, Transaction::Begin(db_.get(), Transaction::Kind::kWrite));
    ASSERT_OK(db_->Run("INSERT INTO t (i) VALUES (1)"));
  }
  EXPECT_FALSE(db_->InTransaction());
  {
    ASSERT_OK_AND_ASSIGN(Transaction kept, Transaction::Begin(db_.get(), Transaction::Kind::kWrite));
    ASSERT_OK(db_->Run("INSERT INTO t (i) VALUES (2)"));
    ASSERT_OK(kept.Commit());
  }
  ASSERT_OK_AND_ASSIGN(const int64_t sum, db_->QueryInt("SELECT sum(i) FROM t"));
  EXPECT_EQ(sum, 2);
}

TEST_F(DatabaseTest, SecondWriterIsBusy) {
  ASSERT_OK_AND_ASSIGN(Transaction first, Transaction::Begin(db_.get(), Transaction::Kind::kWrite));
  const absl::Status busy = Transaction::Begin(other_.get(), Transaction::Kind::kWrite).status();
  EXPECT_THAT(busy, HasReason("STORE_BUSY"));
  EXPECT_THAT(busy, StatusIs(absl::StatusCode::kUnavailable, HasSubstr(dir_.File("x.db"))));
  EXPECT_OK(Transaction::Begin(other_.get(), Transaction::Kind::kRead)) << "readers are not kept out";
}

TEST_F(DatabaseTest, MistakesAreStatuses) {
  EXPECT_THAT(db_->Run("SELECT nonsense FROM nowhere"), HasReason("STORE_FAILED"));
  EXPECT_THAT(db_->Run("INSERT INTO t (i) VALUES ('text')"), HasReason("STORE_FAILED"));
  EXPECT_THAT(Database::Open("/nonexistent/x.db", {}),
              StatusIs(absl::StatusCode::kInternal, HasSubstr("/nonexistent")));
  Database::Options read_only;
  read_only.mode = Database::Mode::kReadOnly;
  ASSERT_OK_AND_ASSIGN(std::unique_ptr<Database> reader, Database::Open(dir_.File("x.db"), read_only));
  EXPECT_THAT(reader->Run("DELETE FROM t"), HasReason("STORE_NOT_WRITABLE"));
}

}  // namespace
}  // namespace weft
