#ifndef WEFT_TESTS_SERVICE_INTRODUCTION_FIXTURE_H_
#define WEFT_TESTS_SERVICE_INTRODUCTION_FIXTURE_H_

#include <memory>
#include <string>
#include <vector>

#include "tests/service/service_fixture.h"

namespace weft {

// Introductions as a client sees them, in network n1 of ann, bob, cid and dee. Cid knows ann and bob; each has an
// address.
class IntroductionTest : public ServiceTest {
 protected:
  void SetUp() override;

  static std::string AddressOf(const std::string& id) { return id + "@address.example"; }

  static v1::ProposeIntroductionRequest Proposal(const std::string& speaker, const std::vector<std::string>& members,
                                                 const std::string& note = "");
  static v1::RespondToIntroductionRequest Answer(const std::string& introduction, const std::string& member);
  static v1::RespondToIntroductionRequest Yes(const std::string& introduction, const std::string& member,
                                              const std::string& note = "");
  static v1::RespondToIntroductionRequest No(const std::string& introduction, const std::string& member,
                                             v1::Decline::Reason reason = v1::Decline::REASON_UNSPECIFIED);
  static v1::RecordOutcomeRequest OutcomeOf(const std::string& introduction, const std::string& member,
                                            v1::Outcome::Kind kind);
  static v1::WithdrawIntroductionRequest Withdrawal(const std::string& introduction, const std::string& member,
                                                    const std::string& reason = "");
  static v1::UpdateMemberRequest Pause(const std::string& member, absl::Time until);

  // The name of what they make or have; an empty one is a failure.
  std::string Propose(const std::string& speaker, const std::vector<std::string>& members,
                      const std::string& note = "");
  // Ann and bob, introduced by cid; and when both have said yes.
  std::string Introduced() { return Propose("cid", {"ann", "bob"}, "you both keep bees"); }
  std::string Mutual();

  // As `member` (empty: the operator) sees it.
  v1::Introduction Get(const std::string& introduction, const std::string& member = "") const;
  std::vector<v1::Effect::Kind> Effects(const std::string& member) const;
  std::vector<v1::IntroductionEvent::Type> Audit(const std::string& introduction) const;

  // One stream under way.
  class Stream {
   public:
    Stream(const TestClient& client, const std::string& member, const std::string& resume_token = "");
    ~Stream();
    // Reads up to an event of this type and returns it; signs of life are left out.
    v1::IntroductionEvent Await(v1::IntroductionEvent::Type type);
    // The next message whatever it is.
    v1::IntroductionEvent Next();
    grpc::Status Finish();
    const std::vector<v1::IntroductionEvent::Type>& seen() const { return seen_; }

   private:
    grpc::ClientContext context_;
    std::unique_ptr<grpc::ClientReader<v1::IntroductionEvent>> reader_;
    std::vector<v1::IntroductionEvent::Type> seen_;
    bool finished_ = false;
  };
  std::unique_ptr<Stream> Watch(const std::string& member = "", const std::string& resume_token = "") const {
    return std::make_unique<Stream>(*client_, member.empty() ? "" : Name(member), resume_token);
  }
};

}  // namespace weft

#endif  // WEFT_TESTS_SERVICE_INTRODUCTION_FIXTURE_H_
