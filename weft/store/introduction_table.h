#ifndef WEFT_STORE_INTRODUCTION_TABLE_H_
#define WEFT_STORE_INTRODUCTION_TABLE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "weft/store/database.h"
#include "weft/store/stored_introduction.h"

namespace weft {

// The tables `introductions` and `introduction_sides` on one connection.
class IntroductionTable {
 public:
  explicit IntroductionTable(Database* db) : db_(db) {}

  // `network` is the id of the network with key `network_key`. NOT_FOUND (INTRODUCTION_NOT_FOUND) if missing.
  absl::StatusOr<StoredIntroduction> Get(int64_t network_key, absl::string_view network, absl::string_view id) const;
  absl::StatusOr<absl::optional<StoredIntroduction>> Find(int64_t network_key, absl::string_view network,
                                                          absl::string_view id) const;
  absl::StatusOr<absl::optional<StoredIntroduction>> GetByKey(absl::string_view network, int64_t key) const;
  // Keys below `before` (0: from the newest), the newest first.
  struct Keys {
    int64_t member = 0;  // 0: not asked for.
    int64_t reader = 0;
    int64_t waiting = 0;
  };
  absl::StatusOr<std::vector<StoredIntroduction>> List(int64_t network_key, absl::string_view network,
                                                       const IntroductionFilter& filter, const Keys& keys,
                                                       int64_t before, int limit) const;
  // Those due at `now`, the longest due first.
  absl::StatusOr<std::vector<StoredIntroduction>> ListDue(int64_t network_key, absl::string_view network, int64_t now,
                                                          int limit) const;
  // The members who have a side, erased ones left out.
  absl::StatusOr<std::vector<int64_t>> MembersOf(int64_t introduction) const;

  // Fills in key and version. REQUIRES: side and introducer keys are set, the id is free.
  absl::Status Insert(int64_t network_key, absl::optional<int64_t> round, int64_t now, StoredIntroduction* introduction,
                      const std::vector<absl::optional<int64_t>>& led_to);
  // Makes it the next version.
  absl::Status Update(StoredIntroduction* introduction, const std::vector<absl::optional<int64_t>>& led_to);
  // Takes a member out of all introductions: their sides' words, what the others were told about them, their vouching.
  absl::Status Erase(absl::string_view network, int64_t member);

 private:
  absl::StatusOr<StoredIntroduction> Read(const Statement& row, absl::string_view network) const;
  absl::StatusOr<std::vector<StoredIntroduction>> ReadAll(Statement* rows, absl::string_view network) const;
  absl::Status ReadSides(absl::string_view network, StoredIntroduction* introduction) const;
  absl::Status PutSides(const StoredIntroduction& introduction, const std::vector<absl::optional<int64_t>>& led_to);
  Database* db_;
};

absl::Status IntroductionNotFound(absl::string_view network, absl::string_view id);

}  // namespace weft

#endif  // WEFT_STORE_INTRODUCTION_TABLE_H_
