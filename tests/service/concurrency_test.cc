// Many at once: every acknowledged write is there, each exactly once.

#include <atomic>
#include <set>
#include <thread>

#include "tests/service/service_fixture.h"

namespace weft {
namespace {

constexpr int kThreads = 8;
constexpr int kWrites = 20;

class ConcurrencyTest : public ServiceTest {
 protected:
  void SetUp() override {
    ServiceTest::SetUp();
    AddNetwork("n1");
  }

  template <typename F>
  static void InThreads(F f) {
    std::vector<std::thread> threads;
    for (int t = 0; t < kThreads; ++t) threads.emplace_back([f, t] { f(t); });
    for (std::thread& thread : threads) thread.join();
  }
};

TEST_F(ConcurrencyTest, EachSeesItsOwnWriteAtOnce) {
  InThreads([this](int t) {
    for (int i = 0; i < kWrites; ++i) {
      const std::string id = "m" + std::to_string(t) + "-" + std::to_string(i);
      EXPECT_THAT(client_->CreateMember(NewMember(id, {"interest" + id})), IsGrpcOk());
      const std::vector<std::string> found = Found("interest" + id);
      EXPECT_FALSE(found.empty() || found.front() != id) << id;
    }
  });
  EXPECT_EQ(Index().member_count(), kThreads * kWrites);
  EXPECT_EQ(Index().change_sequence(), kThreads * kWrites + 1);
}

TEST_F(ConcurrencyTest, UpdatesOfOneMemberLoseNothing) {
  AddMember("ann");
  // Each thread changes a field of its own, without an etag.
  const std::vector<std::string> fields = {"bio",       "display_name", "organization", "timezone",
                                           "interests", "offers",       "needs",        "circles"};
  ASSERT_EQ(fields.size(), static_cast<size_t>(kThreads));
  InThreads([this, &fields](int t) {
    for (int i = 0; i < kWrites; ++i) {
      v1::UpdateMemberRequest request;
      v1::Member* member = request.mutable_member();
      member->set_name(Name("ann"));
      const std::string value = fields[t] == "timezone" ? "Europe/Berlin" : "value " + std::to_string(i);
      const auto* field = v1::Member::descriptor()->FindFieldByName(fields[t]);
      if (field->is_repeated()) {
        v1::Member::GetReflection()->AddString(member, field, value);
      } else {
        v1::Member::GetReflection()->SetString(member, field, value);
      }
      request.mutable_update_mask()->add_paths(fields[t]);
      EXPECT_THAT(client_->UpdateMember(request), IsGrpcOk());
    }
  });
  v1::GetMemberRequest get;
  get.set_name(Name("ann"));
  v1::Member ann;
  ASSERT_THAT(client_->GetMember(get, &ann), IsGrpcOk());
  const std::string last = "value " + std::to_string(kWrites - 1);
  EXPECT_EQ(ann.bio(), last);
  EXPECT_EQ(ann.display_name(), last);
  EXPECT_EQ(ann.organization(), last);
  EXPECT_EQ(ann.timezone(), "Europe/Berlin");
  EXPECT_THAT(ann.interests(), testing::ElementsAre(last));
  EXPECT_THAT(ann.offers(), testing::ElementsAre(last));
  EXPECT_THAT(ann.needs(), testing::ElementsAre(last));
  EXPECT_THAT(ann.circles(), testing::ElementsAre(last));
}

TEST_F(ConcurrencyTest, OneRequestSentManyTimesIsDoneOnce) {
  v1::CreateMemberRequest request = NewMember("ann", {"seeds"});
  request.set_request_id("7");
  InThreads([this, &request](int) { EXPECT_THAT(client_->CreateMember(request), IsGrpcOk()); });
  EXPECT_EQ(Index().change_sequence(), 2);
}

TEST_F(ConcurrencyTest, OneNameIsGivenOnce) {
  std::atomic<int> created{0};
  InThreads([this, &created](int) {
    const grpc::Status status = client_->CreateMember(NewMember("ann"));
    created += status.ok();
    if (!status.ok()) {
      EXPECT_THAT(status, FailsWith(grpc::StatusCode::ALREADY_EXISTS, "MEMBER_EXISTS"));
    }
  });
  EXPECT_EQ(created, 1);
}

TEST_F(ConcurrencyTest, NetworksOfTheirOwn) {
  InThreads([this](int t) {
    const std::string id = "own" + std::to_string(t);
    EXPECT_THAT(client_->CreateNetwork(NewNetwork(id)), IsGrpcOk());
    v1::CreateMemberRequest request = NewMember("ann", {"seed saving"});
    request.set_parent("networks/" + id);
    EXPECT_THAT(client_->CreateMember(request), IsGrpcOk());
    EXPECT_THAT(Found("seed saving", id), testing::ElementsAre("ann"));
  });
}

}  // namespace
}  // namespace weft
