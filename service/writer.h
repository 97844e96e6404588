#ifndef WEFT_SERVICE_WRITER_H_
#define WEFT_SERVICE_WRITER_H_

#include <deque>
#include <thread>  // NOLINT(build/c++11)
#include <vector>

#include "absl/status/status.h"
#include "service/log.h"
#include "service/network_registry.h"
#include "service/write_job.h"
#include "weft/base/mutex.h"
#include "weft/store/store.h"

namespace weft {

// The one thread that writes. Jobs that came while a commit was under way share the next one: under load many writes
// cost one fsync, and a lone one waits for nobody. A job is done when it is committed and visible to every call begun
// afterwards. Thread-safe.
class Writer {
 public:
  struct Options {
    int queue_max = 1000;
    int group_max = 64;  // Jobs in one commit. Raise for throughput; lower to answer the first of them sooner.
  };
  // All must outlive the writer.
  Writer(Store* store, NetworkRegistry* registry, const Log* log, const Options& options);
  // Calls Stop.
  ~Writer();
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  // RESOURCE_EXHAUSTED (QUEUE_FULL), or UNAVAILABLE (SHUTTING_DOWN) after Stop; `done` is then called with it at once.
  void Submit(WriteJob job);

  // Does what is queued, then ends the thread. May be called again.
  void Stop();

 private:
  struct Entry {
    WriteJob job;
    int conflicts = 0;  // How often another process was quicker.
  };
  void Work();
  // Empty when stopped and nothing is left.
  std::vector<Entry> TakeGroup();
  void Commit(std::vector<Entry> group);
  // The mutations cannot be made from what is stored now; but if the request was carried out before, that is its
  // result, and if another one was under its id, REQUEST_ID_REUSED.
  absl::StatusOr<ApplyResult> FirstResultOr(const absl::Status& failure, const WriteJob& job);
  void Finish(Entry entry, const absl::StatusOr<ApplyResult>& result);

  Store* const store_;
  NetworkRegistry* const registry_;
  const Log* const log_;
  const Options options_;
  Mutex mu_;
  CondVar ready_;
  std::deque<Entry> queue_ ABSL_GUARDED_BY(mu_);
  bool stopped_ ABSL_GUARDED_BY(mu_) = false;
  std::thread thread_;
};

}  // namespace weft

#endif  // WEFT_SERVICE_WRITER_H_
