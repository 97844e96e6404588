#include "tests/service/http/http_client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "absl/strings/str_cat.h"

namespace weft {

HttpConnection::HttpConnection(const std::string& address) {
  const size_t colon = address.rfind(':');
  sockaddr_in to = {};
  to.sin_family = AF_INET;
  to.sin_port = htons(static_cast<uint16_t>(std::stoi(address.substr(colon + 1))));
  inet_pton(AF_INET, address.substr(0, colon).c_str(), &to.sin_addr);
  fd_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (connect(fd_, reinterpret_cast<sockaddr*>(&to), sizeof(to)) != 0) {
    close(fd_);
    fd_ = -1;
  }
}

HttpConnection::~HttpConnection() {
  if (fd_ >= 0) close(fd_);
}

void HttpConnection::Send(const std::string& bytes) {
  for (size_t sent = 0; sent < bytes.size();) {
    const ssize_t more = send(fd_, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
    if (more <= 0) return;  // Closed: what it answered can be read all the same.
    sent += static_cast<size_t>(more);
  }
}

std::string HttpConnection::ReadToEnd() { return ReadUntil(std::string()); }

std::string HttpConnection::ReadUntil(const std::string& end) {
  std::string out;
  char buffer[4096];
  while (end.empty() || out.find(end) == std::string::npos) {
    const ssize_t more = recv(fd_, buffer, sizeof(buffer), 0);
    if (more <= 0) break;
    out.append(buffer, static_cast<size_t>(more));
  }
  return out;
}

std::string HttpExchange(const std::string& address, const std::string& request) {
  HttpConnection connection(address);
  connection.Send(request);
  return connection.ReadToEnd();
}

std::string HttpGet(const std::string& address, const std::string& path) {
  return HttpExchange(address, absl::StrCat("GET ", path, " HTTP/1.1\r\nHost: weft\r\nConnection: close\r\n\r\n"));
}

std::string HttpPost(const std::string& address, const std::string& path, const std::string& form) {
  return HttpExchange(address, absl::StrCat("POST ", path,
                                            " HTTP/1.1\r\nHost: weft\r\nConnection: close\r\n"
                                            "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ",
                                            form.size(), "\r\n\r\n", form));
}

}  // namespace weft
