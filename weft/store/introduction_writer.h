#ifndef WEFT_STORE_INTRODUCTION_WRITER_H_
#define WEFT_STORE_INTRODUCTION_WRITER_H_

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "weft/store/introduction_events.h"
#include "weft/store/introduction_table.h"
#include "weft/store/member_table.h"
#include "weft/store/network_log.h"
#include "weft/store/store.h"

namespace weft {

// Carries out mutations of introductions within a batch.
class IntroductionWriter {
 public:
  // Both must outlive the writer.
  IntroductionWriter(Database* db, NetworkLog* log)
      : db_(db), introductions_(db), events_(db), members_(db), log_(*log) {}

  absl::StatusOr<ApplyResult::Outcome> Put(const PutIntroductionMutation& mutation);
  absl::StatusOr<ApplyResult::Outcome> Spoke(const MemberSpokeMutation& mutation);
  absl::Status Erase(int64_t member) { return introductions_.Erase(log_.network().id, member); }

 private:
  absl::StatusOr<int64_t> KeyOf(const std::string& member_name, absl::string_view field) const;
  absl::StatusOr<std::vector<absl::optional<int64_t>>> LedTo(const v1::Introduction& introduction) const;
  absl::StatusOr<ApplyResult::Outcome> Create(const PutIntroductionMutation& mutation);
  absl::StatusOr<ApplyResult::Outcome> Change(const PutIntroductionMutation& mutation,
                                              const StoredIntroduction& before);
  absl::Status LogEvents(const PutIntroductionMutation& mutation, v1::Introduction::State before,
                         const StoredIntroduction& after);

  Database* const db_;
  IntroductionTable introductions_;
  IntroductionEvents events_;
  MemberTable members_;
  NetworkLog& log_;
};

}  // namespace weft

#endif  // WEFT_STORE_INTRODUCTION_WRITER_H_
