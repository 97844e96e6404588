#include "service/introduction_feed.h"

#include <cassert>
#include <deque>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "service/error_mapping.h"
#include "service/introduction_access.h"
#include "service/introduction_names.h"
#include "service/page_token.h"
#include "weft/base/error.h"
#include "weft/base/names.h"
#include "weft/store/timestamp.h"

namespace weft {
namespace {

constexpr int kEventsAtOnce = 100;
// A quiet stream shows now and then that it is alive.
constexpr absl::Duration kSignOfLife = absl::Seconds(30);

absl::Status ShuttingDown() {
  return Error(absl::StatusCode::kUnavailable, "SHUTTING_DOWN", "the server is shutting down");
}

}  // namespace

// One stream. Kept alive by the feed until gRPC is through with it, and by its task on the workers.
class IntroductionFeed::Watcher : public grpc::ServerWriteReactor<v1::IntroductionEvent>,
                                  public std::enable_shared_from_this<Watcher> {
 public:
  Watcher(IntroductionFeed* feed, std::string network, Reader reader, std::string resume_token)
      : feed_(*feed),
        network_(std::move(network)),
        reader_(std::move(reader)),
        resume_token_(std::move(resume_token)),
        last_sent_(feed->runner_.clock().Now()) {}

  const std::string& network() const { return network_; }

  // There are changes up to `sequence`; none of them need be of an introduction.
  void Poke(int64_t sequence) {
    MutexLock lock(&mu_);
    if (!begun_ || reading_ || !queue_.empty() || end_.has_value()) return;
    if (sequence > sequence_) return Read();
    const absl::Time now = feed_.runner_.clock().Now();
    if (now - last_sent_ < kSignOfLife || writing_) return;
    queue_.push_back(Sign());
    Proceed();
  }

  // On the way to the workers for the first time.
  void Begin() {
    MutexLock lock(&mu_);
    Read();
  }

  void End(const absl::Status& status) {
    MutexLock lock(&mu_);
    EndLocked(status);
  }

 private:
  // What was read of the log.
  struct Batch {
    int64_t sequence = 0;
    bool more = false;
    std::vector<v1::IntroductionEvent> events;
  };

  std::string Tokens() const { return absl::StrCat("WatchIntroductions networks/", network_, " ", reader_.member); }
  std::string TokenAt(int64_t sequence) const { return EncodePageToken(Tokens(), {absl::StrCat(sequence)}); }
  v1::IntroductionEvent Sign() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_) {
    v1::IntroductionEvent event;
    *event.mutable_time() = TimestampOf(ToMicros(feed_.runner_.clock().Now()));
    event.set_resume_token(TokenAt(sequence_));
    return event;
  }

  void EndLocked(const absl::Status& status) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_) {
    if (!end_.has_value()) end_ = status;
    Proceed();
  }

  void Read() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_) {
    assert(!reading_);
    reading_ = true;
    const absl::Status queued =
        feed_.runner_.pool().SubmitNextStep([self = shared_from_this()] { self->ReadOnWorker(); });
    if (queued.ok()) return;
    reading_ = false;
    EndLocked(queued);
  }

  void ReadOnWorker() {
    int64_t from = 0;
    bool begun = false;
    {
      MutexLock lock(&mu_);
      from = sequence_;
      begun = begun_;
    }
    absl::StatusOr<Batch> batch = begun ? ReadFrom(from) : ReadFirst();
    MutexLock lock(&mu_);
    reading_ = false;
    if (!batch.ok()) return EndLocked(batch.status());
    sequence_ = batch->sequence;
    more_ = batch->more;
    if (!begun_ && resume_token_.empty()) queue_.push_back(Sign());
    begun_ = true;
    for (v1::IntroductionEvent& event : batch->events) queue_.push_back(std::move(event));
    Proceed();
  }

  // Where the stream begins.
  absl::StatusOr<Batch> ReadFirst() const {
    if (reader_.IsMember()) {
      WEFT_ASSIGN_OR_RETURN(const MemberName member, MemberName::Parse(reader_.member, "as_member"));
      WEFT_RETURN_IF_ERROR(feed_.store_.GetMember(network_, member.member()).status());
    }
    WEFT_ASSIGN_OR_RETURN(const int64_t last, feed_.store_.Sequence(network_));
    if (resume_token_.empty()) return Batch{last, false, {}};
    absl::StatusOr<std::vector<std::string>> token = DecodePageToken(Tokens(), resume_token_, 1);
    int64_t from = 0;
    if (!token.ok() || !absl::SimpleAtoi((*token)[0], &from)) {
      return Error(absl::StatusCode::kInvalidArgument, "RESUME_TOKEN_INVALID",
                   "resume_token is not one that a stream of this network and member has sent");
    }
    if (from > last) {
      return Error(absl::StatusCode::kOutOfRange, "RESUME_TOKEN_AHEAD",
                   "the store has not come as far as resume_token: begin without one, and list");
    }
    return ReadFrom(from);
  }

  absl::StatusOr<Batch> ReadFrom(int64_t sequence) const {
    Batch batch;
    batch.sequence = sequence;
    // Before the events: what comes later is read the next time.
    WEFT_ASSIGN_OR_RETURN(const int64_t last, feed_.store_.Sequence(network_));
    WEFT_ASSIGN_OR_RETURN(const std::vector<StoredIntroductionEvent> events,
                          feed_.store_.introductions().ListEvents(network_, sequence, kEventsAtOnce));
    const Lookups lookups = LookupsIn(network_, &feed_.store_, &feed_.registry_);
    for (const StoredIntroductionEvent& happened : events) {
      WEFT_ASSIGN_OR_RETURN(const StoredIntroduction stored,
                            feed_.store_.introductions().Get(network_, happened.introduction_id));
      batch.sequence = happened.sequence;
      if (!IsToldOf(reader_, stored, happened)) continue;
      absl::optional<v1::Introduction> seen = SeenBy(reader_, stored, lookups);
      if (!seen.has_value()) continue;
      v1::IntroductionEvent event;
      event.set_type(happened.type);
      *event.mutable_time() = TimestampOf(ToMicros(happened.time));
      if (!happened.member_id.empty()) {
        event.set_member(absl::StrCat("networks/", network_, "/members/", happened.member_id));
      }
      *event.mutable_introduction() = *std::move(seen);
      event.set_resume_token(TokenAt(happened.sequence));
      batch.events.push_back(std::move(event));
    }
    batch.more = events.size() == static_cast<size_t>(kEventsAtOnce);
    if (!batch.more) batch.sequence = std::max(batch.sequence, last);
    return batch;
  }

  void Proceed() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_) {
    if (writing_ || finished_) return;
    if (end_.has_value()) {
      finished_ = true;
      Finish(ToGrpc(*end_));
      return;
    }
    if (!queue_.empty()) {
      writing_ = true;
      last_sent_ = feed_.runner_.clock().Now();
      StartWrite(&queue_.front());
      return;
    }
    if (more_ && !reading_) {
      more_ = false;
      Read();
    }
  }

  void OnWriteDone(bool ok) override {
    MutexLock lock(&mu_);
    writing_ = false;
    queue_.pop_front();
    if (!ok) return EndLocked(absl::CancelledError("the client has gone"));
    Proceed();
  }

  void OnCancel() override { End(absl::CancelledError("the client has gone")); }

  void OnDone() override { feed_.Remove(this); }

  IntroductionFeed& feed_;
  const std::string network_;
  const Reader reader_;
  const std::string resume_token_;
  Mutex mu_;
  std::deque<v1::IntroductionEvent> queue_ ABSL_GUARDED_BY(mu_);
  absl::optional<absl::Status> end_ ABSL_GUARDED_BY(mu_);
  absl::Time last_sent_ ABSL_GUARDED_BY(mu_);
  int64_t sequence_ ABSL_GUARDED_BY(mu_) = 0;
  bool begun_ ABSL_GUARDED_BY(mu_) = false;
  bool reading_ ABSL_GUARDED_BY(mu_) = false;
  bool more_ ABSL_GUARDED_BY(mu_) = false;
  bool writing_ ABSL_GUARDED_BY(mu_) = false;
  bool finished_ ABSL_GUARDED_BY(mu_) = false;
};

IntroductionFeed::IntroductionFeed(absl::Duration period, const CallRunner* runner, const Store* store,
                                   const NetworkRegistry* registry)
    : runner_(*runner), store_(*store), registry_(*registry) {
  ticker_ = std::make_unique<Ticker>(period, [this] { Look(); });
}

IntroductionFeed::~IntroductionFeed() {
  Stop();
  MutexLock lock(&mu_);
  assert(watchers_.empty());
}

grpc::ServerWriteReactor<v1::IntroductionEvent>* IntroductionFeed::Watch(grpc::CallbackServerContext* /*context*/,
                                                                         const v1::WatchIntroductionsRequest& request) {
  absl::StatusOr<NetworkName> parent = NetworkName::Parse(request.parent(), "parent");
  absl::StatusOr<Reader> reader = parent.ok() ? ReaderOf(request.as_member(), parent->network()) : parent.status();
  const std::string network = parent.ok() ? parent->network() : "";
  auto watcher =
      std::make_shared<Watcher>(this, network, reader.ok() ? *reader : Reader(), std::string(request.resume_token()));
  bool stopped = false;
  {
    MutexLock lock(&mu_);
    stopped = stopped_;
    watchers_[watcher.get()] = watcher;
  }
  if (!reader.ok()) {
    watcher->End(reader.status());
  } else if (stopped) {
    watcher->End(ShuttingDown());
  } else {
    watcher->Begin();
  }
  return watcher.get();
}

void IntroductionFeed::Stop() {
  ticker_->Stop();
  std::vector<std::shared_ptr<Watcher>> watchers;
  {
    MutexLock lock(&mu_);
    stopped_ = true;
    for (const auto& entry : watchers_) watchers.push_back(entry.second);
  }
  for (const std::shared_ptr<Watcher>& watcher : watchers) watcher->End(ShuttingDown());
}

void IntroductionFeed::Look() {
  std::map<std::string, std::vector<std::shared_ptr<Watcher>>> by_network;
  {
    MutexLock lock(&mu_);
    for (const auto& entry : watchers_) by_network[entry.second->network()].push_back(entry.second);
  }
  for (const auto& entry : by_network) {
    const absl::StatusOr<int64_t> sequence = store_.Sequence(entry.first);
    if (!sequence.ok()) continue;  // Busy, or no such network, which its streams are told of.
    for (const std::shared_ptr<Watcher>& watcher : entry.second) watcher->Poke(*sequence);
  }
}

void IntroductionFeed::Remove(Watcher* watcher) {
  std::shared_ptr<Watcher> last;  // Destroyed after the lock.
  MutexLock lock(&mu_);
  auto found = watchers_.find(watcher);
  assert(found != watchers_.end());
  last = std::move(found->second);
  watchers_.erase(found);
}

}  // namespace weft
