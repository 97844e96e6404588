#ifndef WEFT_SERVICE_SERVER_H_
#define WEFT_SERVICE_SERVER_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "grpcpp/channel.h"
#include "service/log.h"
#include "weft/base/clock.h"
#include "weft/embedding/embedder.h"
#include "weft/snapshot/snapshot.h"

namespace weft {

// The whole service over one data directory: threads, networks, gRPC. Loads networks after it has begun to listen;
// health says when it is through with that.
class Server {
 public:
  struct Options {
    std::string data_directory;
    std::string listen;  // "127.0.0.1:7700". Empty: in-process channels only.
    // Where to serve the pages behind links: "127.0.0.1:7780". Empty: nowhere.
    std::string http_listen;
    bool http_required = true;  // False: if another program has the port, warns and goes on without pages.
    int http_connections_max = 200;
    // For a request of HTTP to arrive whole. Longer only for clients on very bad lines.
    absl::Duration http_patience = absl::Seconds(10);
    // Where members reach the pages behind links ("https://weft.example.org"). Empty: where this machine reaches them,
    // which the log warns of; without pages, links have a token only.
    std::string public_url;
    int connections_max = 1000;
    int workers = 0;       // 0: as many as cores.
    int queue_max = 1000;  // Of reads, and of writes.
    // How often to look for what other processes wrote: changes, networks, snapshots. It is little to ask.
    absl::Duration follow_period = absl::Milliseconds(100);
  };
  // What it is made from. All must outlive the server.
  struct Parts {
    const Embedder* embedder = nullptr;
    Snapshot::SourceLoader loader;
    const Clock* clock = nullptr;
    const Log* log = nullptr;
  };

  // Opens the store (made if it is missing) and begins to serve. The caller holds the data directory's server.lock.
  static absl::StatusOr<std::unique_ptr<Server>> Start(const Options& options, const Parts& parts);
  // Drains without patience if nobody has drained.
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // "127.0.0.1:7700"; empty if it does not listen.
  std::string address() const;
  // "127.0.0.1:7780"; empty if it serves no pages.
  std::string http_address() const;
  std::shared_ptr<grpc::Channel> InProcessChannel() const;

  // Says NOT_SERVING, takes no further connection or call, and lets those under way end; cancels what is left of them
  // after `patience`. Returns when nothing is under way any more. May be called again.
  void Drain(absl::Duration patience);

 private:
  class Impl;
  explicit Server(std::unique_ptr<Impl> impl);
  const std::unique_ptr<Impl> impl_;
};

}  // namespace weft

#endif  // WEFT_SERVICE_SERVER_H_
