#ifndef WEFT_STORE_INTRODUCTION_READS_H_
#define WEFT_STORE_INTRODUCTION_READS_H_

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "weft/store/stored_introduction.h"

namespace weft {

class ReadPool;

// Reads introductions from a store; got from Store::introductions. Thread-safe, like the store. What it returns holds
// everything: who may see what of it is decided elsewhere. Errors: NOT_FOUND (NETWORK_NOT_FOUND, MEMBER_NOT_FOUND,
// INTRODUCTION_NOT_FOUND), DATA_LOSS (STORE_CORRUPT).
class IntroductionReads {
 public:
  explicit IntroductionReads(ReadPool* readers) : readers_(*readers) {}

  absl::StatusOr<StoredIntroduction> Get(absl::string_view network, absl::string_view id) const;
  absl::StatusOr<StoredIntroduction> GetByKey(absl::string_view network, int64_t key) const;
  // Keys below `before_key` (0: from the newest), the newest first.
  absl::StatusOr<std::vector<StoredIntroduction>> List(absl::string_view network, const IntroductionFilter& filter,
                                                       int64_t before_key, int limit) const;
  // Those to which something happens by itself by `now`, the longest due first.
  absl::StatusOr<std::vector<StoredIntroduction>> ListDue(absl::string_view network, absl::Time now, int limit) const;
  // What happened after `sequence`, in order.
  absl::StatusOr<std::vector<StoredIntroductionEvent>> ListEvents(absl::string_view network, int64_t sequence,
                                                                  int limit) const;
  absl::StatusOr<std::vector<StoredIntroductionEvent>> ListAudit(absl::string_view network, absl::string_view id,
                                                                 int64_t sequence, int limit) const;
  // The introduction of the last event at or before `sequence`: what a repeated request had made.
  absl::StatusOr<StoredIntroduction> GetChangedBy(absl::string_view network, int64_t sequence) const;

  absl::StatusOr<MemberIntroductions> OfMember(absl::string_view network, absl::string_view member_id) const;
  // Of every member who has any, at one sequence.
  struct All {
    int64_t sequence = 0;
    std::vector<MemberIntroductions> members;
  };
  absl::StatusOr<All> OfAll(absl::string_view network) const;

 private:
  ReadPool& readers_;
};

}  // namespace weft

#endif  // WEFT_STORE_INTRODUCTION_READS_H_
