#include <filesystem>

#include "tests/service/service_fixture.h"
#include "weft/base/file.h"
#include "weft/snapshot/snapshot.h"
#include "weft/snapshot/snapshot_paths.h"
#include "weft/store/store.h"

namespace weft {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class IndexServiceTest : public ServiceTest {
 protected:
  void SetUp() override {
    // Snapshots are found when ReloadIndex asks, and not before.
    options_.follow_period = absl::Hours(24);
    ServiceTest::SetUp();
    AddNetwork("n1");
    AddMember("ann", {"seed saving"});
    AddMember("bob", {"seed saving"});
  }

  grpc::Status Reload(v1::IndexStatus* status = nullptr) {
    v1::ReloadIndexRequest request;
    request.set_name("networks/n1");
    v1::IndexStatus ignored;
    return client_->ReloadIndex(request, status == nullptr ? &ignored : status);
  }

  // Spoils the largest file of the published snapshot.
  void SpoilSnapshot() {
    ASSERT_OK_AND_ASSIGN(const CurrentSnapshot current, ReadCurrent(options_.data_directory, "n1"));
    std::string largest;
    uintmax_t size = 0;
    for (const auto& file :
         std::filesystem::directory_iterator(SnapshotDirectory(options_.data_directory, "n1", current.version))) {
      if (file.file_size() > size) {
        size = file.file_size();
        largest = file.path();
      }
    }
    ASSERT_OK_AND_ASSIGN(std::string bytes, ReadFile(largest));
    bytes[bytes.size() / 2] ^= 1;
    // A new file: the old one may be mapped.
    ASSERT_OK(ReplaceFileDurably(largest, bytes));
  }
};

class FollowTest : public ServiceTest {
 protected:
  void SetUp() override {
    ServiceTest::SetUp();
    AddNetwork("n1");
    AddMember("ann", {"seed saving"});
  }
};

TEST_F(IndexServiceTest, WithoutSnapshot) {
  const v1::IndexStatus status = Index();
  EXPECT_EQ(status.network(), "networks/n1");
  EXPECT_EQ(status.state(), v1::IndexStatus::STATE_NO_SNAPSHOT);
  EXPECT_EQ(status.snapshot_version(), "");
  EXPECT_EQ(status.change_sequence(), 3);
  EXPECT_EQ(status.member_count(), 2);
  EXPECT_EQ(status.overlay_member_count(), 2);
  EXPECT_EQ(status.embedder(), embedder_.fingerprint());
  v1::IndexStatus reloaded;
  EXPECT_THAT(Reload(&reloaded), IsGrpcOk());
  EXPECT_EQ(reloaded.state(), v1::IndexStatus::STATE_NO_SNAPSHOT);
}

TEST_F(IndexServiceTest, ReloadTakesTheNewSnapshot) {
  Build();
  v1::IndexStatus status;
  ASSERT_THAT(Reload(&status), IsGrpcOk());
  EXPECT_EQ(status.state(), v1::IndexStatus::STATE_LOADED);
  EXPECT_EQ(status.snapshot_change_sequence(), 3);
  EXPECT_EQ(status.overlay_member_count(), 0);
  EXPECT_EQ(status.index_type(), "exact");
  EXPECT_EQ(status.recall(), 1);
  AddMember("cid");
  EXPECT_EQ(Index().change_sequence(), 4);
  EXPECT_EQ(Index().overlay_member_count(), 1);
  EXPECT_EQ(Index().snapshot_version(), status.snapshot_version());
}

TEST_F(IndexServiceTest, CountsTiesIsolatesAndClusters) {
  for (const char* id : {"cid", "dan", "eve"}) AddMember(id);
  AddTie("ann", "bob");
  AddTie("ann", "cid");
  EXPECT_EQ(Index().tie_count(), 2);
  EXPECT_EQ(Index().isolate_count(), 2);
  EXPECT_EQ(Index().largest_cluster_share(), 0);
  Build();
  ASSERT_THAT(Reload(), IsGrpcOk());
  EXPECT_EQ(Index().tie_count(), 2);
  EXPECT_EQ(Index().isolate_count(), 2);
  EXPECT_EQ(Index().cluster_count(), 1);
  EXPECT_GE(Index().fine_cluster_count(), 1);
  EXPECT_DOUBLE_EQ(Index().largest_cluster_share(), 0.6);
  // Ties count at once, clusters at the next build.
  AddTie("dan", "eve");
  AddMember("fay");
  EXPECT_EQ(Index().tie_count(), 3);
  EXPECT_EQ(Index().isolate_count(), 1);
  EXPECT_EQ(Index().cluster_count(), 1);
}

TEST_F(FollowTest, FollowsSnapshotsByItself) {
  Build();
  while (Index().state() != v1::IndexStatus::STATE_LOADED) {
  }
  const std::string first = Index().snapshot_version();
  AddMember("cid");
  Build();
  while (Index().snapshot_version() == first) {
  }
  EXPECT_EQ(Index().snapshot_change_sequence(), 3);
}

TEST_F(FollowTest, FollowsWhatAnotherProcessWrites) {
  ASSERT_OK_AND_ASSIGN(const std::unique_ptr<Store> beside, Store::Open(options_.data_directory, &clock_, {}));
  WriteBatch network;
  network.mutations.emplace_back(CreateNetworkMutation{"n2", "", NewNetwork("n2").network().policy()});
  ASSERT_OK(beside->Apply(network));
  WriteBatch member;
  member.mutations.emplace_back(
      PutMemberMutation{"n2", "eve", NewMember("eve", {"mushrooms"}).member(), PutMemberMutation::Expect::kAbsent});
  ASSERT_OK(beside->Apply(member));
  v1::GetIndexStatusRequest request;
  request.set_name("networks/n2");
  v1::IndexStatus status;
  while (status.member_count() < 1) {
    const grpc::Status asked = client_->GetIndexStatus(request, &status);
    ASSERT_TRUE(asked.ok() || ErrorOf(asked).reason == "NETWORK_LOADING") << asked.error_message();
  }
  EXPECT_THAT(Found("mushrooms", "n2"), ElementsAre("eve"));
}

TEST_F(IndexServiceTest, RefusedSnapshotLeavesTheLastGoodOne) {
  Build();
  ASSERT_THAT(Reload(), IsGrpcOk());
  const std::string good = Index().snapshot_version();
  AddMember("cid", {"mushrooms"});
  Build();
  SpoilSnapshot();
  EXPECT_THAT(Reload(), FailsWith(grpc::StatusCode::FAILED_PRECONDITION, "SNAPSHOT_REFUSED"));
  EXPECT_EQ(Index().state(), v1::IndexStatus::STATE_LOADED);
  EXPECT_EQ(Index().snapshot_version(), good);
  EXPECT_THAT(Index().refusal(), HasSubstr("damaged"));
  EXPECT_EQ(Found("mushrooms").front(), "cid");
  AddMember("dan", {"beekeeping"});
  EXPECT_EQ(Found("beekeeping").front(), "dan");
  Build();
  ASSERT_THAT(Reload(), IsGrpcOk());
  EXPECT_EQ(Index().refusal(), "");
  EXPECT_EQ(Index().overlay_member_count(), 0);
}

TEST_F(IndexServiceTest, RefusedAtTheStartAnswersUnavailable) {
  Build();
  server_.reset();
  SpoilSnapshot();
  Start();  // SERVING all the same.
  EXPECT_EQ(Index().state(), v1::IndexStatus::STATE_REFUSED);
  EXPECT_THAT(client_->SearchMembers(Search("seeds")), FailsWith(grpc::StatusCode::UNAVAILABLE, "SNAPSHOT_REFUSED"));
  // What the store holds can be read and written: a member who refuses must not have to wait.
  AddMember("cid", {"mushrooms"});
  v1::GetMemberRequest get;
  get.set_name(Name("cid"));
  EXPECT_THAT(client_->GetMember(get), IsGrpcOk());
  Build();
  ASSERT_THAT(Reload(), IsGrpcOk());
  EXPECT_EQ(Found("mushrooms").front(), "cid");
}

TEST_F(IndexServiceTest, DamagedCurrentFileIsRefused) {
  Build();
  ASSERT_THAT(Reload(), IsGrpcOk());
  ASSERT_OK(ReplaceFileDurably(CurrentFile(options_.data_directory, "n1"), "nonsense"));
  EXPECT_THAT(Reload(), FailsWith(grpc::StatusCode::FAILED_PRECONDITION, "SNAPSHOT_REFUSED"));
  EXPECT_THAT(Found("seed saving"), Not(IsEmpty()));
}

TEST_F(IndexServiceTest, SnapshotOfAnotherEmbedderIsRefused) {
  HashEmbedder other(96);
  server_.reset();
  BuildWith(other);
  Start();
  EXPECT_EQ(Index().state(), v1::IndexStatus::STATE_REFUSED);
  EXPECT_THAT(Index().refusal(), HasSubstr("embedder"));
}

TEST_F(IndexServiceTest, SnapshotAheadOfTheStoreIsRefused) {
  Build();
  server_.reset();
  // A store restored from before the build.
  for (const char* file : {"weft.db", "weft.db-wal", "weft.db-shm"}) {
    std::filesystem::remove(options_.data_directory + "/" + file);
  }
  Start();
  AddNetwork("n1");
  while (Index().state() == v1::IndexStatus::STATE_UNSPECIFIED) {
  }
  EXPECT_EQ(Index().state(), v1::IndexStatus::STATE_REFUSED);
  EXPECT_THAT(Index().refusal(), HasSubstr("store"));
}

TEST_F(IndexServiceTest, ListsAllNetworks) {
  AddNetwork("n2");
  AddNetwork("n0");
  v1::ListIndexStatusesRequest request;
  request.set_page_size(2);
  std::vector<std::string> names;
  do {
    v1::ListIndexStatusesResponse page;
    ASSERT_THAT(client_->ListIndexStatuses(request, &page), IsGrpcOk());
    for (const v1::IndexStatus& status : page.statuses()) names.push_back(status.network());
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  EXPECT_THAT(names, ElementsAre("networks/n0", "networks/n1", "networks/n2"));
}

}  // namespace
}  // namespace weft
