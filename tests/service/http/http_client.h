#ifndef WEFT_TESTS_SERVICE_HTTP_HTTP_CLIENT_H_
#define WEFT_TESTS_SERVICE_HTTP_HTTP_CLIENT_H_

#include <string>

namespace weft {

// A connection whose bytes the test writes itself, so that it can do what no HTTP library would.
class HttpConnection {
 public:
  // "127.0.0.1:7780".
  explicit HttpConnection(const std::string& address);
  ~HttpConnection();
  HttpConnection(const HttpConnection&) = delete;
  HttpConnection& operator=(const HttpConnection&) = delete;

  void Send(const std::string& bytes);
  // All that comes until the server closes.
  std::string ReadToEnd();
  // All that comes up to the first `end`, or until the server closes.
  std::string ReadUntil(const std::string& end);

 private:
  int fd_ = -1;
};

// Sends a request and reads until the server closes: the request says "Connection: close" or is refused.
std::string HttpExchange(const std::string& address, const std::string& request);

// The answer to a whole request.
std::string HttpGet(const std::string& address, const std::string& path);
std::string HttpPost(const std::string& address, const std::string& path, const std::string& form);

}  // namespace weft

#endif  // WEFT_TESTS_SERVICE_HTTP_HTTP_CLIENT_H_
