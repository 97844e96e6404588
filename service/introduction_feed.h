#ifndef WEFT_SERVICE_INTRODUCTION_FEED_H_
#define WEFT_SERVICE_INTRODUCTION_FEED_H_

#include <map>
#include <memory>
#include <string>

#include "absl/time/time.h"
#include "grpcpp/support/server_callback.h"
#include "service/call_runner.h"
#include "service/network_registry.h"
#include "service/ticker.h"
#include "weft/base/mutex.h"
#include "weft/store/store.h"
#include "weft/v1/introduction_service.pb.h"

namespace weft {

// Streams of what happens to introductions. Each begins where its client left off, reads the log on the workers as far
// as it goes, and then waits to be told that there is more: by a look at the log's end after every period, whoever
// wrote. Thread-safe.
class IntroductionFeed {
 public:
  // All must outlive the feed.
  IntroductionFeed(absl::Duration period, const CallRunner* runner, const Store* store,
                   const NetworkRegistry* registry);
  ~IntroductionFeed();

  grpc::ServerWriteReactor<v1::IntroductionEvent>* Watch(grpc::CallbackServerContext* context,
                                                         const v1::WatchIntroductionsRequest& request);
  // Ends all streams with UNAVAILABLE (SHUTTING_DOWN), and those to come. May be called again.
  void Stop();

 private:
  class Watcher;
  void Look();
  void Remove(Watcher* watcher);

  const CallRunner& runner_;
  const Store& store_;
  const NetworkRegistry& registry_;
  Mutex mu_;
  std::map<Watcher*, std::shared_ptr<Watcher>> watchers_ ABSL_GUARDED_BY(mu_);
  bool stopped_ ABSL_GUARDED_BY(mu_) = false;
  std::unique_ptr<Ticker> ticker_;  // Last: its thread uses all of the above.
};

}  // namespace weft

#endif  // WEFT_SERVICE_INTRODUCTION_FEED_H_
