#ifndef WEFT_STORE_INTRODUCTION_EVENTS_H_
#define WEFT_STORE_INTRODUCTION_EVENTS_H_

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "weft/store/database.h"
#include "weft/store/stored_introduction.h"

namespace weft {

// The table `introduction_events` on one connection: what happened to introductions, each under the number its change
// has in the network's log. Who called and when stands there.
class IntroductionEvents {
 public:
  explicit IntroductionEvents(Database* db) : db_(db) {}

  // REQUIRES: the change is logged. Caller, time and ids are not read.
  absl::Status Append(int64_t network, const StoredIntroductionEvent& event);
  // Those of a network after `after`, at most `limit`.
  absl::StatusOr<std::vector<StoredIntroductionEvent>> Read(int64_t network, int64_t after, int limit) const;
  // Those of one introduction.
  absl::StatusOr<std::vector<StoredIntroductionEvent>> ReadOf(int64_t introduction, int64_t after, int limit) const;

 private:
  absl::StatusOr<std::vector<StoredIntroductionEvent>> ReadAll(Statement* rows) const;
  Database* db_;
};

}  // namespace weft

#endif  // WEFT_STORE_INTRODUCTION_EVENTS_H_
