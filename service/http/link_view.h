#ifndef WEFT_SERVICE_HTTP_LINK_VIEW_H_
#define WEFT_SERVICE_HTTP_LINK_VIEW_H_

#include <string>
#include <vector>

#include "grpcpp/support/status.h"
#include "service/http/http_message.h"
#include "service/http/link_calls.h"
#include "service/http/page_frame.h"
#include "weft/base/clock.h"
#include "weft/v1/message_service.pb.h"
#include "weft/v1/network.pb.h"

namespace weft {

// What a token leads to.
struct OpenLink {
  v1::ResolveLinkResponse target;
  v1::Network network;
  std::string network_text;  // As members know it; empty until the token has been read.
};

// What a link shows: how things stand now. Changes nothing. Thread-safe; blocks for as long as its calls take.
class LinkView {
 public:
  using Lines = std::vector<std::string>;
  // Both must outlive it.
  LinkView(const LinkCalls* calls, const Clock* clock) : calls_(*calls), clock_(*clock) {}

  // Below the lines of a banner.
  HttpResponse Show(const OpenLink& link, int status = 200, const Lines& banner = {}) const;
  // Why a call that was to change nothing has failed.
  HttpResponse CannotShow(const OpenLink& link, const grpc::Status& status) const;
  // A page of nothing but this. `network`: as members know it; may be empty.
  static HttpResponse Notice(int status, const std::string& network, const std::string& title, const Lines& lines);
  static HttpResponse NotFound();

  // Whom the member may know: those who would be proposed, at most `count`. Values are ids.
  grpc::Status People(const OpenLink& link, int count, std::vector<Choice>* people) const;

 private:
  HttpResponse ShowIntroduction(const OpenLink& link, int status, const Lines& banner) const;
  HttpResponse ShowProfile(const OpenLink& link, int status, const Lines& banner) const;
  HttpResponse ShowMail(const OpenLink& link, int status, const Lines& banner) const;
  HttpResponse ShowPeople(const OpenLink& link, int status, const Lines& banner) const;
  // Whom the member knows, but those who are to meet.
  std::vector<Choice> Acquaintances(const OpenLink& link, const v1::Introduction& introduction) const;

  const LinkCalls& calls_;
  const Clock& clock_;
};

}  // namespace weft

#endif  // WEFT_SERVICE_HTTP_LINK_VIEW_H_
