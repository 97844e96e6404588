#ifndef WEFT_STORE_BATCH_WRITER_H_
#define WEFT_STORE_BATCH_WRITER_H_

#include <cstdint>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "weft/store/contact_table.h"
#include "weft/store/database.h"
#include "weft/store/member_table.h"
#include "weft/store/network_log.h"
#include "weft/store/network_table.h"
#include "weft/store/policy_history.h"
#include "weft/store/request_log.h"
#include "weft/store/store.h"
#include "weft/store/tie_table.h"

namespace weft {

// Carries out one batch inside a write transaction that somebody else began and ends. After an error the caller rolls
// back what was written.
class BatchWriter {
 public:
  // `db` and `batch` must outlive the writer.
  BatchWriter(Database* db, const WriteBatch& batch, int64_t now)
      : db_(db),
        networks_(db),
        members_(db),
        ties_(db),
        contacts_(db),
        policies_(db),
        requests_(db),
        batch_(batch),
        now_(now) {}

  absl::StatusOr<ApplyResult> Write();

 private:
  using Outcome = ApplyResult::Outcome;

  absl::StatusOr<Outcome> Carry(const CreateNetworkMutation& mutation);
  absl::StatusOr<Outcome> Carry(const SetPolicyMutation& mutation);
  absl::StatusOr<Outcome> Carry(const PutMemberMutation& mutation);
  absl::StatusOr<Outcome> Carry(const DeleteMemberMutation& mutation);
  absl::StatusOr<Outcome> Carry(const PutTieMutation& mutation);
  absl::StatusOr<Outcome> Carry(const DeleteTieMutation& mutation);
  absl::StatusOr<Outcome> Carry(const PutContactMutation& mutation);
  absl::StatusOr<Outcome> Carry(const MemberSpokeMutation& mutation);
  absl::StatusOr<Outcome> Carry(const PutIntroductionMutation& mutation);
  absl::StatusOr<Outcome> Carry(const PutRoundMutation& mutation);
  absl::StatusOr<Outcome> Carry(const PutMessageMutation& mutation);

  absl::Status Log(Change::Kind kind, int64_t key = 0, int64_t other_key = 0);
  // Of the network, which must be there.
  NetworkLog MakeLog() { return NetworkLog(db_, &*network_, &batch_.caller, now_); }

  Database* const db_;
  NetworkTable networks_;
  MemberTable members_;
  TieTable ties_;
  ContactTable contacts_;
  PolicyHistory policies_;
  RequestLog requests_;
  const WriteBatch& batch_;
  const int64_t now_;
  absl::optional<NetworkRow> network_;  // As it will be written at the end; none before it is created.
  bool network_changed_ = false;        // More than sequence and counts.
};

}  // namespace weft

#endif  // WEFT_STORE_BATCH_WRITER_H_
