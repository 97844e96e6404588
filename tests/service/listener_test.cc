// Connections over TCP: the cap, and running out of file descriptors.

#include "service/listener.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "service/descriptor_limit.h"
#include "tests/service/service_fixture.h"

namespace weft {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

// A client's socket without gRPC.
class RawConnection {
 public:
  RawConnection() : fd_(socket(AF_INET, SOCK_STREAM, 0)) {}
  ~RawConnection() { Close(); }
  RawConnection(const RawConnection&) = delete;
  RawConnection& operator=(const RawConnection&) = delete;

  bool Connect(const std::string& address) {
    sockaddr_in target = {};
    target.sin_family = AF_INET;
    target.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int port = 0;
    if (!absl::SimpleAtoi(address.substr(address.rfind(':') + 1), &port)) return false;
    target.sin_port = htons(static_cast<uint16_t>(port));
    return connect(fd_, reinterpret_cast<sockaddr*>(&target), sizeof(target)) == 0;
  }
  // Waits for the server: true if it says something, false if it closes.
  bool IsTaken() {
    char byte;
    return recv(fd_, &byte, 1, 0) == 1;
  }
  void Close() {
    if (fd_ >= 0) close(fd_);
    fd_ = -1;
  }

 private:
  int fd_;
};

class ListenerTest : public ServiceTest {
 protected:
  void SetUp() override {
    options_.listen = "127.0.0.1:0";
    options_.connections_max = 3;  // One is the fixture's.
    ServiceTest::SetUp();
    AddNetwork("n1");
  }

  // A call over TCP, on a connection of its own, that waits until there is one.
  grpc::Status CallOverTcp() {
    auto stub = v1::NetworkService::NewStub(NewChannel());
    grpc::ClientContext context;
    context.set_wait_for_ready(true);
    v1::GetNetworkRequest request;
    request.set_name("networks/n1");
    v1::Network network;
    return stub->GetNetwork(&context, request, &network);
  }
};

TEST_F(ListenerTest, TakesAnyFreePort) {
  EXPECT_THAT(server_->address(), StartsWith("127.0.0.1:"));
  EXPECT_THAT(CallOverTcp(), IsGrpcOk());
}

TEST_F(ListenerTest, ClosesConnectionsBeyondTheCap) {
  RawConnection first;
  RawConnection second;
  RawConnection third;
  ASSERT_TRUE(first.Connect(server_->address()));
  ASSERT_TRUE(second.Connect(server_->address()));
  EXPECT_TRUE(first.IsTaken());
  EXPECT_TRUE(second.IsTaken());
  ASSERT_TRUE(third.Connect(server_->address()));
  EXPECT_FALSE(third.IsTaken());
  log_.Await("refusing connections");
  // A place that is given back is taken again.
  first.Close();
  EXPECT_THAT(CallOverTcp(), IsGrpcOk());
  log_.Await("taking connections again");
}

TEST_F(ListenerTest, SurvivesWantOfDescriptors) {
  RawConnection early;
  ASSERT_TRUE(early.Connect(server_->address()));
  ASSERT_TRUE(early.IsTaken());
  RawConnection late;
  // Take every descriptor there is.
  rlimit before;
  ASSERT_EQ(getrlimit(RLIMIT_NOFILE, &before), 0);
  rlimit low = before;
  low.rlim_cur = 200;
  ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &low), 0);
  std::vector<int> taken;
  for (int fd = open("/dev/null", O_RDONLY); fd >= 0; fd = open("/dev/null", O_RDONLY)) taken.push_back(fd);
  ASSERT_EQ(errno, EMFILE);
  ASSERT_TRUE(late.Connect(server_->address()));
  EXPECT_FALSE(late.IsTaken());
  log_.Await("out of file descriptors");
  for (int fd : taken) close(fd);
  ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &before), 0);
  EXPECT_THAT(CallOverTcp(), IsGrpcOk());
}

TEST_F(ListenerTest, TakenAddressIsRefused) {
  Listener::Options options;
  options.address = server_->address();
  EXPECT_THAT(Listener::Open(options, &log_.log()), HasReason("ADDRESS_IN_USE"));
}

TEST_F(ListenerTest, TakesNoneWhenDrained) {
  const std::string address = server_->address();
  server_->Drain(absl::ZeroDuration());
  RawConnection late;
  EXPECT_FALSE(late.Connect(address));
}

class AddressTest : public testing::TestWithParam<const char*> {};

TEST_P(AddressTest, IsRefused) {
  LineLog log;
  Listener::Options options;
  options.address = GetParam();
  EXPECT_THAT(Listener::Open(options, &log.log()), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("listen")));
}

INSTANTIATE_TEST_SUITE_P(Bad, AddressTest,
                         testing::Values("", "7700", ":7700", "127.0.0.1", "127.0.0.1:", "127.0.0.1:http",
                                         "127.0.0.1:123456", "127.0.0.1:65536", "::1:7700", "no host:7700"));

TEST(DescriptorLimitTest, SaysWhatItIsGoodFor) {
  rlimit before;
  ASSERT_EQ(getrlimit(RLIMIT_NOFILE, &before), 0);
  EXPECT_EQ(RaiseDescriptorLimit(10), 10);
  EXPECT_LE(RaiseDescriptorLimit(1 << 30), static_cast<int64_t>(before.rlim_max));
  ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &before), 0);
}

}  // namespace
}  // namespace weft
