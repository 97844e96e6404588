#include <thread>

#include "gmock/gmock.h"
#include "service/introduction_feed.h"
#include "tests/service/introduction_fixture.h"

namespace weft {
namespace {

using ::testing::ElementsAre;
using Event = v1::IntroductionEvent;

class IntroductionWatchTest : public IntroductionTest {};

TEST_F(IntroductionWatchTest, BeginsNowAndGoesOnWhereItLeftOff) {
  Mutual();
  std::string token;
  {
    const auto stream = Watch();
    const Event first = stream->Next();
    EXPECT_EQ(first.type(), Event::TYPE_UNSPECIFIED);
    EXPECT_NE(first.resume_token(), "");
    const std::string name = Propose("dee", {"cid"});
    const Event proposed = stream->Await(Event::TYPE_PROPOSED);
    EXPECT_EQ(proposed.introduction().name(), name);
    EXPECT_THAT(stream->seen(), ElementsAre(Event::TYPE_PROPOSED));
    token = proposed.resume_token();
    ASSERT_THAT(client_->RespondToIntroduction(Yes(name, "cid")), IsGrpcOk());
  }
  Start();  // Tokens outlive the server.
  const auto resumed = Watch("", token);
  resumed->Await(Event::TYPE_MUTUAL);
  EXPECT_THAT(resumed->seen(), ElementsAre(Event::TYPE_ANSWERED, Event::TYPE_MUTUAL));
}

TEST_F(IntroductionWatchTest, AMemberIsToldOfTheirOwnOnly) {
  const auto bob = Watch("bob");
  const auto dee = Watch("dee");
  bob->Next();
  dee->Next();
  const std::string name = Introduced();
  ASSERT_THAT(client_->RespondToIntroduction(Yes(name, "ann")), IsGrpcOk());
  ASSERT_THAT(client_->RespondToIntroduction(Yes(name, "bob")), IsGrpcOk());
  const Event mutual = bob->Await(Event::TYPE_MUTUAL);
  EXPECT_EQ(mutual.introduction().sides(1).contact().email(), AddressOf("ann"));
  // Not when ann answered.
  EXPECT_THAT(bob->seen(), ElementsAre(Event::TYPE_PROPOSED, Event::TYPE_ANSWERED, Event::TYPE_MUTUAL));
  const std::string own = Propose("dee", {"cid"});
  EXPECT_EQ(dee->Await(Event::TYPE_PROPOSED).introduction().name(), own);
  EXPECT_THAT(dee->seen(), ElementsAre(Event::TYPE_PROPOSED));
}

TEST_F(IntroductionWatchTest, ManyEventsComeInOrder) {
  const auto stream = Watch();
  stream->Next();
  // More than are read at once.
  for (int i = 0; i < 60; ++i) {
    const std::string name = Propose("cid", {"ann", "bob"}, "x");
    ASSERT_THAT(client_->WithdrawIntroduction(Withdrawal(name, "cid")), IsGrpcOk());
    clock_.Advance(absl::Hours(24 * 61));
  }
  std::vector<std::string> tokens;
  for (int i = 0; i < 60; ++i) {
    stream->Await(Event::TYPE_PROPOSED);
    tokens.push_back(stream->Await(Event::TYPE_LAPSED).resume_token());
  }
  EXPECT_EQ(stream->seen().size(), 120);
  const auto again = Watch("", tokens[0]);
  for (int i = 1; i < 60; ++i) EXPECT_EQ(again->Await(Event::TYPE_LAPSED).resume_token(), tokens[i]);
}

TEST_F(IntroductionWatchTest, AQuietStreamShowsThatItIsAlive) {
  const auto stream = Watch();
  const std::string first = stream->Next().resume_token();
  AddMember("new");
  clock_.Advance(absl::Seconds(31));
  const Event sign = stream->Next();
  EXPECT_EQ(sign.type(), Event::TYPE_UNSPECIFIED);
  EXPECT_NE(sign.resume_token(), "");
}

TEST_F(IntroductionWatchTest, BadTokensAndNamesAreRefused) {
  const std::string token = Watch()->Next().resume_token();
  EXPECT_THAT(Watch("", "nonsense")->Finish(), FailsWith(grpc::StatusCode::INVALID_ARGUMENT, "RESUME_TOKEN_INVALID"));
  // Of another reader.
  EXPECT_THAT(Watch("ann", token)->Finish(), FailsWith(grpc::StatusCode::INVALID_ARGUMENT, "RESUME_TOKEN_INVALID"));
  EXPECT_THAT(Watch("nobody")->Finish(), FailsWith(grpc::StatusCode::NOT_FOUND, "MEMBER_NOT_FOUND"));
  EXPECT_THAT(Stream(*client_, "networks/other/members/ann").Finish(),
              FailsWith(grpc::StatusCode::INVALID_ARGUMENT, "INVALID_FIELD"));
}

TEST_F(IntroductionWatchTest, EndsWhenTheServerStops) {
  const auto stream = Watch();
  stream->Next();
  std::thread drain([this] { server_->Drain(absl::Seconds(60)); });
  EXPECT_THAT(stream->Finish(), FailsWith(grpc::StatusCode::UNAVAILABLE, "SHUTTING_DOWN"));
  drain.join();
}

}  // namespace
}  // namespace weft
