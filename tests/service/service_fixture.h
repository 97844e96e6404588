#ifndef WEFT_TESTS_SERVICE_SERVICE_FIXTURE_H_
#define WEFT_TESTS_SERVICE_SERVICE_FIXTURE_H_

#include <memory>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "service/server.h"
#include "tests/service/gate_embedder.h"
#include "tests/service/grpc_error.h"
#include "tests/service/line_log.h"
#include "tests/service/test_client.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temp_dir.h"

namespace weft {

// The real service, in process, on a fresh data directory. Network n1 shows members who have not spoken, and plans no
// rounds by itself.
class ServiceTest : public testing::Test {
 protected:
  void SetUp() override { Start(); }
  void TearDown() override {
    embedder_.Open();
    client_.reset();
    server_.reset();
  }

  // Begins anew on the same data; `options_` may have changed. Returns when health says SERVING.
  void Start();

  // A channel with a connection of its own: over TCP if the server listens, else in process.
  std::shared_ptr<grpc::Channel> NewChannel() const;

  // Path of `id` in network n1.
  static std::string Name(const std::string& id) { return "networks/n1/members/" + id; }

  // Requests with what they need and nothing else; tests set the rest.
  static v1::CreateNetworkRequest NewNetwork(const std::string& id);
  static v1::CreateMemberRequest NewMember(const std::string& id, const std::vector<std::string>& interests = {});
  static v1::BatchUpsertTiesRequest NewTie(const std::string& a, const std::string& b);
  static v1::SearchMembersRequest Search(const std::string& query, const std::string& network = "n1");

  // Creates them and expects it to work.
  void AddNetwork(const std::string& id);
  void AddMember(const std::string& id, const std::vector<std::string>& interests = {});
  void AddTie(const std::string& a, const std::string& b);

  // Ids that a call finds now, in its order.
  std::vector<std::string> Found(const std::string& query, const std::string& network = "n1") const;
  std::vector<std::string> Recommended(const std::string& id) const;
  v1::IndexStatus Index(const std::string& network = "n1") const;

  // Builds and publishes a snapshot as weft-indexer does.
  void Build(const std::string& network = "n1") { BuildWith(embedder_, network); }
  void BuildWith(const Embedder& embedder, const std::string& network = "n1");

  TempDir dir_;
  FakeClock clock_;
  GateEmbedder embedder_{64};
  LineLog log_;
  Server::Options options_;
  std::unique_ptr<Server> server_;
  std::unique_ptr<TestClient> client_;
};

}  // namespace weft

#endif  // WEFT_TESTS_SERVICE_SERVICE_FIXTURE_H_
