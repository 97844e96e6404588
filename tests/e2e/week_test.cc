// A week of a network: planned, opened, told, answered, reported; and nothing lost and nobody told twice when the
// server is killed in the middle.

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "gmock/gmock.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/security/credentials.h"
#include "tests/e2e/weft_fixture.h"
#include "weft/v1/message_service.grpc.pb.h"

namespace weft::e2e {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Ge;
using ::testing::Gt;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

constexpr int kMembers = 60;
constexpr int kClaimMax = 100;

std::string LastPart(const std::string& name) { return name.substr(name.rfind('/') + 1); }

class WeekTest : public WeftFixture {
 protected:
  // The food network behind a server, everybody with an address.
  void SetUp() override {
    MakeFoodNetwork();
    StartServer();
    std::string addresses = "id,email\n";
    const nlohmann::json all = CtlJson({"member", "list", "food"});
    for (const nlohmann::json& member : all["members"]) {
      const std::string id = LastPart(member["name"].get<std::string>());
      absl::StrAppend(&addresses, id, ",", id, "@example.org\n");
    }
    const Finished import = Ctl({"contact", "import", "food", WriteText("addresses.csv", addresses)});
    ASSERT_EQ(import.exit_code, 0) << import.err;
    ASSERT_THAT(import.out, HasSubstr(absl::StrCat(kMembers, " written")));
  }

  void KillAndStartAgain() {
    KillServer();
    StartServer();
  }

  // Calls MessageService, and fails the test if that fails. A stub of its own: the server may be another by now.
  template <typename Request, typename Response>
  Response Call(grpc::Status (v1::MessageService::Stub::*method)(grpc::ClientContext*, const Request&, Response*),
                const Request& request) const {
    auto stub = v1::MessageService::NewStub(grpc::CreateChannel(address(), grpc::InsecureChannelCredentials()));
    grpc::ClientContext context;
    context.set_wait_for_ready(true);
    context.set_deadline(absl::ToChronoTime(absl::Now() + absl::Seconds(60)));
    Response response;
    const grpc::Status status = (stub.get()->*method)(&context, request, &response);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return response;
  }

  std::vector<v1::Message> Claim(int limit) const {
    v1::ClaimMessagesRequest request;
    request.set_parent("networks/food");
    request.set_channel(v1::Message::CHANNEL_EMAIL);
    request.set_limit(limit);
    const v1::ClaimMessagesResponse response = Call(&v1::MessageService::Stub::ClaimMessages, request);
    return {response.messages().begin(), response.messages().end()};
  }
  void Begin(const v1::Message& message) const {
    v1::BeginDeliveryRequest request;
    request.set_name(message.name());
    request.set_claim(message.claim());
    Call(&v1::MessageService::Stub::BeginDelivery, request);
  }
  // Hands a message over, and notes what was told to whom.
  void Deliver(const v1::Message& message) {
    Begin(message);
    v1::ConfirmDeliveryRequest request;
    request.set_name(message.name());
    request.set_claim(message.claim());
    request.set_result(v1::ConfirmDeliveryRequest::RESULT_SENT);
    Call(&v1::MessageService::Stub::ConfirmDelivery, request);
    Note(message);
  }
  void Note(const v1::Message& message) {
    EXPECT_TRUE(told_.insert(message.name()).second) << message.name() << " goes out twice";
    for (const v1::Message::Recipient& recipient : message.recipients()) {
      for (const v1::Introduction& proposal : message.proposals()) {
        // Whoever proposes it, in the weekly mail or by itself: a member reads of an introduction once.
        EXPECT_TRUE(proposed_.emplace(recipient.member(), proposal.name()).second)
            << recipient.member() << " is told twice of " << proposal.name();
      }
    }
  }
  void DeliverAll() {
    for (std::vector<v1::Message> due = Claim(kClaimMax); !due.empty(); due = Claim(kClaimMax)) {
      for (const v1::Message& message : due) Deliver(message);
    }
  }

  nlohmann::json Introductions() const {
    return CtlJson({"introductions", "list", "food", "--round", "r1"})["introductions"];
  }
  // One that waits for the answers of two members.
  static nlohmann::json OneOfTwo(const nlohmann::json& introductions) {
    for (const nlohmann::json& introduction : introductions) {
      if (introduction["state"] == "STATE_PROPOSED" && introduction["sides"].size() == 2) return introduction;
    }
    ADD_FAILURE() << "no introduction of two is proposed";
    return {};
  }

  std::set<std::string> told_;                              // Messages.
  std::set<std::pair<std::string, std::string>> proposed_;  // Member and introduction.
};

// A number that JSON has as a string, as protobuf writes those of 64 bits, or as a number.
int Number(const nlohmann::json& value) { return value.is_number() ? value.get<int>() : -1; }

TEST_F(WeekTest, FromThePlanToTheReport) {
  // A dry run leaves nothing behind.
  const nlohmann::json dry = CtlJson({"round", "plan", "networks/food", "--dry-run"});
  EXPECT_EQ(dry["round"]["name"], "");
  EXPECT_THAT(CtlJson({"round", "list", "food"})["rounds"], IsEmpty());

  const nlohmann::json plan = CtlJson({"round", "plan", "networks/food", "--name", "First round"});
  ASSERT_EQ(plan["round"]["name"], "networks/food/rounds/r1");
  EXPECT_EQ(plan["round"]["state"], "STATE_PLANNED");
  const int served = Number(plan["round"]["summary"]["served_count"]);
  EXPECT_THAT(served, Gt(kMembers / 2));
  std::set<std::string> members;
  int places = 0;
  for (const nlohmann::json& entry : plan["entries"]) {
    for (const nlohmann::json& person : entry["members"]) {
      members.insert(person["member"].get<std::string>());
      ++places;
    }
  }
  EXPECT_EQ(places, served);
  EXPECT_THAT(members, SizeIs(served)) << "nobody stands in two entries";
  EXPECT_THAT(Introductions(), IsEmpty()) << "nobody is asked before the round opens";
  EXPECT_THAT(CtlJson({"round", "show", "food/r1"})["entries"], SizeIs(plan["entries"].size()));
  const Finished second = Ctl({"round", "plan", "food"});
  EXPECT_EQ(second.exit_code, 1);
  EXPECT_THAT(second.err, AllOf(HasSubstr("ROUND_IN_SCOPE"), HasSubstr("round show food/r1")));

  EXPECT_EQ(CtlJson({"round", "open", "food/r1"})["state"], "STATE_OPEN");
  EXPECT_EQ(CtlJson({"round", "open", "food/r1"})["state"], "STATE_OPEN") << "opened twice is opened once";
  const nlohmann::json introductions = Introductions();
  EXPECT_THAT(introductions, SizeIs(plan["entries"].size()));

  const nlohmann::json one = OneOfTwo(introductions);
  ASSERT_TRUE(one.is_object());
  const std::string id = absl::StrCat("food/", LastPart(one["name"].get<std::string>()));
  const std::string ada = one["sides"][0]["member"].get<std::string>();
  const std::string ben = one["sides"][1]["member"].get<std::string>();
  DeliverAll();
  EXPECT_THAT(proposed_, AllOf(Contains(std::make_pair(ada, one["name"].get<std::string>())),
                               Contains(std::make_pair(ben, one["name"].get<std::string>()))));

  const Finished yes = Ctl({"introductions", "accept", "--as", ada});
  ASSERT_EQ(yes.exit_code, 0) << yes.err;
  EXPECT_THAT(yes.out, testing::Not(HasSubstr("@example.org"))) << "no address before both have said yes";
  const nlohmann::json both = CtlJson({"introductions", "accept", id, "--as", ben});
  EXPECT_EQ(both["introduction"]["state"], "STATE_MUTUAL");
  EXPECT_THAT(both.dump(), HasSubstr(LastPart(ada) + "@example.org"));

  const std::vector<v1::Message> joint = Claim(kClaimMax);
  ASSERT_THAT(joint, SizeIs(1));
  EXPECT_EQ(joint[0].kind(), v1::Message::KIND_MUTUAL);
  std::vector<std::string> to;
  for (const v1::Message::Recipient& recipient : joint[0].recipients()) to.push_back(recipient.member());
  EXPECT_THAT(to, UnorderedElementsAre(ada, ben));
  Deliver(joint[0]);

  const Finished outcome = Ctl({"introductions", "outcome", id, "learned", "--as", ada, "--lesson", "Ask early."});
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  const nlohmann::json report = CtlJson({"round", "report", "food/r1"});
  EXPECT_EQ(Number(report["figures"]["introduction_count"]), introductions.size());
  EXPECT_EQ(Number(report["figures"]["served_count"]), served);
  EXPECT_FALSE(report["figures"].contains("mutual_count")) << "one yes of two tells who it was";
  const Finished page = Ctl({"round", "report", "food/r1"});
  EXPECT_THAT(page.out, AllOf(HasSubstr("“First round” (food/r1)"), HasSubstr("under 5")));
  EXPECT_THAT(page.out, testing::Not(HasSubstr("Ask early.")));
}

TEST_F(WeekTest, NothingIsLostAndNobodyIsToldTwiceWhenTheServerIsKilled) {
  ASSERT_EQ(Ctl({"round", "plan", "food"}).exit_code, 0);
  KillAndStartAgain();
  EXPECT_EQ(CtlJson({"round", "show", "food/r1"})["round"]["state"], "STATE_PLANNED");
  ASSERT_EQ(Ctl({"round", "open", "food/r1"}).exit_code, 0);
  const nlohmann::json round = CtlJson({"round", "show", "food/r1"});
  const nlohmann::json introductions = Introductions();

  // Some are told, one is under way, the others wait.
  std::vector<v1::Message> first = Claim(10);
  ASSERT_THAT(first, SizeIs(10));
  const v1::Message under_way = first.back();
  first.pop_back();
  for (const v1::Message& message : first) Deliver(message);
  Begin(under_way);
  Note(under_way);  // It may have gone out.

  KillAndStartAgain();
  EXPECT_EQ(CtlJson({"round", "show", "food/r1"}), round);
  EXPECT_EQ(Introductions(), introductions);
  DeliverAll();
  std::set<std::string> asked;
  for (const auto& [member, introduction] : proposed_) asked.insert(introduction);
  EXPECT_THAT(asked, SizeIs(introductions.size())) << "each introduction is proposed to somebody";

  const nlohmann::json one = OneOfTwo(introductions);
  ASSERT_TRUE(one.is_object());
  const std::string ada = one["sides"][0]["member"].get<std::string>();
  const std::string ben = one["sides"][1]["member"].get<std::string>();
  ASSERT_EQ(Ctl({"introductions", "accept", "--as", ada}).exit_code, 0);
  KillAndStartAgain();
  ASSERT_EQ(CtlJson({"introductions", "accept", "--as", ben})["introduction"]["state"], "STATE_MUTUAL");
  KillAndStartAgain();
  const std::vector<v1::Message> joint = Claim(kClaimMax);
  ASSERT_THAT(joint, SizeIs(1));
  EXPECT_EQ(joint[0].kind(), v1::Message::KIND_MUTUAL);
  EXPECT_THAT(joint[0].introductions(), ElementsAre(one["name"].get<std::string>()));
  Deliver(joint[0]);
  KillAndStartAgain();
  EXPECT_THAT(Claim(kClaimMax), IsEmpty());
  EXPECT_EQ(Number(CtlJson({"round", "report", "food/r1"})["figures"]["introduction_count"]), introductions.size());
}

}  // namespace
}  // namespace weft::e2e
