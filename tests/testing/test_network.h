#ifndef WEFT_TESTS_TESTING_TEST_NETWORK_H_
#define WEFT_TESTS_TESTING_TEST_NETWORK_H_

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "tests/testing/hash_embedder.h"
#include "weft/snapshot/network_view.h"
#include "weft/v1/member.pb.h"

namespace weft {

// A small network written down in a test, and the view of it. Everybody is shown unless a test says otherwise.
class TestNetwork {
 public:
  static constexpr int kDimension = 256;

  TestNetwork() { policy_.set_unspoken(v1::Policy::UNSPOKEN_SHOW); }

  // Adds a member and returns it to be filled in. References stay valid.
  v1::Member& Add(const std::string& id);
  v1::Member& Get(const std::string& id) { return members_.at(id); }
  void Tie(const std::string& a, const std::string& b, double weight = 1, int64_t time_micros = 0);
  // Puts members into one cluster; clusters are numbered in the order of calls.
  void Cluster(const std::vector<std::string>& ids);
  void FineCluster(const std::vector<std::string>& ids);
  // What the member's introductions were; laid over snapshots, too.
  MemberIntroductions& IntroductionsOf(const std::string& id);
  v1::Policy& policy() { return policy_; }
  const HashEmbedder& embedder() const { return embedder_; }

  // As a snapshot holds it: exact sources, clusters as told.
  std::shared_ptr<const NetworkView> Snapshot() const;
  // As it looks before any build: an empty snapshot and everything laid over it. Has no clusters.
  std::shared_ptr<const NetworkView> Live() const;
  // The delta that brings any view to this network.
  ViewDelta Delta(int64_t sequence) const;
  int64_t KeyOf(const std::string& id) const { return keys_.at(id); }

 private:
  struct TieData {
    double weight;
    int64_t time_micros;
  };
  std::map<std::string, v1::Member> members_;
  std::map<std::string, int64_t> keys_;
  std::map<std::pair<std::string, std::string>, TieData> ties_;
  std::vector<std::vector<std::string>> clusters_;
  std::vector<std::vector<std::string>> fine_clusters_;
  std::map<int64_t, MemberIntroductions> introductions_;
  v1::Policy policy_;
  HashEmbedder embedder_{kDimension};
};

}  // namespace weft

#endif  // WEFT_TESTS_TESTING_TEST_NETWORK_H_
