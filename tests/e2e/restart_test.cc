// What was acknowledged survives kill -9; what cannot be served is refused and says why.

#include <filesystem>
#include <fstream>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "gmock/gmock.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/security/credentials.h"
#include "tests/e2e/weft_fixture.h"
#include "weft/v1/member_service.grpc.pb.h"

namespace weft::e2e {
namespace {

using ::testing::AnyOf;
using ::testing::HasSubstr;

namespace fs = std::filesystem;

using RestartTest = WeftFixture;

TEST_F(RestartTest, AcknowledgedWritesSurviveKill) {
  MakeFoodNetwork();
  int written = 0;
  for (int round = 0; round < 3; ++round) {
    StartServer();
    auto stub = v1::MemberService::NewStub(grpc::CreateChannel(address(), grpc::InsecureChannelCredentials()));
    std::thread writer([&] {
      for (;;) {
        v1::CreateMemberRequest request;
        request.set_parent("networks/food");
        request.set_member_id(absl::StrCat("w", written));
        request.mutable_member()->set_bio(absl::StrCat("number ", written));
        grpc::ClientContext context;
        context.set_deadline(absl::ToChronoTime(absl::Now() + absl::Seconds(30)));
        v1::Member member;
        grpc::Status status = stub->CreateMember(&context, request, &member);
        // What was cut off may or may not be there: the next round finds out.
        if (!status.ok() && status.error_code() != grpc::StatusCode::ALREADY_EXISTS) return;
        ++written;
      }
    });
    const int before = written;
    EXPECT_TRUE(Eventually([&] { return Ctl({"member", "get", absl::StrCat("food/w", before + 20)}).exit_code == 0; }));
    KillServer();
    writer.join();
  }
  StartServer();
  for (int i = 0; i < written; i += 7) {
    EXPECT_EQ(CtlJson({"member", "get", absl::StrCat("food/w", i)})["bio"], absl::StrCat("number ", i));
  }
  EXPECT_EQ(CtlJson({"member", "get", absl::StrCat("food/w", written - 1)})["bio"],
            absl::StrCat("number ", written - 1));
  EXPECT_FALSE(Recommended("fn-amara").empty());
}

TEST_F(RestartTest, AnEmptyDirectoryIsServed) {
  StartServer();
  EXPECT_EQ(Ctl({"health"}).out, "SERVING\n");
  EXPECT_EQ(CtlJson({"network", "list"})["networks"].size(), 0u);
}

TEST_F(RestartTest, TheDataDirectoryIsTakenOnce) {
  StartServer();
  Finished second =
      RunToEnd({Program("weft-server"), "--data", data(), "--listen", "127.0.0.1:0", "--http", "127.0.0.1:0"});
  EXPECT_EQ(second.exit_code, 1);
  EXPECT_THAT(second.err, HasSubstr(absl::StrCat("pid ", server()->pid())));
}

TEST_F(RestartTest, ALostStoreIsNotReplacedByAnEmptyOne) {
  MakeFoodNetwork();
  fs::remove(data() + "/weft.db");
  Finished server = RunToEnd({Program("weft-server"), "--data", data(), "--listen", "127.0.0.1:0"});
  EXPECT_EQ(server.exit_code, 1);
  EXPECT_THAT(server.err, HasSubstr("weft.db"));
  EXPECT_FALSE(fs::exists(data() + "/weft.db"));
}

TEST_F(RestartTest, AMissingModelIsNamed) {
  Finished server =
      RunToEnd({Program("weft-server"), "--data", data(), "--listen", "127.0.0.1:0", "--http", "127.0.0.1:0"},
               {"WEFT_MODEL=" + data() + "/no-model"});
  EXPECT_EQ(server.exit_code, 1);
  EXPECT_THAT(server.err, HasSubstr("no-model"));
}

// Every file of the newest snapshot of network food, the largest first.
std::vector<fs::path> SnapshotFiles(const std::string& data) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(fs::path(data) / "snapshots" / "food")) {
    if (entry.is_regular_file() && entry.file_size() > 0) files.push_back(entry.path());
  }
  return files;
}

void FlipBitInTheMiddle(const fs::path& path) {
  std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
  const auto at = static_cast<std::streamoff>(fs::file_size(path) / 2);
  file.seekg(at);
  const int byte = file.get();
  file.seekp(at);
  file.put(static_cast<char>(byte ^ 1));
}

TEST_F(RestartTest, ACorruptSnapshotIsRefusedByName) {
  MakeFoodNetwork();
  ASSERT_EQ(Indexer("verify", {}).exit_code, 0);
  for (const fs::path& file : SnapshotFiles(data())) {
    FlipBitInTheMiddle(file);
    Finished verify = Indexer("verify", {});
    EXPECT_EQ(verify.exit_code, 1) << file;
    EXPECT_THAT(verify.out + verify.err, AnyOf(HasSubstr(file.filename().string()), HasSubstr("manifest"))) << file;
    FlipBitInTheMiddle(file);  // Back as it was.
  }
  ASSERT_EQ(Indexer("verify", {}).exit_code, 0);
  FlipBitInTheMiddle(SnapshotFiles(data()).front());
  StartServer();
  EXPECT_EQ(Ctl({"health"}).out, "SERVING\n");  // Refused is not loading.
  nlohmann::json status = CtlJson({"index", "status", "food"});
  EXPECT_EQ(status["state"], "STATE_REFUSED");
  EXPECT_NE(status["refusal"], "");
  Finished recommend = Ctl({"recommend", "food/fn-amara"});
  EXPECT_EQ(recommend.exit_code, 1);
  EXPECT_THAT(recommend.err, HasSubstr("UNAVAILABLE (SNAPSHOT_REFUSED)"));
  // A new build heals it.
  ASSERT_EQ(Indexer("build", {"--network", "food"}).exit_code, 0);
  EXPECT_TRUE(Eventually([this] { return Ctl({"recommend", "food/fn-amara"}).exit_code == 0; }));
}

TEST_F(RestartTest, TheLastGoodSnapshotGoesOnServing) {
  MakeFoodNetwork();
  StartServer();
  const std::vector<std::string> before = Recommended("fn-amara");
  std::ofstream(fs::path(data()) / "snapshots" / "food" / "current") << "no such thing\n";
  Finished reload = Ctl({"index", "reload", "food"});
  EXPECT_EQ(reload.exit_code, 1);
  EXPECT_THAT(reload.err, HasSubstr("FAILED_PRECONDITION"));
  EXPECT_THAT(reload.err, HasSubstr("current"));
  EXPECT_EQ(Recommended("fn-amara"), before);
}

}  // namespace
}  // namespace weft::e2e
