#ifndef WEFT_STORE_NETWORK_TABLE_H_
#define WEFT_STORE_NETWORK_TABLE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "weft/store/database.h"
#include "weft/v1/network.pb.h"

namespace weft {

// A row of `networks`.
struct NetworkRow {
  int64_t key = 0;
  std::string id;
  std::string display_name;
  v1::Policy policy;
  int64_t version = 0;
  int64_t created = 0;
  int64_t sequence = 0;
  int64_t member_count = 0;
  int64_t tie_count = 0;

  std::string Etag() const;
  v1::Network ToNetwork() const;
};

// The table `networks` on one connection.
class NetworkTable {
 public:
  explicit NetworkTable(Database* db) : db_(db) {}

  absl::StatusOr<absl::optional<NetworkRow>> Find(absl::string_view id) const;
  // NOT_FOUND (NETWORK_NOT_FOUND) if missing.
  absl::StatusOr<NetworkRow> Get(absl::string_view id) const;
  // Key and sequence only: cheap.
  struct Position {
    int64_t key = 0;
    int64_t sequence = 0;
  };
  absl::StatusOr<Position> GetPosition(absl::string_view id) const;
  absl::StatusOr<std::vector<NetworkRow>> List(absl::string_view after_id, int limit) const;

  // Fills in row->key.
  absl::Status Insert(NetworkRow* row);
  absl::Status Update(const NetworkRow& row);
  // Sequence and counts only.
  absl::Status UpdateCounts(const NetworkRow& row);

 private:
  absl::StatusOr<NetworkRow> Read(const Statement& row) const;
  Database* db_;
};

absl::Status NetworkNotFound(absl::string_view id);

}  // namespace weft

#endif  // WEFT_STORE_NETWORK_TABLE_H_
