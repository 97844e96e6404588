#ifndef WEFT_TESTS_SERVICE_ROUND_FIXTURE_H_
#define WEFT_TESTS_SERVICE_ROUND_FIXTURE_H_

#include <functional>
#include <string>
#include <vector>

#include "tests/service/service_fixture.h"

namespace weft {

// Rounds as weavers see them, in network n1. Nobody is in it but those whom a test adds.
class RoundTest : public ServiceTest {
 protected:
  void SetUp() override;

  // Members who look for nothing but bees, each in the circle; and one with a profile of its own.
  void AddMembers(const std::vector<std::string>& ids, const std::string& circle = "garden");
  void AddMemberWith(const std::string& id, const std::function<void(v1::Member*)>& fill);
  // The member's own word.
  void Say(const std::string& id, const std::string& field, const std::function<void(v1::Participation*)>& fill);
  void Erase(const std::string& id);
  void SetPolicy(const std::function<void(v1::Policy*)>& change);

  static v1::PlanRoundRequest NewPlan(const std::string& circle = "", const std::string& as = "");
  static v1::PlanRoundRequest NewPlanOf(const std::vector<std::string>& ids);
  static v1::OpenRoundRequest NewOpening(const std::string& round);
  static v1::CloseRoundRequest NewClosing(const std::string& round);
  static v1::HoldRoundRequest NewHold(const std::string& round);
  static v1::EditRoundRequest NewDrop(const std::string& entry);
  static v1::EditRoundRequest NewSwap(const std::string& round, const std::string& a, const std::string& b);
  static v1::EditRoundRequest NewPin(const std::string& round, const std::vector<std::string>& ids);

  // What they make or find; it must work.
  v1::PlanRoundResponse Plan(const v1::PlanRoundRequest& request);
  v1::PlanRoundResponse Plan() { return Plan(NewPlan()); }
  v1::Round Open(const std::string& round);
  v1::Round Close(const std::string& round);
  v1::Round Edit(const v1::EditRoundRequest& request);
  v1::Round Get(const std::string& round) const;
  // Waits until the round is in this state: it gets there by itself.
  v1::Round Await(const std::string& round, v1::Round::State state) const;
  std::vector<v1::RoundEntry> Entries(const std::string& round) const;
  // Of all introductions of a round, as the operator sees them.
  std::vector<v1::Introduction> Introductions(const std::string& round) const;
  v1::RoundReport Report(const std::string& round) const;
  std::vector<v1::NeedsAHand> Hands(const std::string& round = "") const;
  void Answer(const v1::Introduction& introduction, bool yes);
  void Tell(const v1::Introduction& introduction, v1::Outcome::Kind kind, const std::string& lesson = "");

  // Ids of an entry's members.
  static std::vector<std::string> Members(const v1::RoundEntry& entry);
  // The partner of a member in the plan; empty: they have none.
  std::string PartnerOf(const std::string& round, const std::string& id) const;
  // "n1/rounds/r1" -> the entry that holds the member.
  v1::RoundEntry EntryOf(const std::string& round, const std::string& id) const;
  // Makes the call many times at once; how many succeeded.
  static int Manyfold(const std::function<grpc::Status()>& call);
  static constexpr int kMany = 100;
};

}  // namespace weft

#endif  // WEFT_TESTS_SERVICE_ROUND_FIXTURE_H_
