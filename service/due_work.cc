#include "service/due_work.h"

#include <utility>

#include "weft/base/mutex.h"

namespace weft {

bool CarryOut(const std::string& network, std::vector<DueWork> work, Writer* writer, const Log& log) {
  Mutex mu;
  CondVar done;
  size_t left = work.size();
  bool all_done = true;
  for (DueWork& one : work) {
    WriteJob job;
    job.network = network;
    job.subject = std::move(one.subject);
    job.caller.id = "weft";
    job.retry_conflicts = true;
    job.checkpoint = [] { return absl::OkStatus(); };
    job.mutations = std::move(one.mutations);
    job.done = [&log, &mu, &done, &left, &all_done, &network](const absl::Status& status) {
      if (!status.ok()) {
        log.Warning("what is due cannot be done", {{"network", network}, {"reason", FailureText(status)}});
      }
      MutexLock lock(&mu);
      all_done = all_done && status.ok();
      --left;
      done.notify_one();
    };
    writer->Submit(std::move(job));
  }
  MutexLock lock(&mu);
  while (left > 0) done.wait(mu);
  return all_done;
}

}  // namespace weft
