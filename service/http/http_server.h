#ifndef WEFT_SERVICE_HTTP_HTTP_SERVER_H_
#define WEFT_SERVICE_HTTP_HTTP_SERVER_H_

#include <cstddef>
#include <functional>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "service/http/http_message.h"
#include "service/log.h"

namespace weft {

// HTTP/1.1 over TCP, with a limit on everything: connections, header, body, time. One thread does all reading and
// writing, so that a slow client holds up nobody; few others answer, each one whole request at a time.
class HttpServer {
 public:
  struct Options {
    std::string address;  // "127.0.0.1:7780", "[::1]:0" (any free port). No names: an address.
    // For a further one, whoever has kept the server waiting longest is closed; if all are being answered, the new one.
    // Raise it together with the descriptor limit.
    int connections_max = 200;
    size_t header_bytes_max = 8 << 10;
    size_t body_bytes_max = 16 << 10;
    // For a request to arrive whole, and for its answer to be taken. Longer only for clients on very bad lines.
    absl::Duration patience = absl::Seconds(10);
    int requests_per_connection_max = 100;
    int workers = 2;
    std::string content_security_policy = "default-src 'none'";
  };
  // Answers a request. Called from several threads at once.
  using Answer = std::function<HttpResponse(const HttpRequest&)>;

  // Binds and listens; connections wait until Start. INVALID_FIELD (http) for what is no address, UNAVAILABLE
  // (ADDRESS_IN_USE, CANNOT_LISTEN). `log` must outlive the server.
  static absl::StatusOr<std::unique_ptr<HttpServer>> Open(const Options& options, const Log* log);
  // Calls Stop.
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  // With the port that was chosen.
  const std::string& address() const;
  // May be called once.
  void Start(Answer answer);
  // Takes nothing more, and no answer is under way afterwards; connections end with the server. May be called again.
  void Stop();

 private:
  class Impl;
  explicit HttpServer(std::unique_ptr<Impl> impl);
  const std::unique_ptr<Impl> impl_;
};

}  // namespace weft

#endif  // WEFT_SERVICE_HTTP_HTTP_SERVER_H_
