#ifndef WEFT_TESTS_SERVICE_MESSAGE_FIXTURE_H_
#define WEFT_TESTS_SERVICE_MESSAGE_FIXTURE_H_

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "tests/service/service_fixture.h"

namespace weft {

// The real service with a network n1 of members who can be written to, and a mailer's calls.
class MessageTest : public ServiceTest {
 protected:
  void SetUp() override {
    options_.public_url = "https://weft.example.org";
    Start();
    AddNetwork("n1");
  }

  // A member with the address id@example.org.
  void AddReachable(const std::string& id, const std::vector<std::string>& interests = {"gardening"});
  // The member's own word.
  void SetMail(const std::string& id, const std::string& address);
  // Name of the introduction.
  std::string Propose(const std::string& speaker, const std::vector<std::string>& members,
                      const std::string& note = "");
  void Accept(const std::string& introduction, const std::string& id);
  v1::InviteMembersResponse Invite(const std::vector<std::string>& ids = {});

  static v1::ClaimMessagesRequest NewClaim();
  v1::ClaimMessagesResponse Claim() const;
  // Claims until one is there: the keepers look by themselves.
  v1::Message ClaimWhenDue(v1::Message::Kind kind = v1::Message::KIND_WEEKLY) const;
  grpc::Status Begin(const v1::Message& message) const;
  grpc::Status Confirm(const v1::Message& message, v1::ConfirmDeliveryRequest::Result result) const;
  grpc::Status Resolve(const v1::Message& message, bool sent) const;
  // Begins and confirms.
  void Send(const v1::Message& message) const;
  // As ListMessages gives it now.
  v1::Message Listed(const v1::Message& message) const;
  // Of the first recipient. Empty if there is none.
  static v1::Link LinkOf(const v1::Message& message, v1::Link::Action action);
  grpc::Status Follow(const std::string& token, v1::ResolveLinkResponse* response = nullptr) const;
};

}  // namespace weft

#endif  // WEFT_TESTS_SERVICE_MESSAGE_FIXTURE_H_
