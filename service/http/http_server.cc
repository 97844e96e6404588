#include "service/http/http_server.h"

#include <chrono>  // NOLINT(build/c++11): Asio's timers.
#include <list>
#include <thread>  // NOLINT(build/c++11)
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/types/optional.h"
#include "boost/asio/io_context.hpp"
#include "boost/asio/ip/tcp.hpp"
#include "boost/asio/post.hpp"
#include "boost/asio/steady_timer.hpp"
#include "boost/asio/thread_pool.hpp"
#include "boost/beast/core.hpp"
#include "boost/beast/http.hpp"
#include "weft/base/error.h"

namespace weft {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using asio::ip::tcp;
using ErrorCode = boost::system::error_code;

// How long not to accept when the system has no descriptor left.
constexpr std::chrono::milliseconds kNoDescriptorWait(20);
// What is read at a time, and at most, of what comes after the last request.
constexpr size_t kLingerBytes = 4 << 10;
constexpr size_t kLingeredBytesMax = 256 << 10;

absl::StatusOr<tcp::endpoint> ParseEndpoint(const std::string& address) {
  const size_t colon = address.rfind(':');
  std::string host = address.substr(0, colon == std::string::npos ? 0 : colon);
  if (host.size() > 2 && host.front() == '[' && host.back() == ']') host = host.substr(1, host.size() - 2);
  if (host == "localhost") host = "127.0.0.1";
  int port = -1;
  ErrorCode error;
  const asio::ip::address ip = asio::ip::make_address(host, error);
  if (colon == std::string::npos || error || !absl::SimpleAtoi(address.substr(colon + 1), &port) || port < 0 ||
      port > 65535) {
    return InvalidField("http", absl::StrCat("is '", address, "'; expected address:port, such as 127.0.0.1:7780"));
  }
  return tcp::endpoint(ip, static_cast<uint16_t>(port));
}

HttpRequest::Method MethodOf(http::verb verb) {
  if (verb == http::verb::get || verb == http::verb::head) return HttpRequest::Method::kGet;
  return verb == http::verb::post ? HttpRequest::Method::kPost : HttpRequest::Method::kOther;
}

HttpResponse Plain(int status, const std::string& text) {
  HttpResponse response;
  response.status = status;
  response.content_type = "text/plain; charset=utf-8";
  response.body = text + "\n";
  return response;
}

// What to say to a request that cannot be read; status 0: nothing.
HttpResponse RefusalOf(const ErrorCode& error) {
  if (error == http::error::header_limit) return Plain(431, "The header is too large.");
  if (error == http::error::body_limit) return Plain(413, "The request is too large.");
  const bool syntax = error.category() == make_error_code(http::error::bad_method).category();
  const bool ended = error == http::error::end_of_stream || error == http::error::partial_message;
  HttpResponse none;
  none.status = 0;
  return syntax && !ended ? Plain(400, "This is no HTTP request.") : none;
}

}  // namespace

class HttpServer::Impl {
 public:
  Impl(const Options& options, const Log* log)
      : options_(options), log_(*log), workers_(static_cast<size_t>(options.workers)) {}

  absl::Status Listen() {
    WEFT_ASSIGN_OR_RETURN(const tcp::endpoint endpoint, ParseEndpoint(options_.address));
    ErrorCode error;
    acceptor_.open(endpoint.protocol(), error);
    if (!error) acceptor_.set_option(tcp::acceptor::reuse_address(true), error);
    if (!error) acceptor_.bind(endpoint, error);
    if (!error) acceptor_.listen(asio::socket_base::max_listen_connections, error);
    if (error) {
      const bool in_use = error == boost::system::errc::address_in_use;
      return Error(absl::StatusCode::kUnavailable, in_use ? "ADDRESS_IN_USE" : "CANNOT_LISTEN",
                   absl::StrCat("cannot listen on ", options_.address, ": ", error.message()),
                   {{"address", options_.address}});
    }
    const tcp::endpoint bound = acceptor_.local_endpoint(error);
    const std::string host = bound.address().to_string();
    address_ = absl::StrCat(bound.address().is_v6() ? "[" + host + "]" : host, ":", bound.port());
    return absl::OkStatus();
  }

  void Start(Answer answer) {
    answer_ = std::move(answer);
    Accept();
    thread_ = std::thread([this] { io_.run(); });
  }

  void Stop() {
    if (stopped_) return;
    stopped_ = true;
    io_.stop();
    if (thread_.joinable()) thread_.join();
    workers_.join();
  }

  const std::string& address() const { return address_; }

 private:
  class Connection;

  void Accept();

  const Options options_;
  Answer answer_;  // Constant once started.
  const Log& log_;
  // Of the thread only, and before `io_`: what is left of the connections ends with it.
  int connections_ = 0;
  std::list<Connection*> waiting_;  // For their clients, whoever has kept us waiting longest first.
  asio::io_context io_{1};
  tcp::acceptor acceptor_{io_};
  asio::steady_timer pause_{io_};
  std::string address_;
  asio::thread_pool workers_;
  std::thread thread_;
  bool stopped_ = false;  // Of the owner's thread.
};

// One connection, from its first request to its last. Everything but Answer runs on the server's thread.
class HttpServer::Impl::Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(tcp::socket socket, Impl* server) : server_(*server), stream_(std::move(socket)) {
    ++server_.connections_;
  }
  ~Connection() {
    SetWaiting(false);
    --server_.connections_;
  }

  // Ends it for want of room.
  void Close() {
    SetWaiting(false);
    stream_.close();
  }

  void Read() {
    SetWaiting(true);
    parser_.emplace();
    parser_->header_limit(static_cast<uint32_t>(server_.options_.header_bytes_max));
    parser_->body_limit(server_.options_.body_bytes_max);
    // For the whole request, not for each part of it: who sends a byte at a time gets no more time.
    stream_.expires_after(absl::ToChronoMilliseconds(server_.options_.patience));
    http::async_read(stream_, buffer_, *parser_,
                     [self = shared_from_this()](const ErrorCode& error, size_t) { self->OnRead(error); });
  }

 private:
  // Whether it is the client's turn; taken note of anew each time.
  void SetWaiting(bool waiting) {
    if (is_waiting_) server_.waiting_.erase(place_);
    if (waiting) place_ = server_.waiting_.insert(server_.waiting_.end(), this);
    is_waiting_ = waiting;
  }

  void OnRead(const ErrorCode& error) {
    SetWaiting(false);
    if (error) {
      const HttpResponse refusal = RefusalOf(error);
      if (refusal.status != 0) Write(refusal, /*keep_alive=*/false, /*head=*/false);
      return;
    }
    const http::request<http::string_body>& in = parser_->get();
    HttpRequest request;
    request.method = MethodOf(in.method());
    const beast::string_view target = in.target();
    request.path = std::string(target.substr(0, target.find('?')));
    request.content_type = std::string(in[http::field::content_type]);
    request.body = in.body();
    const bool head = in.method() == http::verb::head;
    const bool keep = in.keep_alive() && ++requests_ < server_.options_.requests_per_connection_max;
    stream_.expires_never();  // The answer is ours to give in time.
    asio::post(server_.workers_, [self = shared_from_this(), request = std::move(request), keep, head]() mutable {
      HttpResponse response = self->server_.answer_(request);
      asio::io_context& io = self->server_.io_;
      // Handed on and not shared: a connection ends on the server's thread.
      asio::post(io, [self = std::move(self), response = std::move(response), keep, head] {
        self->Write(response, keep, head);
      });
    });
  }

  void Write(const HttpResponse& response, bool keep_alive, bool head) {
    out_ = std::make_unique<http::response<http::string_body>>(static_cast<http::status>(response.status), 11);
    out_->set(http::field::content_type, response.content_type);
    if (!response.allow.empty()) out_->set(http::field::allow, response.allow);
    out_->set(http::field::cache_control, "no-store");
    out_->set("Content-Security-Policy", server_.options_.content_security_policy);
    out_->set("Referrer-Policy", "no-referrer");
    out_->set("X-Content-Type-Options", "nosniff");
    out_->set("X-Frame-Options", "DENY");
    out_->set("X-Robots-Tag", "noindex, nofollow");
    out_->set("Cross-Origin-Opener-Policy", "same-origin");
    out_->keep_alive(keep_alive);
    if (head) {
      out_->content_length(response.body.size());
    } else {
      out_->body() = response.body;
      out_->prepare_payload();
    }
    SetWaiting(true);
    stream_.expires_after(absl::ToChronoMilliseconds(server_.options_.patience));
    auto on_written = [self = shared_from_this(), keep_alive](const ErrorCode& error, size_t) {
      self->SetWaiting(false);
      if (error) return;
      if (keep_alive) return self->Read();
      ErrorCode ignored;
      self->stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
      self->Linger();
    };
    if (head) {
      head_ = std::make_unique<http::response_serializer<http::string_body>>(*out_);
      http::async_write_header(stream_, *head_, std::move(on_written));
    } else {
      http::async_write(stream_, *out_, std::move(on_written));
    }
  }

  // Lets the client end: closing while it still sends would take from it what it has not read yet. The time that the
  // answer had goes on.
  void Linger() {
    SetWaiting(true);
    rest_.resize(kLingerBytes);
    stream_.async_read_some(asio::buffer(rest_), [self = shared_from_this()](const ErrorCode& error, size_t bytes) {
      self->lingered_bytes_ += bytes;
      if (!error && self->lingered_bytes_ < kLingeredBytesMax) self->Linger();
    });
  }

  Impl& server_;
  beast::tcp_stream stream_;
  beast::flat_buffer buffer_;
  absl::optional<http::request_parser<http::string_body>> parser_;  // One a request.
  std::unique_ptr<http::response<http::string_body>> out_;
  std::unique_ptr<http::response_serializer<http::string_body>> head_;
  int requests_ = 0;
  std::string rest_;  // What comes after the last request, read and forgotten.
  size_t lingered_bytes_ = 0;
  bool is_waiting_ = false;
  std::list<Connection*>::iterator place_;  // In `waiting_`, while it is.
};

void HttpServer::Impl::Accept() {
  acceptor_.async_accept([this](const ErrorCode& error, tcp::socket socket) {
    if (error == asio::error::operation_aborted) return;
    if (error) {
      log_.Warning("an HTTP connection cannot be accepted", {{"reason", error.message()}});
      pause_.expires_after(kNoDescriptorWait);
      pause_.async_wait([this](const ErrorCode& stopped) {
        if (!stopped) Accept();
      });
      return;
    }
    // Who has kept us waiting longest makes room, so that clients that never finish keep out nobody who does. While all
    // are being answered, the new one is closed: a socket that is not passed on is.
    bool room = connections_ < options_.connections_max;
    if (!room && !waiting_.empty()) {
      waiting_.front()->Close();
      room = true;
    }
    if (room) std::make_shared<Connection>(std::move(socket), this)->Read();
    Accept();
  });
}

absl::StatusOr<std::unique_ptr<HttpServer>> HttpServer::Open(const Options& options, const Log* log) {
  auto impl = std::make_unique<Impl>(options, log);
  WEFT_RETURN_IF_ERROR(impl->Listen());
  return std::unique_ptr<HttpServer>(new HttpServer(std::move(impl)));
}

HttpServer::HttpServer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
HttpServer::~HttpServer() { Stop(); }
const std::string& HttpServer::address() const { return impl_->address(); }
void HttpServer::Start(Answer answer) { impl_->Start(std::move(answer)); }
void HttpServer::Stop() { impl_->Stop(); }

}  // namespace weft
