#include "service/listener.h"

#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cassert>
#include <cerrno>
#include <cstring>
#include <utility>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "weft/base/error.h"
#include "weft/base/quoted.h"

namespace weft {
namespace {

constexpr int kPortMax = 65535;
constexpr int kBacklog = 512;
// How long to wait for a descriptor when even the one in reserve is gone.
constexpr int kNoDescriptorWaitMillis = 20;

struct HostAndPort {
  std::string host;
  std::string port;
};

absl::StatusOr<HostAndPort> ParseAddress(const std::string& address) {
  const size_t colon = address.rfind(':');
  HostAndPort out;
  if (colon != std::string::npos) {
    out.host = address.substr(0, colon);
    out.port = address.substr(colon + 1);
  }
  const bool bracketed = out.host.size() > 2 && out.host.front() == '[' && out.host.back() == ']';
  if (bracketed) out.host = out.host.substr(1, out.host.size() - 2);
  const bool plain_colon = !bracketed && out.host.find(':') != std::string::npos;
  int port = 0;
  const bool is_number = out.port.find_first_not_of("0123456789") == std::string::npos;
  if (out.host.empty() || plain_colon || !is_number || !absl::SimpleAtoi(out.port, &port) || port > kPortMax) {
    return InvalidField("listen",
                        absl::StrCat("is ", Quoted(address),
                                     "; expected host:port, such as 127.0.0.1:7700, with a port up to ", kPortMax));
  }
  return out;
}

absl::Status SystemError(absl::string_view what, int error) {
  return absl::InternalError(absl::StrCat(what, ": ", std::strerror(error)));
}

std::string AddressOf(int fd) {
  sockaddr_storage bound;
  socklen_t length = sizeof(bound);
  char host[NI_MAXHOST];
  char port[NI_MAXSERV];
  if (getsockname(fd, reinterpret_cast<sockaddr*>(&bound), &length) != 0 ||
      getnameinfo(reinterpret_cast<sockaddr*>(&bound), length, host, sizeof(host), port, sizeof(port),
                  NI_NUMERICHOST | NI_NUMERICSERV) != 0) {
    return "";
  }
  return bound.ss_family == AF_INET6 ? absl::StrCat("[", host, "]:", port) : absl::StrCat(host, ":", port);
}

// A socket that listens on the first of the host's addresses that lets it.
absl::StatusOr<int> ListenOn(const std::string& address) {
  WEFT_ASSIGN_OR_RETURN(const HostAndPort target, ParseAddress(address));
  addrinfo hints = {};
  hints.ai_family = AF_UNSPEC;
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_PASSIVE;
  addrinfo* found = nullptr;
  const int failure = getaddrinfo(target.host.c_str(), target.port.c_str(), &hints, &found);
  if (failure != 0) {
    return InvalidField("listen",
                        absl::StrCat("is '", address, "', which is no address here: ", gai_strerror(failure)));
  }
  absl::Cleanup free_found = [found] { freeaddrinfo(found); };
  int error = 0;
  for (const addrinfo* at = found; at != nullptr; at = at->ai_next) {
    const int fd = socket(at->ai_family, at->ai_socktype | SOCK_NONBLOCK | SOCK_CLOEXEC, at->ai_protocol);
    if (fd < 0) {
      error = errno;
      continue;
    }
    const int on = 1;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
    if (bind(fd, at->ai_addr, at->ai_addrlen) == 0 && listen(fd, kBacklog) == 0) return fd;
    error = errno;
    close(fd);
  }
  const absl::string_view reason = error == EADDRINUSE ? "ADDRESS_IN_USE" : "CANNOT_LISTEN";
  return Error(absl::StatusCode::kUnavailable, reason,
               absl::StrCat("cannot listen on ", address, ": ", std::strerror(error)), {{"address", address}});
}

int OpenReserve() { return open("/dev/null", O_RDONLY | O_CLOEXEC); }

bool IsLackOfDescriptors(int error) {
  return error == EMFILE || error == ENFILE || error == ENOBUFS || error == ENOMEM;
}

}  // namespace

absl::StatusOr<std::unique_ptr<Listener>> Listener::Open(const Options& options, const Log* log) {
  assert(options.connections_max > 0);
  WEFT_ASSIGN_OR_RETURN(const int fd, ListenOn(options.address));
  int wake[2];
  if (pipe2(wake, O_CLOEXEC | O_NONBLOCK) != 0) {
    const int error = errno;
    close(fd);
    return SystemError("pipe", error);
  }
  return std::unique_ptr<Listener>(new Listener(fd, wake[0], wake[1], OpenReserve(), AddressOf(fd), options, log));
}

Listener::Listener(int fd, int wake_read, int wake_write, int reserve, std::string address, const Options& options,
                   const Log* log)
    : fd_(fd),
      wake_read_(wake_read),
      wake_write_(wake_write),
      address_(std::move(address)),
      options_(options),
      log_(log),
      reserve_(reserve) {}

Listener::~Listener() {
  Stop();
  close(wake_read_);
  close(wake_write_);
  if (reserve_ >= 0) close(reserve_);
}

void Listener::Start(Take take) {
  assert(!thread_.joinable());
  take_ = std::move(take);
  thread_ = std::thread([this] { Run(); });
}

void Listener::Stop() {
  if (thread_.joinable()) {
    const char byte = 0;
    const ssize_t written = write(wake_write_, &byte, 1);
    assert(written == 1);
    static_cast<void>(written);
    thread_.join();
  }
  if (fd_ >= 0) close(fd_);
  fd_ = -1;
}

void Listener::Run() {
  for (;;) {
    pollfd waiting[2] = {{fd_, POLLIN, 0}, {wake_read_, POLLIN, 0}};
    if (poll(waiting, 2, -1) < 0) {
      assert(errno == EINTR || errno == ENOMEM);
      continue;
    }
    if (waiting[1].revents != 0) return;
    if (waiting[0].revents != 0) Accept();
  }
}

void Listener::Accept() {
  const int fd = accept4(fd_, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
  if (fd < 0) {
    // Others (a client that left, a network that failed) concern that one connection only.
    if (IsLackOfDescriptors(errno)) RefuseForLackOfDescriptors();
    return;
  }
  const size_t limit = static_cast<size_t>(options_.connections_max);
  if (connections_.CountUpTo(limit) >= limit) {
    SetRefusing(true, "too many connections");
    close(fd);
    return;
  }
  SetRefusing(false, "");
  const int on = 1;
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
  connections_.Add(fd);
  take_(fd);
}

void Listener::RefuseForLackOfDescriptors() {
  SetRefusing(true, "out of file descriptors");
  if (reserve_ >= 0) {
    close(reserve_);
    const int fd = accept4(fd_, nullptr, nullptr, SOCK_CLOEXEC);
    if (fd >= 0) close(fd);
  }
  reserve_ = OpenReserve();
  if (reserve_ >= 0) return;
  // Somebody else took it. The connection waits; so does this thread, instead of spinning.
  pollfd wake = {wake_read_, POLLIN, 0};
  poll(&wake, 1, kNoDescriptorWaitMillis);
}

void Listener::SetRefusing(bool refusing, absl::string_view reason) {
  if (refusing == refusing_) return;
  refusing_ = refusing;
  if (refusing) {
    log_->Warning("refusing connections", {{"reason", reason}, {"connections_max", options_.connections_max}});
  } else {
    log_->Info("taking connections again");
  }
}

}  // namespace weft
