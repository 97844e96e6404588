#ifndef WEFT_TESTS_SERVICE_HTTP_LINK_FIXTURE_H_
#define WEFT_TESTS_SERVICE_HTTP_LINK_FIXTURE_H_

#include <string>
#include <vector>

#include "tests/service/http/http_client.h"
#include "tests/service/message_fixture.h"

namespace weft {

// The pages behind links, over HTTP, against the whole server in process.
class LinkTest : public MessageTest {
 protected:
  void SetUp() override {
    options_.http_listen = "127.0.0.1:0";
    MessageTest::SetUp();
  }

  static std::string PathOf(const v1::Message& message, v1::Link::Action action) {
    return "/i/" + LinkOf(message, action).token();
  }
  std::string Get(const std::string& path) const { return HttpGet(server_->http_address(), path); }
  std::string Post(const std::string& path, const std::string& form) const {
    return HttpPost(server_->http_address(), path, form);
  }
  v1::Introduction Seen(const std::string& introduction, const std::string& id) const {
    v1::GetIntroductionRequest request;
    request.set_name(introduction);
    request.set_as_member(Name(id));
    v1::Introduction seen;
    EXPECT_THAT(client_->GetIntroduction(request, &seen), IsGrpcOk());
    return seen;
  }
  // How much has been done to it.
  int AuditCount(const std::string& introduction) const {
    v1::ListIntroductionAuditRequest request;
    request.set_parent(introduction);
    v1::ListIntroductionAuditResponse response;
    EXPECT_THAT(client_->ListIntroductionAudit(request, &response), IsGrpcOk());
    return response.entries_size();
  }
  v1::Member Member(const std::string& id) const {
    v1::GetMemberRequest request;
    request.set_name(Name(id));
    v1::Member member;
    EXPECT_THAT(client_->GetMember(request, &member), IsGrpcOk());
    return member;
  }
  v1::Contact Contact(const std::string& id) const {
    v1::GetContactRequest request;
    request.set_name(Name(id) + "/contact");
    request.set_speaker(v1::SPEAKER_MEMBER);
    v1::Contact contact;
    EXPECT_THAT(client_->GetContact(request, &contact), IsGrpcOk());
    return contact;
  }
};

}  // namespace weft

#endif  // WEFT_TESTS_SERVICE_HTTP_LINK_FIXTURE_H_
