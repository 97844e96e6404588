#ifndef WEFT_SERVICE_DUE_WORK_H_
#define WEFT_SERVICE_DUE_WORK_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "service/log.h"
#include "service/writer.h"
#include "weft/store/store.h"

namespace weft {

// Something that happens by itself, as a write of Weft's own. `mutations` runs on the writer thread and says what is
// still to be done then: the same work handed in twice is done once.
struct DueWork {
  std::string subject;  // As WriteJob::subject.
  std::function<absl::StatusOr<std::vector<Mutation>>()> mutations;
};

// Hands all of it to the writer, one job each, and returns when they are done: whether all of them could be. Logs those
// that could not. Not for the writer thread, nor for a worker.
bool CarryOut(const std::string& network, std::vector<DueWork> work, Writer* writer, const Log& log);

}  // namespace weft

#endif  // WEFT_SERVICE_DUE_WORK_H_
