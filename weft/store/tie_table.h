#ifndef WEFT_STORE_TIE_TABLE_H_
#define WEFT_STORE_TIE_TABLE_H_

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "weft/store/database.h"
#include "weft/store/store.h"
#include "weft/v1/tie.pb.h"

namespace weft {

// What is stored of a tie beside its ends.
struct TieValue {
  double weight = 1;
  absl::optional<int64_t> last_contact;  // Microseconds UTC.
  absl::optional<int64_t> period;
  std::string kind;

  static TieValue Of(const v1::Tie& tie);
  v1::Tie ToTie() const;  // Without ends.
  bool operator==(const TieValue& o) const {
    return weight == o.weight && last_contact == o.last_contact && period == o.period && kind == o.kind;
  }
};

struct StoredTieRow {
  TieValue value;
  bool removed = false;
};

// The table `ties` on one connection. Ends are keys; a is the end whose id sorts first. Only Find shows removed ties.
class TieTable {
 public:
  explicit TieTable(Database* db) : db_(db) {}

  absl::StatusOr<absl::optional<StoredTieRow>> Find(int64_t a, int64_t b) const;
  // The other ends, by key.
  absl::StatusOr<std::vector<int64_t>> Neighbors(int64_t member) const;

  // By the ids of both ends, those after `after_a`, `after_b`.
  absl::StatusOr<std::vector<StoredTie>> List(int64_t network_key, absl::string_view network, absl::string_view after_a,
                                              absl::string_view after_b, int limit) const;
  absl::StatusOr<std::vector<StoredTie>> ListOf(int64_t member, absl::string_view network, absl::string_view after_a,
                                                absl::string_view after_b, int limit) const;
  // All, by the keys of a and b.
  absl::Status Visit(int64_t network_key, absl::string_view network,
                     const std::function<absl::Status(const StoredTie&)>& visitor) const;

  // Creates, replaces or revives.
  absl::Status Put(int64_t a, int64_t b, const TieValue& value, int64_t now);
  absl::Status Delete(int64_t a, int64_t b);
  // Forgets the tie, but not that it was removed.
  absl::Status MarkRemoved(int64_t a, int64_t b, int64_t now);
  // Deletes all ties of a member, removed ones too.
  absl::Status DeleteAllOf(int64_t member);

 private:
  absl::StatusOr<std::vector<StoredTie>> ReadAll(Statement* rows, absl::string_view network) const;
  Database* db_;
};

}  // namespace weft

#endif  // WEFT_STORE_TIE_TABLE_H_
