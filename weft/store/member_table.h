#ifndef WEFT_STORE_MEMBER_TABLE_H_
#define WEFT_STORE_MEMBER_TABLE_H_

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "weft/store/database.h"
#include "weft/store/store.h"
#include "weft/v1/member.pb.h"

namespace weft {

// The bytes by which a member is stored and compared: without name, etag and times, the same for equal members.
std::string ProfileBytes(const v1::Member& member);

// Of a row of `members`, what a write needs to know.
struct StoredMemberRow {
  int64_t key = 0;
  int64_t version = 0;
  std::string profile;

  std::string Etag() const;
};

// The table `members` on one connection.
class MemberTable {
 public:
  explicit MemberTable(Database* db) : db_(db) {}

  absl::StatusOr<absl::optional<int64_t>> FindKey(int64_t network, absl::string_view id) const;
  absl::StatusOr<absl::optional<StoredMemberRow>> Find(int64_t network, absl::string_view id) const;

  // `network` is the id of the network with key `network_key`. NOT_FOUND (MEMBER_NOT_FOUND) if missing.
  absl::StatusOr<StoredMember> Get(int64_t network_key, absl::string_view network, absl::string_view id) const;
  absl::StatusOr<absl::optional<StoredMember>> GetByKey(absl::string_view network, int64_t key) const;
  // By id.
  absl::StatusOr<std::vector<StoredMember>> List(int64_t network_key, absl::string_view network,
                                                 absl::string_view after_id, int limit) const;
  // All, by key.
  absl::Status Visit(int64_t network_key, absl::string_view network,
                     const std::function<absl::Status(const StoredMember&)>& visitor) const;
  // The sequence of the change that created the member; 0 if there is no such member.
  absl::StatusOr<int64_t> CreatedSequence(int64_t key) const;

  // Returns the key of the new member.
  absl::StatusOr<int64_t> Insert(int64_t network, absl::string_view id, int64_t now, int64_t sequence,
                                 absl::string_view profile);
  // Makes it the next version.
  absl::Status Update(int64_t key, int64_t now, absl::string_view profile);
  // Remembers that the member has said something.
  absl::Status Spoke(int64_t key, int64_t now);
  // REQUIRES: has no ties, not even removed ones, and stands in no other table.
  absl::Status Delete(int64_t key);

 private:
  absl::StatusOr<StoredMember> Read(const Statement& row, absl::string_view network) const;
  Database* db_;
};

absl::Status MemberNotFound(absl::string_view network, absl::string_view id);

}  // namespace weft

#endif  // WEFT_STORE_MEMBER_TABLE_H_
