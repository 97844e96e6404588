#include "service/run_server.h"

#include <algorithm>
#include <memory>

#include "absl/strings/str_cat.h"
#include "indexer/data_directory.h"
#include "indexer/embedding_store.h"
#include "indexer/faiss_source.h"
#include "service/descriptor_limit.h"
#include "service/system_clock.h"
#include "weft/base/error.h"
#include "weft/base/file.h"
#include "weft/embedding/caching_embedder.h"
#include "weft/embedding/default_model.h"
#include "weft/store/embedding_cache.h"

namespace weft {
namespace {

// How long calls under way may take to end once the server is told to.
constexpr absl::Duration kDrainPatience = absl::Seconds(10);

}  // namespace

absl::Status RunServer(const ServerFlags& flags, const Log& log, const std::function<void()>& wait_for_end) {
  WEFT_RETURN_IF_ERROR(MakeDirectories(flags.server.data_directory));
  WEFT_ASSIGN_OR_RETURN(const std::unique_ptr<FileLock> lock,
                        FileLock::Acquire(absl::StrCat(flags.server.data_directory, "/server.lock")));
  WEFT_RETURN_IF_ERROR(CheckStoreNotLost(flags.server.data_directory));
  WEFT_ASSIGN_OR_RETURN(const std::unique_ptr<Embedder> model, LoadDefaultEmbedder(flags.model));
  WEFT_ASSIGN_OR_RETURN(const std::unique_ptr<EmbeddingCache> cache, EmbeddingCache::Open(flags.server.data_directory));
  const CachingEmbedder embedder(model.get(), CacheInStore(cache.get(), model->fingerprint(), model->dimension()),
                                 [&log](const absl::Status& status) {
                                   log.Warning("the embedding cache fails", {{"reason", status.ToString()}});
                                 });
  const SystemClock clock;

  Server::Options options = flags.server;
  const int http_connections = options.http_listen.empty() ? 0 : options.http_connections_max;
  options.connections_max =
      std::max(1, RaiseDescriptorLimit(options.connections_max + http_connections) - http_connections);
  if (options.connections_max < flags.server.connections_max) {
    log.Warning("fewer connections than asked for: the descriptor limit is low",
                {{"asked", flags.server.connections_max}, {"connections_max", options.connections_max}});
  }
  Server::Parts parts;
  parts.embedder = &embedder;
  parts.loader = FaissSourceLoader();
  parts.clock = &clock;
  parts.log = &log;
  WEFT_ASSIGN_OR_RETURN(const std::unique_ptr<Server> server, Server::Start(options, parts));
  wait_for_end();
  server->Drain(kDrainPatience);
  return absl::OkStatus();
}

}  // namespace weft
