#include "service/server.h"

#include <algorithm>
#include <chrono>  // NOLINT(build/c++11): gRPC's deadlines.
#include <thread>  // NOLINT(build/c++11)
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/time/clock.h"
#include "grpcpp/ext/proto_server_reflection_plugin.h"
#include "grpcpp/grpcpp.h"
#include "service/call_runner.h"
#include "service/follower.h"
#include "service/health_service.h"
#include "service/http/http_server.h"
#include "service/http/link_site.h"
#include "service/http/page_frame.h"
#include "service/index_service.h"
#include "service/introduction_feed.h"
#include "service/introduction_keeper.h"
#include "service/introduction_service.h"
#include "service/listener.h"
#include "service/malformed_request.h"
#include "service/match_service.h"
#include "service/member_service.h"
#include "service/message_contents.h"
#include "service/message_service.h"
#include "service/network_news.h"
#include "service/network_registry.h"
#include "service/network_service.h"
#include "service/round_keeper.h"
#include "service/round_service.h"
#include "service/tie_service.h"
#include "service/weekly_keeper.h"
#include "service/worker_pool.h"
#include "service/writer.h"
#include "weft/base/error.h"
#include "weft/base/limits.h"
#include "weft/introductions/link_token.h"
#include "weft/matching/recommender.h"
#include "weft/store/store.h"

namespace weft {
namespace {

// Beside the workers: writer, two followers, the feed, three keepers, and room for one more.
constexpr int kReadersBesideWorkers = 8;

// A connection that says nothing this long after connecting is closed; otherwise it would hold a place for two minutes.
constexpr int kHandshakeMillisMax = 10000;
// Clients that vanished without a word are found out after the sum of the two.
constexpr int kKeepaliveMillis = 60000;
constexpr int kKeepaliveTimeoutMillis = 20000;
constexpr int kCallsPerConnectionMax = 1000;
// What a page waits for one call of its own.
constexpr absl::Duration kPageCallPatience = absl::Seconds(10);

std::vector<std::string> ServiceNames() {
  return {v1::NetworkService::service_full_name(),      v1::MemberService::service_full_name(),
          v1::TieService::service_full_name(),          v1::MatchService::service_full_name(),
          v1::IndexService::service_full_name(),        v1::IntroductionService::service_full_name(),
          v1::MessageService::service_full_name(),      v1::RoundService::service_full_name(),
          grpc::health::v1::Health::service_full_name()};
}

WorkerPool::Options PoolOptions(const Server::Options& options) {
  WorkerPool::Options out;
  out.workers =
      options.workers > 0 ? options.workers : static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
  out.queue_max = options.queue_max;
  return out;
}

Writer::Options WriterOptions(const Server::Options& options) {
  Writer::Options out;
  out.queue_max = options.queue_max;
  return out;
}

Store::Options StoreOptions(const Server::Options& options) {
  Store::Options out;
  out.read_connections = PoolOptions(options).workers + kReadersBesideWorkers;
  return out;
}

// Null: there are to be no pages, or another program has the port and the server may do without.
absl::StatusOr<std::unique_ptr<HttpServer>> OpenPages(const Server::Options& options, const Log* log) {
  if (options.http_listen.empty()) return nullptr;
  HttpServer::Options http;
  http.address = options.http_listen;
  http.connections_max = options.http_connections_max;
  http.patience = options.http_patience;
  http.content_security_policy = PageSecurityPolicy();
  absl::StatusOr<std::unique_ptr<HttpServer>> opened = HttpServer::Open(http, log);
  if (opened.ok() || options.http_required || !absl::IsUnavailable(opened.status())) return opened;
  log->Warning("serving no pages: the links in messages lead nowhere", {{"reason", opened.status().ToString()}});
  return nullptr;
}

// What links begin with. A server that has not been told where members reach it says where this machine does, so that
// a first try works as it is; empty if there are no pages.
std::string PublicUrlFor(const Server::Options& options, const HttpServer* pages, const Log& log) {
  if (!options.public_url.empty() || pages == nullptr) return options.public_url;
  absl::string_view port = pages->address();
  std::string url = absl::StrCat("http://", port);
  if (absl::ConsumePrefix(&port, "0.0.0.0:")) url = absl::StrCat("http://127.0.0.1:", port);
  if (absl::ConsumePrefix(&port, "[::]:")) url = absl::StrCat("http://[::1]:", port);
  log.Warning("links in messages work on this machine only: say by --public-url where members reach the pages",
              {{"public_url", url}});
  return url;
}

}  // namespace

// Members in the order in which they depend on each other.
class Server::Impl {
 public:
  Impl(const Options& options, const Parts& parts, std::unique_ptr<Store> store, std::string link_key,
       std::unique_ptr<Listener> listener, std::unique_ptr<HttpServer> pages)
      : log_(*parts.log),
        clock_(*parts.clock),
        follow_period_(options.follow_period),
        store_(std::move(store)),
        recommender_(parts.embedder),
        registry_({options.data_directory, store_.get(), parts.embedder, parts.loader, parts.log}),
        pool_(PoolOptions(options)),
        writer_(store_.get(), &registry_, parts.log, WriterOptions(options)),
        runner_(&pool_, &writer_, parts.clock, parts.log),
        network_service_(&runner_, store_.get()),
        member_service_(&runner_, store_.get(), parts.embedder),
        tie_service_(&runner_, store_.get()),
        match_service_(&runner_, &registry_, &recommender_, parts.log),
        index_service_(&runner_, &registry_),
        feed_(options.follow_period, &runner_, store_.get(), &registry_),
        introduction_service_(&runner_, store_.get(), &registry_, &recommender_, &feed_),
        round_service_(&runner_, store_.get(), &registry_, &recommender_),
        tokens_(std::move(link_key)),
        contents_({store_.get(), &registry_, &tokens_, PublicUrlFor(options, pages.get(), *parts.log)}),
        news_(store_.get(), &registry_),
        message_service_({&runner_, store_.get(), &registry_, &tokens_, &contents_, &news_}),
        health_service_(ServiceNames()),
        listener_(std::move(listener)),
        http_(std::move(pages)) {}

  ~Impl() { Drain(absl::ZeroDuration()); }

  absl::Status Start() {
    // Reflection is a plug-in that gRPC keeps for the whole process; asking for it twice does nothing.
    grpc::reflection::InitProtoReflectionServerBuilderPlugin();
    grpc::ServerBuilder builder;
    builder.SetMaxReceiveMessageSize(kMessageBytesMax);
    builder.AddChannelArgument(GRPC_ARG_SERVER_HANDSHAKE_TIMEOUT_MS, kHandshakeMillisMax);
    builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIME_MS, kKeepaliveMillis);
    builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, kKeepaliveTimeoutMillis);
    builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_PERMIT_WITHOUT_CALLS, 1);
    builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS, kCallsPerConnectionMax);
    for (grpc::Service* service : std::initializer_list<grpc::Service*>{
             &network_service_, &member_service_, &tie_service_, &match_service_, &index_service_,
             &introduction_service_, &message_service_, &round_service_, &health_service_}) {
      builder.RegisterService(service);
    }
    builder.experimental().SetInterceptorCreators(MalformedRequestInterceptors());
    if (listener_ != nullptr) {
      acceptor_ = builder.experimental().AddExternalConnectionAcceptor(
          grpc::ServerBuilder::experimental_type::ExternalConnectionType::FROM_FD, grpc::InsecureServerCredentials());
    }
    grpc_server_ = builder.BuildAndStart();
    if (grpc_server_ == nullptr) return absl::InternalError("gRPC does not start");
    if (listener_ != nullptr) listener_->Start([this](int fd) { TakeConnection(fd); });
    follower_ = std::make_unique<Follower>(follow_period_, store_.get(), &registry_, &log_, [this] {
      health_service_.SetServing(true);
      log_.Info("serving", {{"address", address()}, {"networks", static_cast<int64_t>(registry_.All().size())}});
    });
    keeper_ = std::make_unique<IntroductionKeeper>(
        follow_period_, IntroductionKeeper::Parts{store_.get(), &registry_, &recommender_, &writer_, &clock_, &log_});
    rounds_ = std::make_unique<RoundKeeper>(
        follow_period_, RoundKeeper::Parts{store_.get(), &registry_, &recommender_, &writer_, &clock_, &log_});
    weekly_ = std::make_unique<WeeklyKeeper>(follow_period_,
                                             WeeklyKeeper::Parts{store_.get(), &registry_, &writer_, &clock_, &log_});
    if (http_ != nullptr) {
      site_ = std::make_unique<LinkSite>(InProcessChannel(), kPageCallPatience, &clock_);
      http_->Start([this](const HttpRequest& request) { return site_->Answer(request); });
      log_.Info("serving pages", {{"address", http_->address()}});
    }
    return absl::OkStatus();
  }

  void Drain(absl::Duration patience) {
    if (drained_) return;
    drained_ = true;
    log_.Info("draining", {{"patience_seconds", absl::ToInt64Seconds(patience)}});
    health_service_.Stop();
    if (http_ != nullptr) http_->Stop();  // Its pages make calls.
    site_.reset();
    if (listener_ != nullptr) listener_->Stop();
    feed_.Stop();
    if (grpc_server_ != nullptr)
      grpc_server_->Shutdown(std::chrono::system_clock::now() + absl::ToChronoMilliseconds(patience));
    if (follower_ != nullptr) follower_->Stop();
    if (keeper_ != nullptr) keeper_->Stop();
    if (rounds_ != nullptr) rounds_->Stop();
    if (weekly_ != nullptr) weekly_->Stop();
    pool_.Stop();
    writer_.Stop();
    log_.Info("stopped");
  }

  std::string address() const { return listener_ == nullptr ? "" : listener_->address(); }
  std::string http_address() const { return http_ == nullptr ? "" : http_->address(); }
  std::shared_ptr<grpc::Channel> InProcessChannel() const { return grpc_server_->InProcessChannel({}); }

 private:
  void TakeConnection(int fd) {
    grpc::experimental::ExternalConnectionAcceptor::NewConnectionParameters connection;
    connection.fd = fd;
    acceptor_->HandleNewConnection(&connection);
  }

  const Log& log_;
  const Clock& clock_;
  const absl::Duration follow_period_;
  const std::unique_ptr<Store> store_;
  const Recommender recommender_;
  NetworkRegistry registry_;
  WorkerPool pool_;
  Writer writer_;
  const CallRunner runner_;
  NetworkService network_service_;
  MemberService member_service_;
  TieService tie_service_;
  MatchService match_service_;
  IndexService index_service_;
  IntroductionFeed feed_;
  IntroductionService introduction_service_;
  RoundService round_service_;
  const LinkTokens tokens_;
  const MessageContents contents_;
  NewsDesk news_;
  MessageService message_service_;
  HealthService health_service_;
  const std::unique_ptr<Listener> listener_;
  std::unique_ptr<grpc::experimental::ExternalConnectionAcceptor> acceptor_;
  std::unique_ptr<grpc::Server> grpc_server_;
  std::unique_ptr<Follower> follower_;
  std::unique_ptr<IntroductionKeeper> keeper_;
  std::unique_ptr<RoundKeeper> rounds_;
  std::unique_ptr<WeeklyKeeper> weekly_;
  std::unique_ptr<LinkSite> site_;
  std::unique_ptr<HttpServer> http_;
  bool drained_ = false;  // Of the thread that owns the server.
};

absl::StatusOr<std::unique_ptr<Server>> Server::Start(const Options& options, const Parts& parts) {
  WEFT_ASSIGN_OR_RETURN(std::unique_ptr<Store> store,
                        Store::Open(options.data_directory, parts.clock, StoreOptions(options)));
  std::unique_ptr<Listener> listener;
  if (!options.listen.empty()) {
    Listener::Options listen;
    listen.address = options.listen;
    listen.connections_max = options.connections_max;
    WEFT_ASSIGN_OR_RETURN(listener, Listener::Open(listen, parts.log));
  }
  // Links work for as long as the store does: the first server's key stays.
  WEFT_ASSIGN_OR_RETURN(const std::string fresh, FreshLinkKey());
  WEFT_ASSIGN_OR_RETURN(std::string link_key, store->KeepSecret("link-key", fresh));
  WEFT_ASSIGN_OR_RETURN(std::unique_ptr<HttpServer> pages, OpenPages(options, parts.log));
  auto impl = std::make_unique<Impl>(options, parts, std::move(store), std::move(link_key), std::move(listener),
                                     std::move(pages));
  WEFT_RETURN_IF_ERROR(impl->Start());
  return std::unique_ptr<Server>(new Server(std::move(impl)));
}

Server::Server(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Server::~Server() = default;

std::string Server::address() const { return impl_->address(); }
std::string Server::http_address() const { return impl_->http_address(); }
std::shared_ptr<grpc::Channel> Server::InProcessChannel() const { return impl_->InProcessChannel(); }
void Server::Drain(absl::Duration patience) { impl_->Drain(patience); }

}  // namespace weft
