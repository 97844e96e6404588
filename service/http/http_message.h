#ifndef WEFT_SERVICE_HTTP_HTTP_MESSAGE_H_
#define WEFT_SERVICE_HTTP_HTTP_MESSAGE_H_

#include <string>

namespace weft {

// A request that has come in whole. HEAD reads as GET: the server leaves the body out.
struct HttpRequest {
  enum class Method { kGet, kPost, kOther };
  Method method = Method::kGet;
  std::string path;  // Without the query, as sent.
  std::string content_type;
  std::string body;
};

// Goes out with the headers that every answer has.
struct HttpResponse {
  int status = 200;
  std::string content_type = "text/html; charset=utf-8";
  std::string body;
  std::string allow;  // Of 405: the methods there are.
};

}  // namespace weft

#endif  // WEFT_SERVICE_HTTP_HTTP_MESSAGE_H_
