#include <atomic>
#include <set>
#include <thread>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/store/store_fixture.h"

namespace weft {
namespace {

using ::testing::SizeIs;

class StoreConcurrencyTest : public StoreFixture {
 protected:
  void SetUp() override {
    StoreFixture::SetUp();
    ASSERT_OK(store_->Apply(Batch({CreateNetwork()})));
    // A second store over the same folder, as another process has it.
    absl::StatusOr<std::unique_ptr<Store>> other = Store::Open(dir_.path(), &clock_, {});
    ASSERT_THAT(other, IsOk());
    other_ = *std::move(other);
  }
  void ExpectGapless(int64_t changes) {
    ASSERT_OK_AND_ASSIGN(const std::vector<AuditEntry> audit, store_->ListAudit("n", 0, 1000000));
    ASSERT_THAT(audit, SizeIs(changes));
    for (size_t i = 0; i < audit.size(); ++i) ASSERT_EQ(audit[i].sequence, i + 1);
  }
  std::unique_ptr<Store> other_;
};

TEST_F(StoreConcurrencyTest, WritersOfTwoStoresShareOneSequence) {
  constexpr int kThreads = 4;
  constexpr int kBatches = 40;
  std::vector<std::vector<int64_t>> sequences(kThreads);
  std::atomic<int> failed{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&, t] {
      Store* store = t % 2 == 0 ? store_.get() : other_.get();
      for (int i = 0; i < kBatches; ++i) {
        absl::StatusOr<ApplyResult> result = store->Apply(
            Batch({PutMember(absl::StrCat("m", t, "-", i)), PutMember("shared", absl::StrCat(t, "-", i))}));
        if (result.ok()) {
          sequences[t].push_back(result->sequence);
        } else {
          ++failed;
        }
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(failed, 0);
  std::set<int64_t> all;
  for (const std::vector<int64_t>& own : sequences) {
    for (int64_t sequence : own) EXPECT_TRUE(all.insert(sequence).second) << sequence;
  }
  EXPECT_THAT(all, SizeIs(kThreads * kBatches));
  ExpectGapless(1 + 2 * kThreads * kBatches);
}

TEST_F(StoreConcurrencyTest, DuplicatesOfOneRequestAreWrittenOnce) {
  constexpr int kThreads = 6;
  for (int round = 0; round < 10; ++round) {
    const WriteBatch batch = Batch({PutMember(absl::StrCat("m", round))}, absl::StrCat("r", round));
    std::atomic<int> first{0};
    std::atomic<int> repeated{0};
    std::vector<std::thread> threads;
    for (int t = 0; t < kThreads; ++t) {
      threads.emplace_back([&, t] {
        absl::StatusOr<ApplyResult> result = (t % 2 == 0 ? store_ : other_)->Apply(batch);
        if (result.ok()) ++(result->repeated ? repeated : first);
      });
    }
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(first, 1);
    EXPECT_EQ(repeated, kThreads - 1);
  }
  ExpectGapless(11);
}

TEST_F(StoreConcurrencyTest, ReadersSeeOneMomentEach) {
  // Every batch writes both members and a tie weight with the same number.
  const auto batch = [](int i) {
    return Batch({PutMember("a", absl::StrCat(i)), PutMember("b", absl::StrCat(i)), PutTie("a", "b", i)});
  };
  ASSERT_OK(store_->Apply(batch(1)));
  std::atomic<bool> done{false};
  std::atomic<int> torn{0};
  std::atomic<int> reads{0};
  std::vector<std::thread> readers;
  for (int t = 0; t < 6; ++t) {  // More than there are connections.
    readers.emplace_back([&, t] {
      do {
        std::set<double> numbers;
        if (t % 2 == 0) {
          Store::Visitor visitor;
          visitor.network = [](const v1::Network&) { return absl::OkStatus(); };
          visitor.member = [&](const StoredMember& m) {
            return numbers.insert(std::stod(m.member.bio())), absl::OkStatus();
          };
          visitor.tie = [&](const StoredTie& tie) { return numbers.insert(tie.tie.weight()), absl::OkStatus(); };
          if (!(t == 0 ? other_ : store_)->ReadNetwork("n", visitor).ok()) ++torn;
        } else {
          absl::StatusOr<Store::Delta> delta = store_->ReadDelta("n", 1, 100000);
          if (!delta.ok() || !delta->complete || delta->sequence != delta->network.change_sequence()) {
            ++torn;
            continue;
          }
          for (const StoredMember& member : delta->members) numbers.insert(std::stod(member.member.bio()));
          for (const auto& neighborhood : delta->neighborhoods) numbers.insert(neighborhood.ties.at(0).tie.weight());
        }
        if (numbers.size() != 1) ++torn;
        ++reads;
      } while (!done);
    });
  }
  for (int i = 2; i < 100; ++i) ASSERT_OK((i % 2 == 0 ? store_ : other_)->Apply(batch(i)));
  done = true;
  for (std::thread& reader : readers) reader.join();
  EXPECT_EQ(torn, 0);
  EXPECT_GE(reads, 6);
}

TEST_F(StoreConcurrencyTest, WriteIsVisibleAtOnceToEveryStore) {
  for (int i = 0; i < 50; ++i) {
    ASSERT_OK_AND_ASSIGN(const ApplyResult result, store_->Apply(Batch({PutMember("a", absl::StrCat(i))})));
    ASSERT_OK_AND_ASSIGN(const int64_t sequence, other_->Sequence("n"));
    ASSERT_EQ(sequence, result.sequence);
    ASSERT_OK_AND_ASSIGN(const StoredMember member, other_->GetMember("n", "a"));
    ASSERT_EQ(member.member.bio(), absl::StrCat(i));
  }
}

}  // namespace
}  // namespace weft
