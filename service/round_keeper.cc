#include "service/round_keeper.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "service/due_work.h"
#include "service/introduction_step.h"
#include "service/math_threads.h"
#include "service/round_opening.h"
#include "weft/base/error.h"

namespace weft {
namespace {

// Done at one look; the rest at the next.
constexpr int kAtOnceMax = 50;

std::string IdOf(const StoredRound& round) { return absl::StrCat("r", round.number); }

}  // namespace

RoundKeeper::RoundKeeper(absl::Duration period, const Parts& parts) : parts_(parts) {
  ticker_ = std::make_unique<Ticker>(period, [this] { Look(); });
}

void RoundKeeper::Look() {
  UseOneMathThread();
  for (const std::shared_ptr<LiveNetwork>& live : parts_.registry->All()) {
    const absl::StatusOr<std::shared_ptr<const NetworkView>> view = live->View();
    if (!view.ok()) continue;
    const absl::Status kept = Keep(live->network(), (*view)->change_sequence());
    if (kept.ok()) continue;
    looked_.erase(live->network());  // Once more.
    parts_.log->Warning("rounds cannot be kept", {{"network", live->network()}, {"reason", kept.ToString()}});
  }
}

absl::Status RoundKeeper::Keep(const std::string& network, int64_t change_sequence) {
  WEFT_RETURN_IF_ERROR(OpenWhatIsDue(network));
  // Whatever goes on in an open round is a change.
  const auto looked = looked_.find(network);
  if (looked != looked_.end() && looked->second == change_sequence) return absl::OkStatus();
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
  looked_[network] = change_sequence;
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

absl::Status RoundKeeper::GoOn(const std::string& network, const StoredRound& round) {
  const auto step_of =
      [this, network, id = IdOf(round)](
          const std::function<absl::StatusOr<std::vector<Mutation>>(const IntroductionStep&, StoredRound)>& change) {
        DueWork one;
        one.subject = kIntroducingSubject;
        one.mutations = [this, network, id, change]() -> absl::StatusOr<std::vector<Mutation>> {
          WEFT_ASSIGN_OR_RETURN(
              const IntroductionStep step,
              IntroductionStep::Begin(network, parts_.store, parts_.registry, parts_.recommender, parts_.clock));
          WEFT_ASSIGN_OR_RETURN(StoredRound now, parts_.store->rounds().Get(network, id));
          if (now.round.state() != v1::Round::STATE_OPEN) return std::vector<Mutation>();
          return change(step, std::move(now));
        };
        return CarryOut(network, {std::move(one)}, parts_.writer, *parts_.log);
      };

  if (opened_[network].count(round.number) == 0) {
    WEFT_ASSIGN_OR_RETURN(const std::vector<int64_t> left,
                          EntriesToOpen(network, IdOf(round), std::numeric_limits<int>::max(), *parts_.store));
    for (size_t from = 0; from < left.size(); from += kOpenedAtOnce) {
      const size_t to = std::min(left.size(), from + kOpenedAtOnce);
      const std::vector<int64_t> some(left.begin() + static_cast<int64_t>(from),
                                      left.begin() + static_cast<int64_t>(to));
      const bool done = step_of([this, some](const IntroductionStep& step, StoredRound now) {
        return OpenEntries(step, std::move(now), some, *parts_.store);
      });
      if (!done) return absl::UnavailableError("a round cannot be opened further now");
    }
    opened_[network].insert(round.number);
  }
  WEFT_ASSIGN_OR_RETURN(const bool under_way, IsUnderWay(network, round, *parts_.store));
  if (under_way) return absl::OkStatus();
  const bool closed =
      step_of([this, network](const IntroductionStep& step, StoredRound now) -> absl::StatusOr<std::vector<Mutation>> {
        WEFT_ASSIGN_OR_RETURN(const bool still, IsUnderWay(network, now, *parts_.store));
        if (still) return std::vector<Mutation>();
        return CloseRound(step, std::move(now), "", *parts_.store);
      });
  return closed ? absl::OkStatus() : absl::UnavailableError("a round cannot be closed now");
}

}  // namespace weft
