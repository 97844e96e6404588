#ifndef WEFT_SERVICE_HTTP_LINK_SITE_H_
#define WEFT_SERVICE_HTTP_LINK_SITE_H_

#include <memory>
#include <string>

#include "absl/time/time.h"
#include "grpcpp/channel.h"
#include "grpcpp/support/status.h"
#include "service/http/form.h"
#include "service/http/http_message.h"
#include "service/http/link_calls.h"
#include "service/http/link_view.h"
#include "weft/base/clock.h"
#include "weft/v1/contact.pb.h"

namespace weft {

// `/i/{token}`: the page behind a message's links. GET shows and changes nothing, POST acts, as the member whose link
// it is and within what the link is about, and shows how things stand then. Everything goes through the same calls that
// bots and platforms make, so that a page can do nothing they could not. Thread-safe; blocks for as long as the calls
// take.
class LinkSite {
 public:
  // `channel`: to the service, in process. Calls may take `patience` each. `clock` must outlive the site.
  LinkSite(const std::shared_ptr<grpc::Channel>& channel, absl::Duration patience, const Clock* clock);

  HttpResponse Answer(const HttpRequest& request) const;

 private:
  using Lines = LinkView::Lines;
  HttpResponse Act(const OpenLink& link, const Form& form) const;
  HttpResponse Respond(const OpenLink& link, const std::string& what, const Form& form) const;
  HttpResponse Record(const OpenLink& link, const std::string& what, const Form& form) const;
  HttpResponse TryAgain(const OpenLink& link) const;
  HttpResponse Speak(const OpenLink& link, const std::string& word) const;
  HttpResponse SetMail(const OpenLink& link, v1::Contact::Mail mail) const;
  HttpResponse GoOn(const OpenLink& link) const;
  HttpResponse TieTo(const OpenLink& link, const Form& form) const;
  // Why a call that was to change something has failed, above how things stand.
  HttpResponse CannotAct(const OpenLink& link, const grpc::Status& status) const;

  const Clock& clock_;
  const LinkCalls calls_;
  const LinkView view_;
};

}  // namespace weft

#endif  // WEFT_SERVICE_HTTP_LINK_SITE_H_
