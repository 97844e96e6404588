// The HTTP server alone: its limits, over real connections.

#include "service/http/http_server.h"

#include <atomic>
#include <thread>

#include "absl/synchronization/notification.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/service/http/http_client.h"
#include "tests/service/line_log.h"
#include "tests/testing/status_matchers.h"

namespace weft {
namespace {

using ::testing::HasSubstr;

class HttpServerTest : public testing::Test {
 protected:
  void Start() {
    options_.address = "127.0.0.1:0";
    ASSERT_OK_AND_ASSIGN(server_, HttpServer::Open(options_, &log_.log()));
    server_->Start([this](const HttpRequest& request) {
      ++answered_;
      if (request.path == "/held") gate_.WaitForNotification();
      HttpResponse response;
      response.body = request.path + " " + request.body;
      return response;
    });
  }
  static std::string Get(const std::string& path) {
    return "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
  }
  static constexpr char kKept[] = "GET /kept HTTP/1.1\r\nHost: x\r\n\r\n";
  std::string Exchange(const std::string& request) const { return HttpExchange(server_->address(), request); }

  HttpServer::Options options_;
  LineLog log_;
  std::atomic<int> answered_{0};
  absl::Notification gate_;  // For "/held".
  std::unique_ptr<HttpServer> server_;
};

TEST_F(HttpServerTest, AnswersWithTheHeadersThatKeepPagesPrivate) {
  Start();
  const std::string answer = Exchange("GET /a?b=c HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  EXPECT_THAT(answer, HasSubstr("HTTP/1.1 200 OK\r\n"));
  EXPECT_THAT(answer, HasSubstr("Cache-Control: no-store\r\n"));
  EXPECT_THAT(answer, HasSubstr("Content-Security-Policy: default-src 'none'"));
  EXPECT_THAT(answer, HasSubstr("Referrer-Policy: no-referrer\r\n"));
  EXPECT_THAT(answer, HasSubstr("X-Content-Type-Options: nosniff\r\n"));
  EXPECT_THAT(answer, HasSubstr("\r\n\r\n/a "));
}

TEST_F(HttpServerTest, HeadHasNoBody) {
  Start();
  const std::string answer = Exchange("HEAD /abc HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  EXPECT_THAT(answer, HasSubstr("Content-Length: 5\r\n"));
  EXPECT_THAT(answer, testing::EndsWith("\r\n\r\n"));
}

TEST_F(HttpServerTest, AConnectionIsKept) {
  Start();
  const std::string answer =
      Exchange("GET /1 HTTP/1.1\r\nHost: x\r\n\r\nGET /2 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  EXPECT_THAT(answer, HasSubstr("/1 HTTP/1.1 200"));
  EXPECT_THAT(answer, testing::EndsWith("/2 "));
}

TEST_F(HttpServerTest, WhatIsTooLargeIsRefused) {
  Start();
  EXPECT_THAT(Exchange("GET / HTTP/1.1\r\nX: " + std::string(9000, 'x') + "\r\n\r\n"), HasSubstr("HTTP/1.1 431"));
  EXPECT_THAT(Exchange("POST / HTTP/1.1\r\nContent-Length: 20000\r\n\r\n"), HasSubstr("HTTP/1.1 413"));
  EXPECT_EQ(answered_, 0);
}

TEST_F(HttpServerTest, WhatIsNoHttpIsRefused) {
  Start();
  EXPECT_THAT(Exchange("\x16\x03\x01 hello\r\n\r\n"), HasSubstr("HTTP/1.1 400"));
  EXPECT_THAT(Exchange("GET / HTTP/1.1\r\nContent-Length: -1\r\n\r\n"), HasSubstr("HTTP/1.1 400"));
  EXPECT_EQ(answered_, 0);
}

TEST_F(HttpServerTest, TheAnswerToWhatIsTooLargeArrives) {
  Start();
  // All of it is sent before anything is read: a server that closed at once would take its own answer back.
  for (int time = 0; time < 20; ++time) {
    const std::string body(60000, 'x');
    EXPECT_THAT(Exchange("POST / HTTP/1.1\r\nContent-Length: 60000\r\n\r\n" + body), HasSubstr("HTTP/1.1 413"));
  }
}

TEST_F(HttpServerTest, ClientsThatNeverFinishHoldUpNobody) {
  options_.connections_max = 100;
  options_.patience = absl::Seconds(2);
  Start();
  // More than half of the places, each with half a header.
  std::vector<std::unique_ptr<HttpConnection>> slow;
  for (int i = 0; i < 60; ++i) {
    slow.push_back(std::make_unique<HttpConnection>(server_->address()));
    slow.back()->Send("GET / HTTP/1.1\r\nHost: ");
  }
  EXPECT_THAT(Exchange(Get("/fast")), HasSubstr("/fast"));
  for (auto& connection : slow) EXPECT_EQ(connection->ReadToEnd(), "");  // Closed by the server.
  EXPECT_EQ(answered_, 1);
}

TEST_F(HttpServerTest, ClientsThatNeverFinishKeepOutNobody) {
  options_.connections_max = 10;
  options_.patience = absl::Hours(1);  // None of them goes by itself.
  Start();
  struct Slowness {
    const char* name;
    const char* sends;
  };
  for (const Slowness& slowness : {Slowness{"Silent", ""},
                                   {"HalfAHeader", "GET / HTTP/1.1\r\nHost: "},
                                   {"HalfABody", "POST / HTTP/1.1\r\nContent-Length: 100\r\n\r\nhalf"},
                                   {"KeepsItsConnection", kKept}}) {
    SCOPED_TRACE(slowness.name);
    std::vector<std::unique_ptr<HttpConnection>> slow;
    for (int i = 0; i < 25; ++i) {
      slow.push_back(std::make_unique<HttpConnection>(server_->address()));
      slow.back()->Send(slowness.sends);
      // Answered before anybody else comes: while it is served, the newest connection may be who has waited longest.
      if (slowness.sends == kKept) slow.back()->ReadUntil("/kept ");
    }
    for (int i = 0; i < 5; ++i) EXPECT_THAT(Exchange(Get("/fast")), HasSubstr("/fast"));
    // The first has made room; or, kept and waiting anew, another in its place.
    if (slowness.sends != kKept) {
      EXPECT_EQ(slow.front()->ReadToEnd(), "");
    }
  }
}

TEST_F(HttpServerTest, WhoIsBeingAnsweredIsNotClosedForAnother) {
  options_.connections_max = 3;
  options_.workers = 3;
  Start();
  std::vector<std::unique_ptr<HttpConnection>> held;
  for (int i = 0; i < 3; ++i) {
    held.push_back(std::make_unique<HttpConnection>(server_->address()));
    held.back()->Send(Get("/held"));
  }
  while (answered_ < 3) std::this_thread::yield();
  EXPECT_EQ(Exchange(Get("/later")), "");
  gate_.Notify();
  for (auto& connection : held) EXPECT_THAT(connection->ReadToEnd(), HasSubstr("/held"));
  held.clear();
  EXPECT_THAT(Exchange(Get("/later")), HasSubstr("/later"));
}

TEST_F(HttpServerTest, StopsWithConnectionsOpen) {
  Start();
  HttpConnection open(server_->address());
  open.Send("GET /");
  server_->Stop();
  server_.reset();
  EXPECT_EQ(open.ReadToEnd(), "");
}

TEST_F(HttpServerTest, NeedsAnAddressThatIsFree) {
  Start();
  HttpServer::Options taken;
  taken.address = server_->address();
  EXPECT_THAT(HttpServer::Open(taken, &log_.log()).status(), HasReason("ADDRESS_IN_USE"));
  for (const char* bad : {"", "7780", "127.0.0.1", "127.0.0.1:", "127.0.0.1:x", "127.0.0.1:70000", "nowhere:1"}) {
    taken.address = bad;
    EXPECT_THAT(HttpServer::Open(taken, &log_.log()).status(), HasReason("INVALID_FIELD")) << bad;
  }
}

}  // namespace
}  // namespace weft
