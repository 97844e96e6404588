#include "service/network_news.h"

#include <utility>
#include <vector>

#include "weft/base/clock.h"
#include "weft/base/error.h"
#include "weft/introductions/message_due.h"
#include "weft/store/timestamp.h"

namespace weft {
namespace {

constexpr absl::Duration kFresh = absl::Hours(1);
constexpr absl::Duration kLessonsSince = absl::Hours(24 * 28);
constexpr int kMembersAtOnce = 500;
constexpr int kIntroductionsMax = 2000;  // Of a round, and of those looked through for lessons.
constexpr int kRoundsLookedAt = 20;

std::string IdOf(const std::string& name) { return name.substr(name.rfind('/') + 1); }

absl::StatusOr<std::vector<std::string>> NewMembers(const std::string& network, const Store& store, absl::Time since) {
  std::vector<std::string> ids;
  std::string after;
  for (;;) {
    WEFT_ASSIGN_OR_RETURN(const std::vector<StoredMember> some, store.ListMembers(network, after, kMembersAtOnce));
    for (const StoredMember& member : some) {
      after = IdOf(member.member.name());
      if (MicrosOf(member.member.create_time()) >= ToMicros(since)) ids.push_back(after);
    }
    if (some.size() < static_cast<size_t>(kMembersAtOnce)) return ids;
  }
}

absl::StatusOr<absl::optional<v1::Digest::LastRound>> LastRoundOf(const std::string& network, const Store& store,
                                                                  const NetworkView& view) {
  RoundFilter opened;
  opened.states = {v1::Round::STATE_OPEN, v1::Round::STATE_CLOSED};
  WEFT_ASSIGN_OR_RETURN(const std::vector<StoredRound> rounds,
                        store.rounds().List(network, opened, 0, kRoundsLookedAt));
  for (const StoredRound& round : rounds) {
    if (!round.round.scope().whole_network()) continue;
    IntroductionFilter of_it;
    of_it.round_number = round.number;
    WEFT_ASSIGN_OR_RETURN(const std::vector<StoredIntroduction> introductions,
                          store.introductions().List(network, of_it, 0, kIntroductionsMax));
    return RoundInNumbers(round.round, introductions, view);
  }
  return absl::optional<v1::Digest::LastRound>();
}

}  // namespace

absl::StatusOr<absl::optional<absl::Time>> NextRoundOf(const std::string& network, const Store& store) {
  RoundFilter to_come;
  to_come.states = {v1::Round::STATE_PLANNED, v1::Round::STATE_HELD};
  WEFT_ASSIGN_OR_RETURN(const std::vector<StoredRound> rounds,
                        store.rounds().List(network, to_come, 0, kRoundsLookedAt));
  absl::optional<absl::Time> next;
  for (const StoredRound& round : rounds) {
    if (!round.round.scope().whole_network() || !round.opens_micros.has_value()) continue;
    const absl::Time opens = FromMicros(*round.opens_micros);
    next = next.has_value() ? std::min(*next, opens) : opens;
  }
  return next;
}

absl::StatusOr<std::shared_ptr<const NetworkNews>> NewsDesk::NewsOf(const std::string& network, absl::Time now) {
  {
    MutexLock lock(&mu_);
    auto known = news_.find(network);
    if (known != news_.end() && known->second->end <= now && now < known->second->end + kFresh) return known->second;
  }
  WEFT_ASSIGN_OR_RETURN(std::shared_ptr<const NetworkNews> news, Read(network, now));
  MutexLock lock(&mu_);
  return news_[network] = std::move(news);
}

absl::StatusOr<std::shared_ptr<const NetworkNews>> NewsDesk::Read(const std::string& network, absl::Time now) const {
  WEFT_ASSIGN_OR_RETURN(const std::shared_ptr<const NetworkView> view, registry_.View(network));
  auto news = std::make_shared<NetworkNews>();
  news->start = now - kNewsInterval;
  news->end = now;
  WEFT_ASSIGN_OR_RETURN(news->new_members, NewMembers(network, store_, news->start));
  WEFT_ASSIGN_OR_RETURN(news->last_round, LastRoundOf(network, store_, *view));
  WEFT_ASSIGN_OR_RETURN(news->next_round, NextRoundOf(network, store_));
  IntroductionFilter talked;
  talked.states = {v1::Introduction::STATE_MUTUAL, v1::Introduction::STATE_MET, v1::Introduction::STATE_CLOSED};
  WEFT_ASSIGN_OR_RETURN(const std::vector<StoredIntroduction> some,
                        store_.introductions().List(network, talked, 0, kIntroductionsMax));
  news->lessons = LessonsShared(some, now - kLessonsSince);
  return std::shared_ptr<const NetworkNews>(std::move(news));
}

}  // namespace weft
