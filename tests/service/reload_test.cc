// Snapshots are swapped in while calls and writes go on; none of them fails, and none sees less than it may.

#include <atomic>
#include <thread>

#include "tests/service/service_fixture.h"

namespace weft {
namespace {

using ::testing::Contains;
using ::testing::Not;

class ReloadTest : public ServiceTest {};

TEST_F(ReloadTest, NoCallFailsWhileSnapshotsAreSwapped) {
  constexpr int kReaders = 3;
  constexpr int kBuilds = 8;
  constexpr int kMembers = 60;
  AddNetwork("n1");
  const std::vector<std::string> interests = {"seed saving", "bread", "web design", "grant writing", "bees"};
  for (int i = 0; i < kMembers; ++i) AddMember("m" + std::to_string(i), {interests[i % 5], interests[(i + 1) % 5]});
  for (int i = 0; i + 1 < kMembers; i += 2) AddTie("m" + std::to_string(i), "m" + std::to_string(i + 1));

  std::atomic<bool> done{false};
  std::atomic<int64_t> acknowledged{Index().change_sequence()};
  std::atomic<int> calls{0};
  std::vector<std::thread> readers;
  for (int t = 0; t < kReaders; ++t) {
    readers.emplace_back([&, t] {
      for (int i = t; !done; ++i) {
        const int64_t least = acknowledged;
        v1::RecommendCollaboratorsRequest request;
        request.set_member(Name("m" + std::to_string(i % kMembers)));
        v1::RecommendCollaboratorsResponse response;
        EXPECT_THAT(client_->RecommendCollaborators(request, &response), IsGrpcOk());
        EXPECT_GE(response.change_sequence(), least);
        v1::SearchMembersResponse found;
        EXPECT_THAT(client_->SearchMembers(Search(interests[i % 5]), &found), IsGrpcOk());
        EXPECT_GE(found.results_size(), 1);
        ++calls;
      }
    });
  }
  std::thread writer([&] {
    for (int i = 0; !done; ++i) {
      v1::UpdateMemberRequest request;
      request.mutable_member()->set_name(Name("m" + std::to_string(i % kMembers)));
      request.mutable_member()->set_bio("version " + std::to_string(i));
      EXPECT_THAT(client_->UpdateMember(request), IsGrpcOk());
      acknowledged = Index().change_sequence();
    }
  });
  std::string version;
  for (int i = 0; i < kBuilds; ++i) {
    Build();
    v1::ReloadIndexRequest reload;
    reload.set_name("networks/n1");
    v1::IndexStatus status;
    ASSERT_THAT(client_->ReloadIndex(reload, &status), IsGrpcOk());
    EXPECT_NE(status.snapshot_version(), version);
    version = status.snapshot_version();
    const int so_far = calls;
    while (calls < so_far + kReaders) std::this_thread::yield();  // Some on each.
  }
  done = true;
  for (std::thread& reader : readers) reader.join();
  writer.join();
}

TEST_F(ReloadTest, WritesBesideABuildAreInTheNewView) {
  AddNetwork("n1");
  AddMember("ann", {"seed saving"});
  AddMember("bob", {"seed saving"});
  Build();
  // After the build, before the swap.
  AddMember("cid", {"mushrooms"});
  v1::DeleteMemberRequest erase;
  erase.set_name(Name("bob"));
  ASSERT_THAT(client_->DeleteMember(erase), IsGrpcOk());
  v1::ReloadIndexRequest reload;
  reload.set_name("networks/n1");
  ASSERT_THAT(client_->ReloadIndex(reload), IsGrpcOk());
  EXPECT_EQ(Index().state(), v1::IndexStatus::STATE_LOADED);
  EXPECT_EQ(Found("mushrooms").front(), "cid");
  EXPECT_THAT(Found("seed saving"), Not(Contains("bob")));
}

}  // namespace
}  // namespace weft
