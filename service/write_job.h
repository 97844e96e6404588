#ifndef WEFT_SERVICE_WRITE_JOB_H_
#define WEFT_SERVICE_WRITE_JOB_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "weft/store/store.h"

namespace weft {

// One write on its way through the Writer. The functions run on the writer thread, in the order below.
struct WriteJob {
  std::string network;  // Id.
  // What the mutations are made from ("members/m1"). Jobs of one subject never share a commit, so that each sees what
  // the one before it did. Empty: made from the request alone.
  std::string subject;
  bool alone = false;  // True for a large job: shares a commit with no other.
  Caller caller;
  std::string request_id;
  // Of the request as it came in (FingerprintOfRequest), never of the mutations: those of a repeat may be others, since
  // what they are made from has changed. Required with a request_id. See WriteBatch.
  std::string request_fingerprint;
  // True: what ABORTED means is that another process was quicker; make the mutations anew instead of failing.
  bool retry_conflicts = false;

  // Whether anybody still waits. Not asked any more once the commit begins.
  std::function<absl::Status()> checkpoint;
  // Reads what is there now and says what to change.
  std::function<absl::StatusOr<std::vector<Mutation>>()> mutations;
  // After the commit, when every call begun from now on sees the change: fills in the answer. May be empty.
  std::function<absl::Status(const ApplyResult&)> answer;
  // Last, exactly once.
  std::function<void(const absl::Status&)> done;
};

}  // namespace weft

#endif  // WEFT_SERVICE_WRITE_JOB_H_
