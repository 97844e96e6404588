#include <sys/resource.h>

#include <csignal>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/store/introduction_fixture.h"
#include "weft/base/file.h"
#include "weft/base/random.h"

namespace weft {
namespace {

using ::testing::AnyOf;
using ::testing::HasSubstr;

std::string SomeText(Random* random, size_t size) {
  std::string text;
  while (text.size() < size) text.push_back(static_cast<char>('a' + random->Below(26)));
  return text;
}

class StoreDamageTest : public StoreFixture {
 protected:
  void SetUp() override {
    StoreFixture::SetUp();
    Random random(1);
    std::vector<Mutation> mutations = {CreateNetwork()};
    for (int i = 0; i < 300; ++i) mutations.push_back(PutMember(absl::StrCat("m", i), SomeText(&random, 500)));
    for (int i = 1; i < 300; ++i) mutations.push_back(PutTie("m0", absl::StrCat("m", i)));
    for (int i = 1; i < 60; ++i) {
      PutIntroductionMutation put = Introduce(absl::StrCat("i", i), {"m0", absl::StrCat("m", i)});
      put.introduction.introduction.set_note(SomeText(&random, 300));
      mutations.push_back(put);
    }
    ASSERT_OK(store_->Apply(Batch(std::move(mutations))));
    store_.reset();
    absl::StatusOr<std::string> bytes = ReadFile(path_);
    ASSERT_THAT(bytes, IsOk());
    bytes_ = *std::move(bytes);
  }

  // Opens the store and does a bit of everything; the first error.
  absl::Status UseAll() {
    WEFT_ASSIGN_OR_RETURN(std::unique_ptr<Store> store, Store::Open(dir_.path(), &clock_, {}));
    Store::Visitor visitor;
    visitor.network = [](const v1::Network&) { return absl::OkStatus(); };
    visitor.member = [](const StoredMember&) { return absl::OkStatus(); };
    visitor.tie = [](const StoredTie&) { return absl::OkStatus(); };
    WEFT_RETURN_IF_ERROR(store->ReadNetwork("n", visitor));
    WEFT_RETURN_IF_ERROR(store->ReadDelta("n", 0, 10000).status());
    WEFT_RETURN_IF_ERROR(store->ListAudit("n", 0, 10000).status());
    WEFT_RETURN_IF_ERROR(store->introductions().List("n", {}, 0, 1000).status());
    WEFT_RETURN_IF_ERROR(store->introductions().ListEvents("n", 0, 1000).status());
    WEFT_RETURN_IF_ERROR(store->introductions().OfAll("n").status());
    WEFT_RETURN_IF_ERROR(store->Apply(Batch({DeleteMember("m0"), PutMember("m1", "x")}, "r")).status());
    return absl::OkStatus();
  }

  const std::string path_ = dir_.File("weft.db");
  std::string bytes_;
};

TEST_F(StoreDamageTest, TruncatedFileIsNamed) {
  for (size_t size : {size_t{0}, size_t{1}, size_t{100}, size_t{4096}, bytes_.size() / 2, bytes_.size() - 1}) {
    ASSERT_OK(WriteFileDurably(path_, absl::string_view(bytes_).substr(0, size)));
    const absl::Status status = UseAll();
    EXPECT_THAT(status, StatusIs(absl::StatusCode::kDataLoss, HasSubstr(path_))) << size;
    EXPECT_THAT(status, HasReason("STORE_CORRUPT")) << size;
  }
}

TEST_F(StoreDamageTest, GarbageIsNamed) {
  Random random(2);
  for (size_t size : {size_t{5}, size_t{512}, size_t{100000}}) {
    ASSERT_OK(WriteFileDurably(path_, SomeText(&random, size)));
    EXPECT_THAT(UseAll(), HasReason("STORE_CORRUPT")) << size;
  }
}

TEST_F(StoreDamageTest, NoFlippedBytesCrash) {
  Random random(3);
  int noticed = 0;
  for (int round = 0; round < 60; ++round) {
    std::string damaged = bytes_;
    const size_t start = 100 + random.Below(damaged.size() - 200);
    for (size_t i = start; i < start + 1 + random.Below(64); ++i) damaged[i] = static_cast<char>(random.Next());
    ASSERT_OK(WriteFileDurably(path_, damaged));
    const absl::Status status = UseAll();
    if (status.ok()) continue;  // In the middle of a text, for instance.
    ++noticed;
    // A garbled row may also look like one that is not there.
    EXPECT_THAT(status.code(), AnyOf(absl::StatusCode::kDataLoss, absl::StatusCode::kNotFound,
                                     absl::StatusCode::kInternal, absl::StatusCode::kFailedPrecondition))
        << status;
  }
  EXPECT_GT(noticed, 10);
}

TEST_F(StoreDamageTest, FullDiskRefusesAndLosesNothing) {
  ASSERT_OK_AND_ASSIGN(std::unique_ptr<Store> store, Store::Open(dir_.path(), &clock_, {}));
  ASSERT_OK_AND_ASSIGN(const int64_t before, store->Sequence("n"));
  Random random(4);
  std::vector<WriteBatch> group;
  for (int i = 0; i < 20; ++i) group.push_back(Batch({PutMember(absl::StrCat("new", i), SomeText(&random, 100000))}));

  struct rlimit old_limit;
  ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &old_limit), 0);
  auto old_handler = std::signal(SIGXFSZ, SIG_IGN);
  struct rlimit limit = old_limit;
  limit.rlim_cur = 1000000;  // Stands for a disk with little room left.
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &limit), 0);
  std::vector<absl::StatusOr<ApplyResult>> results = store->ApplyGroup(group);
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &old_limit), 0);
  std::signal(SIGXFSZ, old_handler);

  for (const absl::StatusOr<ApplyResult>& result : results) {
    EXPECT_THAT(result, StatusIs(absl::StatusCode::kResourceExhausted, HasSubstr(path_)));
    EXPECT_THAT(result, HasReason("DISK_FULL"));
  }
  ASSERT_OK_AND_ASSIGN(int64_t sequence, store->Sequence("n"));
  EXPECT_EQ(sequence, before);
  for (const absl::StatusOr<ApplyResult>& result : store->ApplyGroup(group)) EXPECT_OK(result);
  ASSERT_OK_AND_ASSIGN(sequence, store->Sequence("n"));
  EXPECT_EQ(sequence, before + 20);
}

TEST(StoreOpenTest, MissingStoreIsNotFoundUnlessToBeCreated) {
  TempDir dir;
  FakeClock clock;
  Store::Options options;
  options.create = false;
  EXPECT_THAT(Store::Open(dir.File("data"), &clock, options), HasReason("STORE_NOT_FOUND"));
  EXPECT_OK(Store::Open(dir.File("data"), &clock, {}));
  EXPECT_OK(Store::Open(dir.File("data"), &clock, options));
}

}  // namespace
}  // namespace weft
