#include "weft/introductions/round_draft.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "weft/base/clock.h"
#include "weft/base/error.h"
#include "weft/base/random.h"
#include "weft/introductions/pair_judge.h"
#include "weft/introductions/round_member.h"
#include "weft/matching/eligibility.h"

namespace weft {
namespace {

// Up to so many members everybody's candidates are looked for among all, which then costs no more than the searches.
constexpr size_t kAllScoredMax = 600;
// Who has found fewer of the round's members than this looks at all of them.
constexpr size_t kFewCandidates = 8;
// Whom a member who has waited may meet are all candidates up to so many, and beyond as many as no other's wait takes.
constexpr size_t kWidenedMin = 1000;
// Weak ties of one member that lead to the same cluster, as long as there are others.
constexpr int kPerClusterMax = 2;

// Less than the planner's default: who has clusters to join takes more of the round's weak ties than who has none, and
// a member's own share is kept over a longer time.
constexpr double kDueWeight = 0.05;
// Weak ties carry their bridging, up to 1, on top of fit: the share's price must be able to take all of it away.
constexpr double kSharePriceMax = 1;
// REQUIRES: a <= b.
uint64_t PairKey(uint32_t a, uint32_t b) { return static_cast<uint64_t>(a) << 32 | b; }

class Drafter {
 public:
  Drafter(const NetworkView& view, const Recommender& recommender, const DraftRequest& request, const Moment& moment,
          const Checkpoint& checkpoint)
      : view_(view),
        recommender_(recommender),
        request_(request),
        moment_(moment),
        checkpoint_(checkpoint),
        everybody_(view, MemberFilter()),
        judge_(view, recommender.weights()) {}

  // A draft there is, with these members' candidates widened.
  absl::Status Widen(const std::vector<uint32_t>& members, RoundDraft* draft) {
    draft_ = std::move(*draft);
    place_.assign(view_.size(), kNone);
    for (uint32_t i = 0; i < draft_.members.size(); ++i) {
      place_[draft_.members[i]] = i;
      resting_.push_back(RestingWith(view_.member(draft_.members[i])));
      waiting_ += draft_.problem.members[i].rounds_waited > 0;
    }
    waiting_ += members.size();
    absl::StatusOr<std::vector<JudgedPair>> found =
        FindCandidates(members.size(), [&](size_t i) { return CandidatesOf(members[i], /*widened=*/true); });
    if (found.ok()) AddMore(JoinSides(*std::move(found)));
    *draft = std::move(draft_);
    return found.status();
  }

  absl::StatusOr<RoundDraft> Draft() {
    WEFT_RETURN_IF_ERROR(checkpoint_());
    FindMembers();
    WEFT_ASSIGN_OR_RETURN(std::vector<JudgedPair> found, FindCandidates(draft_.members.size(), [this](size_t i) {
                            return CandidatesOf(static_cast<uint32_t>(i), draft_.problem.members[i].rounds_waited > 0);
                          }));
    WEFT_RETURN_IF_ERROR(checkpoint_());
    AddCandidates(JoinSides(std::move(found)), {});
    draft_.options.pairs_per_member = moment_.rules.introductions_per_round_max;
    draft_.options.group_size = moment_.rules.group_size;
    if (draft_.options.group_size > 2) draft_.options.pairs_per_member = 1;
    draft_.options.seed = request_.seed;
    draft_.options.due_weight = kDueWeight;
    draft_.options.share_price_max = kSharePriceMax;
    return std::move(draft_);
  }

 private:
  void FindMembers() {
    draft_.scope = request_.scope;
    absl::flat_hash_map<int64_t, int64_t> waits(request_.waits.begin(), request_.waits.end());
    place_.assign(view_.size(), kNone);
    for (uint32_t ordinal : draft_.scope) {
      const MemberView member = view_.member(ordinal);
      const auto waited = waits.find(member.settings.key);
      const int64_t rounds = waited == waits.end() ? 0 : waited->second;
      const absl::optional<RoundMember> able =
          RoundMemberOf(member, static_cast<int>(std::min<int64_t>(rounds, std::numeric_limits<int>::max())),
                        view_.policy(), moment_);
      if (!able.has_value()) continue;
      place_[ordinal] = static_cast<uint32_t>(draft_.members.size());
      draft_.members.push_back(ordinal);
      draft_.problem.members.push_back(*able);
      waiting_ += rounds > 0;
      resting_.push_back(RestingWith(member));
    }
  }

  // Keys of those who are not to be introduced to the member now, ascending.
  std::vector<int64_t> RestingWith(const MemberView& member) const {
    std::vector<int64_t> out;
    if (member.introductions == nullptr) return out;
    for (const MemberIntroductions::Entry& entry : member.introductions->entries) {
      if (!IsOpen(entry) && entry.rest_until_micros <= ToMicros(moment_.now)) continue;
      out.insert(out.end(), entry.other_keys.begin(), entry.other_keys.end());
    }
    std::sort(out.begin(), out.end());
    return out;
  }

  // What finder(0) .. finder(n - 1) find, one after the other.
  absl::StatusOr<std::vector<JudgedPair>> FindCandidates(
      size_t n, const std::function<absl::StatusOr<std::vector<JudgedPair>>(size_t)>& finder) const {
    std::vector<std::vector<JudgedPair>> of_member(n);
    std::vector<absl::Status> statuses(n);
    request_.runner(n, [&](size_t i) {
      absl::StatusOr<std::vector<JudgedPair>> found = finder(i);
      if (found.ok()) {
        of_member[i] = *std::move(found);
      } else {
        statuses[i] = found.status();
      }
    });
    std::vector<JudgedPair> all;
    for (size_t i = 0; i < n; ++i) {
      WEFT_RETURN_IF_ERROR(statuses[i]);
      all.insert(all.end(), of_member[i].begin(), of_member[i].end());
      of_member[i] = {};
    }
    return all;
  }

  absl::StatusOr<std::vector<JudgedPair>> CandidatesOf(uint32_t i, bool widened) const {
    WEFT_RETURN_IF_ERROR(checkpoint_());
    std::vector<JudgedPair> found;
    const bool all =
        widened || draft_.members.size() <= std::max(kAllScoredMax, static_cast<size_t>(request_.per_member));
    if (!all) {
      RecommendQuery query;
      query.member_id = std::string(view_.member(draft_.members[i]).id);
      query.seed = request_.seed;
      WEFT_ASSIGN_OR_RETURN(const std::vector<ScoredCandidate> scored,
                            recommender_.ScoreCandidates(view_, query, moment_.now));
      found = InRound(i, scored);
    }
    if (found.size() < kFewCandidates) {
      found = InRound(i, recommender_.ScoreMembers(view_, draft_.members[i], Permitted(i)));
    }
    // Nobody else who waits takes more than two of a member's partners, of either kind: themselves and whom they meet.
    const size_t room = widened ? std::max(kWidenedMin, 4 * waiting_) : static_cast<size_t>(request_.per_member);
    return KeepBest(i, std::move(found), room);
  }

  // Ordinals of all in the round whom a member may be introduced to.
  std::vector<uint32_t> Permitted(uint32_t i) const {
    const Eligibility eligibility(view_, draft_.members[i], everybody_, {}, moment_.now);
    std::vector<uint32_t> out;
    for (uint32_t ordinal : draft_.members) {
      if (eligibility.IsEligible(ordinal)) out.push_back(ordinal);
    }
    return out;
  }

  // Those of the candidates of a member who are in the round, and to whom the member may be introduced as well.
  std::vector<JudgedPair> InRound(uint32_t i, const std::vector<ScoredCandidate>& scored) const {
    const MemberView self = view_.member(draft_.members[i]);
    std::vector<JudgedPair> out;
    for (const ScoredCandidate& candidate : scored) {
      const uint32_t other = place_[candidate.ordinal];
      if (other == kNone || std::binary_search(resting_[other].begin(), resting_[other].end(), self.settings.key)) {
        continue;
      }
      out.push_back(judge_.Judge(self, view_.member(candidate.ordinal), candidate));
      out.back().a = std::min(i, other);
      out.back().b = std::max(i, other);
    }
    return out;
  }

  uint64_t LuckOf(const JudgedPair& found) const {
    return Random::Mix(request_.seed ^ Random::Mix(PairKey(found.a, found.b)));
  }
  // The most valuable first; equals by the seed.
  bool ByValue(const JudgedPair& x, const JudgedPair& y) const {
    return x.value != y.value ? x.value > y.value : LuckOf(x) < LuckOf(y);
  }

  // The best `room`, half of each kind if there are so many.
  std::vector<JudgedPair> KeepBest(uint32_t i, std::vector<JudgedPair> found, size_t room) const {
    if (found.size() <= room) return found;
    std::sort(found.begin(), found.end(), [this](const JudgedPair& x, const JudgedPair& y) { return ByValue(x, y); });
    std::vector<JudgedPair> strong, weak, weak_of_full_clusters;
    absl::flat_hash_map<uint32_t, int> taken;  // By the other's cluster.
    for (const JudgedPair& pair : found) {
      if (!pair.weak) {
        strong.push_back(pair);
      } else if (taken[view_.cluster(draft_.members[pair.a == i ? pair.b : pair.a])]++ < kPerClusterMax) {
        weak.push_back(pair);
      } else {
        weak_of_full_clusters.push_back(pair);
      }
    }
    weak.insert(weak.end(), weak_of_full_clusters.begin(), weak_of_full_clusters.end());
    const size_t half = room / 2;
    const size_t weak_room = std::min(weak.size(), std::max(half, room - std::min(room, strong.size())));
    strong.resize(std::min(strong.size(), room - weak_room));
    strong.insert(strong.end(), weak.begin(), weak.begin() + static_cast<ptrdiff_t>(weak_room));
    return strong;
  }

  // Each pair once, ascending: what was found from both sides is the mean of both.
  static std::vector<JudgedPair> JoinSides(std::vector<JudgedPair> found) {
    std::sort(found.begin(), found.end(),
              [](const JudgedPair& x, const JudgedPair& y) { return x.a != y.a ? x.a < y.a : x.b < y.b; });
    std::vector<JudgedPair> out;
    for (const JudgedPair& pair : found) {
      if (out.empty() || out.back().a != pair.a || out.back().b != pair.b) {
        out.push_back(pair);
        continue;
      }
      out.back().fit = (out.back().fit + pair.fit) / 2;
      out.back().value = (out.back().value + pair.value) / 2;
      out.back().weak = out.back().weak || pair.weak;
    }
    return out;
  }

  // Those of the pairs that are no candidates yet.
  void AddMore(std::vector<JudgedPair> found) {
    absl::flat_hash_set<uint64_t> there;
    absl::flat_hash_map<uint64_t, uint32_t> across;
    for (const RoundCandidate& candidate : draft_.problem.candidates) {
      there.insert(PairKey(candidate.a, candidate.b));
      ++across[BorderOf(candidate.a, candidate.b)];
    }
    found.erase(std::remove_if(found.begin(), found.end(),
                               [&there](const JudgedPair& pair) { return there.contains(PairKey(pair.a, pair.b)); }),
                found.end());
    AddCandidates(found, std::move(across));
    std::sort(draft_.problem.candidates.begin(), draft_.problem.candidates.end(),
              [](const RoundCandidate& x, const RoundCandidate& y) { return x.a != y.a ? x.a < y.a : x.b < y.b; });
  }

  // `across`: candidates there are already, by border.
  void AddCandidates(const std::vector<JudgedPair>& found, absl::flat_hash_map<uint64_t, uint32_t> across) {
    const std::vector<uint32_t> ranks = RanksWithinBorders(found, std::move(across));
    draft_.problem.candidates.reserve(draft_.problem.candidates.size() + found.size());
    for (size_t p = 0; p < found.size(); ++p) {
      const JudgedPair& pair = found[p];
      const double gain = judge_.Gain(ClusterOf(pair.a), ClusterOf(pair.b), ranks[p]);
      RoundCandidate candidate;
      candidate.a = pair.a;
      candidate.b = pair.b;
      candidate.kind = pair.weak ? PairKind::kWeakTie : PairKind::kStrongFit;
      candidate.fit = pair.fit;
      candidate.bridging = judge_.Bridging(pair.tie_weakness, pair.cluster_gain);
      candidate.value = judge_.Value(pair.weak, pair.fit, pair.tie_weakness, gain);
      draft_.problem.candidates.push_back(candidate);
    }
  }

  uint32_t ClusterOf(uint32_t member) const { return view_.cluster(draft_.members[member]); }
  // Of two members of the problem: their clusters.
  uint64_t BorderOf(uint32_t a, uint32_t b) const {
    const auto [low, high] = std::minmax({ClusterOf(a), ClusterOf(b)});
    return PairKey(low, high);
  }

  // By pair: how many better candidates of the round join the same two clusters.
  std::vector<uint32_t> RanksWithinBorders(const std::vector<JudgedPair>& found,
                                           absl::flat_hash_map<uint64_t, uint32_t> better) const {
    std::vector<uint32_t> order;
    for (uint32_t p = 0; p < found.size(); ++p) {
      if (JoinsClusters(view_, draft_.members[found[p].a], draft_.members[found[p].b])) {
        order.push_back(p);
      }
    }
    std::sort(order.begin(), order.end(), [&](uint32_t x, uint32_t y) { return ByValue(found[x], found[y]); });
    std::vector<uint32_t> ranks(found.size(), 0);
    for (uint32_t p : order) ranks[p] = better[BorderOf(found[p].a, found[p].b)]++;
    return ranks;
  }

  const NetworkView& view_;
  const Recommender& recommender_;
  const DraftRequest& request_;
  const Moment& moment_;
  const Checkpoint& checkpoint_;
  const FilterInView everybody_;
  const PairJudge judge_;
  std::vector<uint32_t> place_;                // By ordinal: the member of the problem, or kNone.
  std::vector<std::vector<int64_t>> resting_;  // By member of the problem.
  size_t waiting_ = 0;                         // Members who have waited a round.
  RoundDraft draft_;
};

}  // namespace

void RunInTurn(size_t count, const std::function<void(size_t)>& work) {
  for (size_t i = 0; i < count; ++i) work(i);
}

std::vector<uint32_t> ScopeOf(const NetworkView& view, const v1::Round::Scope& scope) {
  std::vector<uint32_t> out;
  switch (scope.scope_case()) {
    case v1::Round::Scope::kCircle: {
      const uint32_t circle = view.FindCircle(scope.circle());
      return circle == kNone ? out : view.CircleMembers(circle);
    }
    case v1::Round::Scope::kMembers:
      for (const std::string& name : scope.members().members()) {
        const absl::optional<uint32_t> ordinal = view.Find(absl::string_view(name).substr(name.rfind('/') + 1));
        if (ordinal.has_value()) out.push_back(*ordinal);
      }
      std::sort(out.begin(), out.end());
      out.erase(std::unique(out.begin(), out.end()), out.end());
      return out;
    default:
      for (uint32_t ordinal = 0; ordinal < view.size(); ++ordinal) {
        if (!view.IsGone(ordinal)) out.push_back(ordinal);
      }
      return out;
  }
}

absl::optional<uint32_t> RoundDraft::MemberOf(uint32_t ordinal) const {
  const auto found = std::lower_bound(members.begin(), members.end(), ordinal);
  if (found == members.end() || *found != ordinal) return absl::nullopt;
  return static_cast<uint32_t>(found - members.begin());
}

absl::StatusOr<RoundDraft> DraftRound(const NetworkView& view, const Recommender& recommender,
                                      const DraftRequest& request, const Moment& moment, const Checkpoint& checkpoint) {
  return Drafter(view, recommender, request, moment, checkpoint).Draft();
}

absl::Status WidenDraft(const NetworkView& view, const Recommender& recommender, const DraftRequest& request,
                        const Moment& moment, const Checkpoint& checkpoint, const std::vector<uint32_t>& members,
                        RoundDraft* draft) {
  return Drafter(view, recommender, request, moment, checkpoint).Widen(members, draft);
}

RoundCandidate ScorePair(const NetworkView& view, const Recommender& recommender, uint32_t a, uint32_t b) {
  const PairJudge judge(view, recommender.weights());
  const JudgedPair there = judge.Judge(view.member(a), view.member(b), recommender.ScoreMembers(view, a, {b})[0]);
  const JudgedPair back = judge.Judge(view.member(b), view.member(a), recommender.ScoreMembers(view, b, {a})[0]);
  RoundCandidate out;
  out.a = a;
  out.b = b;
  out.kind = there.weak || back.weak ? PairKind::kWeakTie : PairKind::kStrongFit;
  out.fit = (there.fit + back.fit) / 2;
  out.bridging = judge.Bridging(there.tie_weakness, there.cluster_gain);
  out.value = judge.Value(out.kind == PairKind::kWeakTie, out.fit, there.tie_weakness, there.cluster_gain);
  return out;
}

bool JoinsClusters(const NetworkView& view, uint32_t a, uint32_t b) {
  return view.cluster(a) != kNone && view.cluster(b) != kNone && view.cluster(a) != view.cluster(b);
}

}  // namespace weft
