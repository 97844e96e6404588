#ifndef WEFT_STORE_ROUND_TABLE_H_
#define WEFT_STORE_ROUND_TABLE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "weft/store/database.h"
#include "weft/store/stored_round.h"

namespace weft {

// The tables of rounds on one connection.
class RoundTable {
 public:
  explicit RoundTable(Database* db) : db_(db) {}

  absl::StatusOr<absl::optional<StoredRound>> Find(int64_t network_key, absl::string_view network,
                                                   int64_t number) const;
  // Numbers below `before` (0: from the newest), the newest first.
  absl::StatusOr<std::vector<StoredRound>> List(int64_t network_key, absl::string_view network,
                                                const RoundFilter& filter, int64_t before, int limit) const;
  // Those that open by themselves by `now`, the longest due first.
  absl::StatusOr<std::vector<StoredRound>> ListOpening(int64_t network_key, absl::string_view network, int64_t now,
                                                       int limit) const;
  // The most valuable first, dropped ones last; after the entry numbered `after`. 0: all members, from the start.
  absl::StatusOr<std::vector<StoredRoundEntry>> ListEntries(int64_t round, absl::string_view round_name, int64_t member,
                                                            int64_t after, int limit) const;
  absl::StatusOr<absl::optional<StoredRoundEntry>> FindEntry(int64_t round, absl::string_view round_name,
                                                             int64_t number) const;
  // Who was not served, the longest wait first, then by key.
  struct UnservedPlace {
    int64_t rounds_waited = 0;
    int64_t member_key = 0;  // 0: from the start.
  };
  absl::StatusOr<std::vector<StoredUnserved>> ListUnserved(int64_t round, absl::string_view round_name,
                                                           bool needing_a_hand, UnservedPlace after, int limit) const;
  // Over all rounds: members whose last round, of those they were in the scope of and had room for, did not serve them
  // and put them on the list.
  absl::StatusOr<std::vector<StoredUnserved>> ListNeedingAHand(int64_t network_key, absl::string_view network,
                                                               UnservedPlace after, int limit) const;
  // Rounds in a row that have not served a member, at their last one. Members who wait for none are left out.
  absl::StatusOr<std::vector<std::pair<int64_t, int64_t>>> Waits(int64_t network_key) const;

  // Fills in number, key and version.
  absl::Status Insert(int64_t network_key, absl::optional<int64_t> weaver, int64_t now, StoredRound* round);
  // Makes it the next version.
  absl::Status Update(absl::optional<int64_t> holder, StoredRound* round);
  absl::Status PutEntry(int64_t round, const StoredRoundEntry& entry, absl::optional<int64_t> introducer,
                        absl::optional<int64_t> weaver, absl::optional<int64_t> introduction);
  // In place of what stands there for the member.
  absl::Status PutUnserved(int64_t round, const StoredUnserved& unserved);
  absl::Status RemoveUnserved(int64_t round, int64_t member);
  // Takes a member out of everything, with what they wrote as a weaver and what weavers wrote about their entries.
  absl::Status Erase(int64_t member);

 private:
  absl::Status EraseWordsOfWeaver(int64_t member);
  absl::Status EraseReasonsOfEntries(int64_t member);
  absl::StatusOr<StoredRound> Read(const Statement& row, absl::string_view network) const;
  absl::StatusOr<std::vector<StoredRound>> ReadAll(Statement* rows, absl::string_view network) const;
  absl::StatusOr<std::vector<StoredRoundEntry>> ReadEntries(Statement* rows, int64_t round,
                                                            absl::string_view round_name) const;
  absl::StatusOr<std::vector<StoredUnserved>> ReadUnserved(Statement* rows, absl::string_view network) const;
  Database* db_;
};

absl::Status RoundNotFound(absl::string_view network, absl::string_view id);

}  // namespace weft

#endif  // WEFT_STORE_ROUND_TABLE_H_
