#include "service/weekly_keeper.h"

#include <utility>

#include "service/math_threads.h"
#include "service/network_news.h"
#include "weft/base/error.h"
#include "weft/base/mutex.h"
#include "weft/introductions/message_delivery.h"
#include "weft/introductions/message_due.h"
#include "weft/matching/eligibility.h"
#include "weft/profile/introduction_rules.h"
#include "weft/store/timestamp.h"

namespace weft {
namespace {

constexpr absl::Duration kInterval = absl::Hours(1);
constexpr int kMembersAtOnce = 500;
constexpr size_t kQueuedAtOnce = 500;
constexpr int kWeekliesLookedAt = 10;

std::string IdOf(const std::string& name) { return name.substr(name.rfind('/') + 1); }

// When a member was sent the news last, or will be; none: never.
absl::StatusOr<absl::optional<absl::Time>> LastNews(const std::string& network, const std::string& member_id,
                                                    const Store& store) {
  MessageFilter filter;
  filter.kinds = {v1::Message::KIND_WEEKLY};
  filter.member_id = member_id;
  WEFT_ASSIGN_OR_RETURN(const std::vector<StoredMessage> some,
                        store.messages().List(network, filter, 0, kWeekliesLookedAt));
  for (const StoredMessage& message : some) {
    if (message.state != v1::Message::STATE_CANCELLED) {
      return absl::optional<absl::Time>(FromMicros(message.sent_micros.value_or(message.due_micros)));
    }
  }
  return absl::optional<absl::Time>();
}

}  // namespace

WeeklyKeeper::WeeklyKeeper(absl::Duration period, const Parts& parts) : parts_(parts) {
  ticker_ = std::make_unique<Ticker>(period, [this] { Look(); });
}

void WeeklyKeeper::Look() {
  UseOneMathThread();
  const absl::Time now = parts_.clock->Now();
  for (const std::shared_ptr<LiveNetwork>& live : parts_.registry->All()) {
    const std::string network = live->network();
    if (!live->View().ok()) continue;
    auto looked = looked_.find(network);
    if (looked != looked_.end() && now < looked->second + kInterval) continue;
    looked_[network] = now;
    absl::StatusOr<std::vector<Mutation>> due = DueNews(network, now);
    const absl::Status queued = due.ok() ? Queue(network, *std::move(due)) : due.status();
    if (queued.ok()) continue;
    looked_.erase(network);  // At the next look.
    if (!absl::IsUnavailable(queued)) {
      parts_.log->Warning("the week's news cannot be queued", {{"network", network}, {"reason", FailureText(queued)}});
    }
  }
}

absl::StatusOr<std::vector<Mutation>> WeeklyKeeper::DueNews(const std::string& network, absl::Time now) const {
  WEFT_ASSIGN_OR_RETURN(const std::shared_ptr<const NetworkView> view, parts_.registry->View(network));
  WEFT_ASSIGN_OR_RETURN(const absl::optional<absl::Time> next_round, NextRoundOf(network, *parts_.store));
  const int silences_max = RulesOf(view->policy()).silences_max;
  std::vector<Mutation> due;
  std::string after;
  for (bool more = true; more;) {
    WEFT_ASSIGN_OR_RETURN(const std::vector<StoredMember> some,
                          parts_.store->ListMembers(network, after, kMembersAtOnce));
    more = some.size() == static_cast<size_t>(kMembersAtOnce);
    for (const StoredMember& member : some) {
      after = IdOf(member.member.name());
      const absl::Time since = FromMicros(MicrosOf(member.member.create_time()));
      const absl::optional<uint32_t> ordinal = view->Find(after);
      if (!ordinal.has_value() || !NewsAreDue(absl::nullopt, since, next_round, now)) continue;
      const MemberView seen = view->member(*ordinal);
      if (!Consents(seen.settings, view->policy(), now)) continue;
      // Who rests after silences is left in peace.
      if (seen.introductions != nullptr && CountSilences(*seen.introductions) >= silences_max) continue;
      WEFT_ASSIGN_OR_RETURN(const v1::Contact contact, parts_.store->GetContact(network, after));
      if (ChannelFor(v1::Message::KIND_WEEKLY, contact) == v1::Message::CHANNEL_UNSPECIFIED) continue;
      WEFT_ASSIGN_OR_RETURN(const absl::optional<absl::Time> last, LastNews(network, after, *parts_.store));
      if (NewsAreDue(last, since, next_round, now)) due.push_back(NewsFor(network, after, member.key, now));
    }
  }
  return due;
}

absl::Status WeeklyKeeper::Queue(const std::string& network, std::vector<Mutation> news) const {
  absl::Status result;
  for (size_t from = 0; from < news.size() && result.ok(); from += kQueuedAtOnce) {
    const size_t to = std::min(news.size(), from + kQueuedAtOnce);
    std::vector<Mutation> some(news.begin() + static_cast<int64_t>(from), news.begin() + static_cast<int64_t>(to));
    Mutex mu;
    CondVar ended;
    bool done = false;
    WriteJob job;
    job.network = network;
    job.caller.id = "weft";
    job.checkpoint = [] { return absl::OkStatus(); };
    job.mutations = [&some]() -> absl::StatusOr<std::vector<Mutation>> { return some; };
    job.done = [&mu, &ended, &done, &result](const absl::Status& status) {
      MutexLock lock(&mu);
      result = status;
      done = true;
      ended.notify_one();
    };
    parts_.writer->Submit(std::move(job));
    MutexLock lock(&mu);
    while (!done) ended.wait(mu);
  }
  return result;
}

}  // namespace weft
