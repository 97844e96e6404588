#ifndef WEFT_TESTS_STORE_STORE_FIXTURE_H_
#define WEFT_TESTS_STORE_STORE_FIXTURE_H_

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/status_matchers.h"
#include "tests/testing/temp_dir.h"
#include "weft/store/store.h"

namespace weft {

// Names of everything in network "n".
inline std::string MemberPath(const std::string& id) { return absl::StrCat("networks/n/members/", id); }

inline CreateNetworkMutation CreateNetwork(const std::string& network = "n") { return {network, "Network", {}}; }

inline PutMemberMutation PutMember(const std::string& id, const std::string& bio = "") {
  PutMemberMutation mutation;
  mutation.network = "n";
  mutation.member_id = id;
  mutation.member.set_bio(bio);
  return mutation;
}

inline DeleteMemberMutation DeleteMember(const std::string& id) { return {"n", id, "", false}; }

inline PutTieMutation PutTie(const std::string& a, const std::string& b, double weight = 0) {
  PutTieMutation mutation;
  mutation.network = "n";
  mutation.tie.set_member_a(MemberPath(a));
  mutation.tie.set_member_b(MemberPath(b));
  mutation.tie.set_weight(weight);
  return mutation;
}

inline DeleteTieMutation DeleteTie(const std::string& a, const std::string& b) { return {"n", a, b}; }

inline WriteBatch Batch(std::vector<Mutation> mutations, const std::string& request_id = "") {
  WriteBatch batch;
  batch.request_id = request_id;
  batch.mutations = std::move(mutations);
  return batch;
}

inline WriteBatch MemberSays(std::vector<Mutation> mutations) {
  WriteBatch batch = Batch(std::move(mutations));
  batch.caller.speaks_for_member = true;
  return batch;
}

// A store in a fresh folder.
class StoreFixture : public testing::Test {
 protected:
  void SetUp() override { Reopen(); }
  void Reopen() {
    store_.reset();
    absl::StatusOr<std::unique_ptr<Store>> store = Store::Open(dir_.path(), &clock_, {});
    ASSERT_THAT(store, IsOk());
    store_ = *std::move(store);
  }

  TempDir dir_;
  FakeClock clock_;
  std::unique_ptr<Store> store_;
};

}  // namespace weft

#endif  // WEFT_TESTS_STORE_STORE_FIXTURE_H_
