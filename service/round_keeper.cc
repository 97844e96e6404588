#include "service/round_keeper.h"

#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "service/due_work.h"
#include "service/math_threads.h"
#include "service/round_opening.h"
#include "weft/base/error.h"
#include "weft/profile/introduction_rules.h"
#include "weft/store/timestamp.h"

namespace weft {
namespace {

// Done at one look; the rest at the next.
constexpr int kAtOnceMax = 50;
// How often to look whether a round is to be planned, by the clock.
constexpr absl::Duration kPlanningLook = absl::Minutes(10);

std::string IdOf(const StoredRound& round) { return absl::StrCat("r", round.number); }

}  // namespace

RoundKeeper::RoundKeeper(absl::Duration period, const Parts& parts)
    : parts_(parts), planning_({parts.store, parts.registry, parts.recommender, parts.clock}) {
  ticker_ = std::make_unique<Ticker>(period, [this] { Look(); });
}

void RoundKeeper::Stop() {
  stopping_ = true;
  ticker_->Stop();
}

void RoundKeeper::Look() {
  UseOneMathThread();
  for (const std::shared_ptr<LiveNetwork>& live : parts_.registry->All()) {
    const absl::StatusOr<std::shared_ptr<const NetworkView>> view = live->View();
    if (!view.ok()) continue;
    const absl::Status kept = Keep(live->network(), **view);
    if (kept.ok() || stopping_) continue;
    looked_.erase(live->network());  // Once more.
    parts_.log->Warning("rounds cannot be kept", {{"network", live->network()}, {"reason", FailureText(kept)}});
  }
}

absl::Status RoundKeeper::Keep(const std::string& network, const NetworkView& view) {
  WEFT_RETURN_IF_ERROR(OpenWhatIsDue(network));
  WEFT_RETURN_IF_ERROR(PlanWhatIsDue(network, view));
  // Whatever goes on in an open round is a change.
  const auto looked = looked_.find(network);
  if (looked != looked_.end() && looked->second == view.change_sequence()) return absl::OkStatus();
  RoundFilter open;
  open.states = {v1::Round::STATE_OPEN};
  for (int64_t before = 0;;) {
    WEFT_ASSIGN_OR_RETURN(const std::vector<StoredRound> some,
                          parts_.store->rounds().List(network, open, before, kAtOnceMax));
    for (const StoredRound& round : some) {
      before = round.number;
      WEFT_RETURN_IF_ERROR(GoOn(network, round));
    }
    if (some.size() < static_cast<size_t>(kAtOnceMax)) break;
  }
  looked_[network] = view.change_sequence();
  return absl::OkStatus();
}

absl::StatusOr<absl::optional<absl::Time>> RoundKeeper::NextPlanning(const std::string& network,
                                                                     absl::Duration interval) const {
  for (int64_t before = 0;;) {
    WEFT_ASSIGN_OR_RETURN(const std::vector<StoredRound> some,
                          parts_.store->rounds().List(network, RoundFilter(), before, kAtOnceMax));
    for (const StoredRound& round : some) {
      before = round.number;
      if (!round.round.scope().whole_network()) continue;
      if (round.opens_micros.has_value()) return absl::optional<absl::Time>();
      // One that a weaver cancelled is made up for by the next one only.
      return absl::optional<absl::Time>(FromMicros(MicrosOf(round.round.create_time())) + interval);
    }
    if (some.size() < static_cast<size_t>(kAtOnceMax)) break;
  }
  WEFT_ASSIGN_OR_RETURN(const v1::Network stored, parts_.store->GetNetwork(network));
  return absl::optional<absl::Time>(FromMicros(MicrosOf(stored.create_time())) + interval);
}

absl::Status RoundKeeper::PlanWhatIsDue(const std::string& network, const NetworkView& view) {
  const absl::Time now = parts_.clock->Now();
  const absl::Duration interval = RulesOf(view.policy()).round_interval;
  const auto looked = planning_looked_.find(network);
  if (interval == absl::ZeroDuration()) return absl::OkStatus();
  if (looked != planning_looked_.end() && looked->second <= now && now < looked->second + kPlanningLook) {
    return absl::OkStatus();
  }
  planning_looked_[network] = now;
  WEFT_ASSIGN_OR_RETURN(const absl::optional<absl::Time> next, NextPlanning(network, interval));
  if (!next.has_value() || *next > now) return absl::OkStatus();
  RoundFilter live;
  live.states = {v1::Round::STATE_PLANNED, v1::Round::STATE_HELD, v1::Round::STATE_OPEN};
  WEFT_ASSIGN_OR_RETURN(const std::vector<StoredRound> rounds,
                        parts_.store->rounds().List(network, live, 0, kAtOnceMax));
  for (const StoredRound& round : rounds) {
    if (!round.round.scope().whole_network()) return absl::OkStatus();  // In the way: later.
  }
  PlanOrder order;
  order.network = network;
  order.scope.set_whole_network(true);
  order.seed = view.change_sequence();  // Another one each time.
  absl::StatusOr<PlannedRound> planned = planning_.Plan(order, [this]() -> absl::Status {
    return stopping_ ? absl::CancelledError("the server is shutting down") : absl::OkStatus();
  });
  if (absl::IsInvalidArgument(planned.status())) return absl::OkStatus();  // Nobody is there.
  if (!planned.ok()) return planned.status();
  if (planned->entries.empty() && planned->unserved.empty()) return absl::OkStatus();
  for (const StoredRound& round : rounds) {
    // The last one ends when the next begins; its introductions go on.
    if (!CloseNow(network, round, /*even_under_way=*/true)) return absl::OkStatus();
  }
  DueWork work;
  work.subject = kIntroducingSubject;
  work.mutations = [this, order, planned = *std::move(planned)] { return planning_.MutationsFor(order, planned); };
  CarryOut(network, {std::move(work)}, parts_.writer, *parts_.log);
  return absl::OkStatus();
}

absl::Status RoundKeeper::OpenWhatIsDue(const std::string& network) {
  WEFT_ASSIGN_OR_RETURN(const std::vector<StoredRound> due,
                        parts_.store->rounds().ListOpening(network, parts_.clock->Now(), kAtOnceMax));
  std::vector<DueWork> work;
  for (const StoredRound& round : due) {
    WEFT_ASSIGN_OR_RETURN(const std::vector<int64_t> entries,
                          EntriesToOpen(network, IdOf(round), kOpenedAtOnce, *parts_.store));
    DueWork opening;
    opening.subject = kIntroducingSubject;
    opening.mutations = [this, network, id = IdOf(round), entries]() -> absl::StatusOr<std::vector<Mutation>> {
      WEFT_ASSIGN_OR_RETURN(const IntroductionStep step, IntroductionStep::Begin(network, parts_.store, parts_.registry,
                                                                                 parts_.recommender, parts_.clock));
      WEFT_ASSIGN_OR_RETURN(StoredRound now, parts_.store->rounds().Get(network, id));
      // Held, cancelled or opened by hand in the meantime.
      if (!now.opens_micros.has_value() || *now.opens_micros > ToMicros(step.moment().now)) {
        return std::vector<Mutation>();
      }
      return OpenEntries(step, std::move(now), entries, *parts_.store);
    };
    work.push_back(std::move(opening));
  }
  CarryOut(network, std::move(work), parts_.writer, *parts_.log);
  return absl::OkStatus();
}

bool RoundKeeper::Step(const std::string& network, const StoredRound& round, const Change& change) const {
  DueWork work;
  work.subject = kIntroducingSubject;
  work.mutations = [this, network, id = IdOf(round), change]() -> absl::StatusOr<std::vector<Mutation>> {
    WEFT_ASSIGN_OR_RETURN(const IntroductionStep step, IntroductionStep::Begin(network, parts_.store, parts_.registry,
                                                                               parts_.recommender, parts_.clock));
    WEFT_ASSIGN_OR_RETURN(StoredRound now, parts_.store->rounds().Get(network, id));
    if (now.round.state() != v1::Round::STATE_OPEN) return std::vector<Mutation>();
    return change(step, std::move(now));
  };
  return CarryOut(network, {std::move(work)}, parts_.writer, *parts_.log);
}

bool RoundKeeper::CloseNow(const std::string& network, const StoredRound& round, bool even_under_way) const {
  return Step(network, round,
              [this, network, even_under_way](const IntroductionStep& step,
                                              StoredRound now) -> absl::StatusOr<std::vector<Mutation>> {
                WEFT_ASSIGN_OR_RETURN(const bool under_way, IsUnderWay(network, now, *parts_.store));
                if (under_way && !even_under_way) return std::vector<Mutation>();
                return CloseRound(step, std::move(now), "", *parts_.store);
              });
}

absl::Status RoundKeeper::GoOn(const std::string& network, const StoredRound& round) {
  if (opened_[network].count(round.number) == 0) {
    WEFT_ASSIGN_OR_RETURN(const std::vector<int64_t> left,
                          EntriesToOpen(network, IdOf(round), std::numeric_limits<int>::max(), *parts_.store));
    for (size_t from = 0; from < left.size(); from += kOpenedAtOnce) {
      if (stopping_) return absl::OkStatus();  // The next server goes on.
      const size_t to = std::min(left.size(), from + kOpenedAtOnce);
      const std::vector<int64_t> some(left.begin() + static_cast<int64_t>(from),
                                      left.begin() + static_cast<int64_t>(to));
      const bool done = Step(network, round, [this, some](const IntroductionStep& step, StoredRound now) {
        return OpenEntries(step, std::move(now), some, *parts_.store);
      });
      if (!done) return absl::UnavailableError("a round cannot be opened further now");
    }
    opened_[network].insert(round.number);
  }
  WEFT_ASSIGN_OR_RETURN(const bool under_way, IsUnderWay(network, round, *parts_.store));
  if (under_way || CloseNow(network, round, /*even_under_way=*/false)) return absl::OkStatus();
  return absl::UnavailableError("a round cannot be closed now");
}

}  // namespace weft
