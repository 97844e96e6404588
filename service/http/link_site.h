#ifndef WEFT_SERVICE_HTTP_LINK_SITE_H_
#define WEFT_SERVICE_HTTP_LINK_SITE_H_

#include <memory>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "grpcpp/channel.h"
#include "grpcpp/support/status.h"
#include "service/http/form.h"
#include "service/http/http_message.h"
#include "service/http/page_frame.h"
#include "weft/v1/introduction_service.grpc.pb.h"
#include "weft/v1/match_service.grpc.pb.h"
#include "weft/v1/member_service.grpc.pb.h"
#include "weft/v1/message_service.grpc.pb.h"
#include "weft/v1/network_service.grpc.pb.h"
#include "weft/v1/tie_service.grpc.pb.h"

namespace weft {

// `/i/{token}`: the page behind a message's links. GET shows and changes nothing, POST acts, as the member whose link
// it is and within what the link is about. Everything goes through the same calls that bots and platforms make, so that
// a page can do nothing they could not. Thread-safe; blocks for as long as the calls take.
class LinkSite {
 public:
  // `channel`: to the service, in process. Calls may take `patience` each.
  LinkSite(const std::shared_ptr<grpc::Channel>& channel, absl::Duration patience);

  HttpResponse Answer(const HttpRequest& request) const;

 private:
  // What a token leads to.
  struct Link {
    v1::ResolveLinkResponse target;
    std::string network;       // Full name.
    std::string network_text;  // As members know it.
  };
  HttpResponse Show(const Link& link) const;
  HttpResponse Act(const Link& link, const Form& form) const;

  HttpResponse ShowIntroduction(const Link& link) const;
  HttpResponse ShowProfile(const Link& link) const;
  HttpResponse ShowPeople(const Link& link) const;

  HttpResponse Respond(const Link& link, const Form& form) const;
  HttpResponse Record(const Link& link, const Form& form) const;
  HttpResponse Speak(const Link& link, const std::string& word) const;
  HttpResponse StopMail(const Link& link, v1::Contact::Mail mail) const;
  HttpResponse GoOn(const Link& link) const;
  HttpResponse TieTo(const Link& link, const Form& form) const;

  // Whom the member may know: those who would be proposed. Values are ids.
  grpc::Status People(const Link& link, std::vector<Choice>* people) const;
  std::vector<Choice> Acquaintances(const Link& link) const;
  HttpResponse Failure(const Link& link, const grpc::Status& status) const;

  const absl::Duration patience_;
  const std::unique_ptr<v1::MessageService::Stub> messages_;
  const std::unique_ptr<v1::IntroductionService::Stub> introductions_;
  const std::unique_ptr<v1::MemberService::Stub> members_;
  const std::unique_ptr<v1::MatchService::Stub> match_;
  const std::unique_ptr<v1::TieService::Stub> ties_;
  const std::unique_ptr<v1::NetworkService::Stub> networks_;
};

}  // namespace weft

#endif  // WEFT_SERVICE_HTTP_LINK_SITE_H_
