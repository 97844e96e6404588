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
#include "weft/introductions/joined_clusters.h"
#include "weft/introductions/round_input.h"
#include "weft/introductions/round_member.h"
#include "weft/introductions/round_planner.h"
#include "weft/matching/balance.h"
#include "weft/matching/bridging.h"
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

// What joining two clusters adds to a strong fit above the floor, by their gain. Chosen, as kDueWeight, by simulation
// (weft-bench round --weeks) on the sample network and every eighth of its members: with less of the one and more of the
// other, random pairing joined as many clusters there, because it crosses more often.
constexpr double kStrongFitGain = 0.6;
// Less than the planner's default: who has clusters to join takes more of the round's weak ties than who has none, and
// a member's own share is kept over a longer time.
constexpr double kDueWeight = 0.05;
// Weak ties carry their bridging, up to 1, on top of fit: the share's price must be able to take all of it away.
constexpr double kSharePriceMax = 1;
// So many of those whom a plan left without are looked for among all in one go.
constexpr size_t kWidenedMax = 300;

// Plans made beside the first one, up to RoundOptions::exact_members_max members; one beyond.
constexpr int kMorePlansMax = 3;
constexpr double kFavour = 0.25;

// Two members who may meet, as one of them or both found it.
struct Found {
  uint32_t a = 0;  // Member of the problem, below b.
  uint32_t b = 0;
  bool weak = false;
  float fit = 0;
  float tie_weakness = 0;
  float cluster_gain = 0;  // Of the two clusters as they are joined by now.
  float value = 0;         // As long as nothing else in the round joins them.
};

// REQUIRES: a <= b.
uint64_t PairKey(uint32_t a, uint32_t b) { return static_cast<uint64_t>(a) << 32 | b; }

bool HasText(const MemberView& member) {
  return member.bio != kNone || std::any_of(std::begin(member.phrases), std::end(member.phrases),
                                            [](absl::Span<const uint32_t> phrases) { return !phrases.empty(); });
}

// Kind and worth of pairs by one view.
class PairJudge {
 public:
  PairJudge(const NetworkView& view, const MatchWeights& weights)
      : view_(view),
        tie_weakness_share_(weights.tie_weakness_share),
        fit_floor_(BalanceOf(view.policy(), MemberSettings(), absl::nullopt, v1::Balance()).fit_floor),
        joined_(view) {}

  // As recommendations have it: across clusters and above the floor; of somebody without text hardly any fit can be
  // told, and it does not hold unless somebody has raised it.
  bool IsWeak(const MemberView& a, const MemberView& b, const ScoredCandidate& scored) const {
    if (!scored.crosses) return false;
    return scored.fit.fit >= fit_floor_ || (fit_floor_ <= Balance().fit_floor && !(HasText(a) && HasText(b)));
  }
  // Of two clusters as they are joined by now, and by `more` candidates of this round. Of unknown ones 0: a round has
  // others to join.
  double Gain(uint32_t cluster_a, uint32_t cluster_b, double more) const {
    if (cluster_a == kNone || cluster_b == kNone || cluster_a == cluster_b) return 0;
    return joined_.Gain(cluster_a, cluster_b, more);
  }
  double Bridging(double tie_weakness, double cluster_gain) const {
    return tie_weakness_share_ * tie_weakness + (1 - tie_weakness_share_) * cluster_gain;
  }
  double Value(bool weak, double fit, double tie_weakness, double cluster_gain) const {
    if (weak) return fit + Bridging(tie_weakness, cluster_gain);
    return fit >= fit_floor_ ? fit + kStrongFitGain * cluster_gain : fit;
  }

  // `a` is the seeker and `b` the candidate, either way round.
  Found Judge(const MemberView& a, const MemberView& b, const ScoredCandidate& scored) const {
    Found out;
    out.weak = IsWeak(a, b, scored);
    out.fit = static_cast<float>(scored.fit.fit);
    out.tie_weakness = static_cast<float>(scored.bridging.tie_weakness);
    out.cluster_gain = static_cast<float>(Gain(a.cluster, b.cluster, 0));
    out.value = static_cast<float>(Value(out.weak, out.fit, out.tie_weakness, out.cluster_gain));
    return out;
  }

 private:
  const NetworkView& view_;
  const double tie_weakness_share_;
  const double fit_floor_;
  const JoinedClusters joined_;
};

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
    absl::StatusOr<std::vector<Found>> found =
        FindCandidates(members.size(), [&](size_t i) { return CandidatesOf(members[i], /*widened=*/true); });
    if (found.ok()) AddMore(JoinSides(*std::move(found)));
    *draft = std::move(draft_);
    return found.status();
  }

  absl::StatusOr<RoundDraft> Draft() {
    WEFT_RETURN_IF_ERROR(checkpoint_());
    FindMembers();
    WEFT_ASSIGN_OR_RETURN(std::vector<Found> found, FindCandidates(draft_.members.size(), [this](size_t i) {
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
  absl::StatusOr<std::vector<Found>> FindCandidates(
      size_t n, const std::function<absl::StatusOr<std::vector<Found>>(size_t)>& finder) const {
    std::vector<std::vector<Found>> of_member(n);
    std::vector<absl::Status> statuses(n);
    request_.runner(n, [&](size_t i) {
      absl::StatusOr<std::vector<Found>> found = finder(i);
      if (found.ok()) {
        of_member[i] = *std::move(found);
      } else {
        statuses[i] = found.status();
      }
    });
    std::vector<Found> all;
    for (size_t i = 0; i < n; ++i) {
      WEFT_RETURN_IF_ERROR(statuses[i]);
      all.insert(all.end(), of_member[i].begin(), of_member[i].end());
      of_member[i] = {};
    }
    return all;
  }

  absl::StatusOr<std::vector<Found>> CandidatesOf(uint32_t i, bool widened) const {
    WEFT_RETURN_IF_ERROR(checkpoint_());
    std::vector<Found> found;
    const bool all = widened || draft_.members.size() <= std::max(kAllScoredMax, static_cast<size_t>(request_.per_member));
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
  std::vector<Found> InRound(uint32_t i, const std::vector<ScoredCandidate>& scored) const {
    const MemberView self = view_.member(draft_.members[i]);
    std::vector<Found> out;
    for (const ScoredCandidate& candidate : scored) {
      const uint32_t other = place_[candidate.ordinal];
      if (other == kNone ||
          std::binary_search(resting_[other].begin(), resting_[other].end(), self.settings.key)) {
        continue;
      }
      out.push_back(judge_.Judge(self, view_.member(candidate.ordinal), candidate));
      out.back().a = std::min(i, other);
      out.back().b = std::max(i, other);
    }
    return out;
  }

  uint64_t LuckOf(const Found& found) const {
    return Random::Mix(request_.seed ^ Random::Mix(PairKey(found.a, found.b)));
  }
  // The most valuable first; equals by the seed.
  bool ByValue(const Found& x, const Found& y) const {
    return x.value != y.value ? x.value > y.value : LuckOf(x) < LuckOf(y);
  }

  // The best `room`, half of each kind if there are so many.
  std::vector<Found> KeepBest(uint32_t i, std::vector<Found> found, size_t room) const {
    if (found.size() <= room) return found;
    std::sort(found.begin(), found.end(), [this](const Found& x, const Found& y) { return ByValue(x, y); });
    std::vector<Found> strong, weak, weak_of_full_clusters;
    absl::flat_hash_map<uint32_t, int> taken;  // By the other's cluster.
    for (const Found& pair : found) {
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
  static std::vector<Found> JoinSides(std::vector<Found> found) {
    std::sort(found.begin(), found.end(),
              [](const Found& x, const Found& y) { return x.a != y.a ? x.a < y.a : x.b < y.b; });
    std::vector<Found> out;
    for (const Found& pair : found) {
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
  void AddMore(std::vector<Found> found) {
    absl::flat_hash_set<uint64_t> there;
    absl::flat_hash_map<uint64_t, uint32_t> across;
    for (const RoundCandidate& candidate : draft_.problem.candidates) {
      there.insert(PairKey(candidate.a, candidate.b));
      ++across[BorderOf(candidate.a, candidate.b)];
    }
    found.erase(std::remove_if(found.begin(), found.end(),
                               [&there](const Found& pair) { return there.contains(PairKey(pair.a, pair.b)); }),
                found.end());
    AddCandidates(found, std::move(across));
    std::sort(draft_.problem.candidates.begin(), draft_.problem.candidates.end(),
              [](const RoundCandidate& x, const RoundCandidate& y) { return x.a != y.a ? x.a < y.a : x.b < y.b; });
  }

  // `across`: candidates there are already, by border.
  void AddCandidates(const std::vector<Found>& found, absl::flat_hash_map<uint64_t, uint32_t> across) {
    const std::vector<uint32_t> ranks = RanksWithinBorders(found, std::move(across));
    draft_.problem.candidates.reserve(draft_.problem.candidates.size() + found.size());
    for (size_t p = 0; p < found.size(); ++p) {
      const Found& pair = found[p];
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
  std::vector<uint32_t> RanksWithinBorders(const std::vector<Found>& found,
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

// Whether each member could join a pair of the plan as a third.
std::vector<bool> WhoCouldJoin(const RoundDraft& draft, const RoundPlan& plan) {
  absl::flat_hash_set<uint64_t> permitted;
  std::vector<std::vector<uint32_t>> partners(draft.members.size());
  for (const RoundCandidate& candidate : draft.problem.candidates) {
    if (IsTooNew(draft.problem, candidate, draft.options.newcomer_patience)) continue;
    const auto [low, high] = std::minmax({candidate.a, candidate.b});
    permitted.insert(PairKey(low, high));
    partners[low].push_back(high);
    partners[high].push_back(low);
  }
  std::vector<bool> out(draft.members.size(), false);
  for (const PlannedPair& pair : plan.pairs) {
    for (uint32_t third : partners[pair.a]) {
      const auto [low, high] = std::minmax({third, pair.b});
      if (third != pair.b && permitted.contains(PairKey(low, high))) out[third] = true;
    }
  }
  return out;
}

// A plan in which serving each of these members is worth kFavour more than it is: so that others are left, who may join
// a trio. What the plan says of values is without it.
absl::StatusOr<RoundPlan> PlanFavouring(const RoundDraft& draft, const std::vector<bool>& favoured,
                                        const Checkpoint& checkpoint) {
  RoundProblem problem = draft.problem;
  const auto favour = [&favoured](uint32_t a, uint32_t b) { return kFavour * (favoured[a] + favoured[b]); };
  for (RoundCandidate& candidate : problem.candidates) {
    candidate.value = std::min(kPairValueMax, candidate.value + favour(candidate.a, candidate.b));
  }
  WEFT_ASSIGN_OR_RETURN(RoundPlan plan, PlanRound(problem, draft.options, checkpoint));
  for (PlannedPair& pair : plan.pairs) {
    pair.value -= favour(pair.a, pair.b);
    plan.total_value -= favour(pair.a, pair.b);
  }
  const auto favour_of = [&favour](const std::vector<uint32_t>& members) {
    double sum = 0;
    for (uint32_t a : members) {
      for (uint32_t b : members) sum += a < b ? favour(a, b) : 0;
    }
    return sum / static_cast<double>(members.size() * (members.size() - 1) / 2);
  };
  for (PlannedTrio& trio : plan.trios) trio.group.value -= favour_of(trio.group.members);
  for (PlannedGroup& group : plan.groups) {
    group.value -= favour_of(group.members);
    plan.total_value -= favour_of(group.members) * static_cast<double>(group.members.size()) / 2;
  }
  // The bound holds with the favour, and so without it.
  plan.gap = plan.upper_bound > 0 ? (plan.upper_bound - plan.total_value) / plan.upper_bound : 0;
  return plan;
}

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

absl::StatusOr<RoundPlan> PlanDraft(const NetworkView& view, const Recommender& recommender,
                                    const DraftRequest& request, const Moment& moment, const Checkpoint& checkpoint,
                                    RoundDraft* draft) {
  WEFT_ASSIGN_OR_RETURN(RoundPlan plan, PlanRound(draft->problem, draft->options, checkpoint));
  std::vector<bool> widened(draft->members.size(), false);
  const int more = plan.able > draft->options.exact_members_max ? 1 : kMorePlansMax;
  for (int i = 0; i < more; ++i) {
    std::vector<uint32_t> left;
    std::vector<uint32_t> to_widen;
    for (const UnservedMember& unserved : plan.unserved) {
      const uint32_t member = unserved.member;
      if (unserved.reason == UnservedReason::kNoCapacity || left.size() == kWidenedMax) continue;
      left.push_back(member);
      if (unserved.rounds_waited == 0 && !widened[member]) to_widen.push_back(member);
      widened[member] = true;
    }
    if (left.empty()) break;
    if (!to_widen.empty()) {
      WEFT_RETURN_IF_ERROR(Drafter(view, recommender, request, moment, checkpoint).Widen(to_widen, draft));
    }
    std::vector<bool> favoured = WhoCouldJoin(*draft, plan);
    favoured.flip();
    for (uint32_t member : left) favoured[member] = true;
    WEFT_ASSIGN_OR_RETURN(RoundPlan again, PlanFavouring(*draft, favoured, checkpoint));
    if (again.served >= plan.served) plan = std::move(again);
  }
  // The bound is that of the favoured problem, too high by what is favoured; or, of a plan made before the last
  // widening, of too few candidates. Where it costs little, it is reckoned anew.
  const bool is_small = plan.able <= draft->options.exact_members_max;
  if (is_small && std::find(widened.begin(), widened.end(), true) != widened.end()) {
    WEFT_ASSIGN_OR_RETURN(const RoundPlan best, PlanRound(draft->problem, draft->options, checkpoint));
    if (best.served >= plan.served) return best;
    plan.upper_bound = std::max(plan.total_value, best.upper_bound);
    plan.exact = false;
    plan.gap = plan.upper_bound > 0 ? (plan.upper_bound - plan.total_value) / plan.upper_bound : 0;
  }
  return plan;
}

RoundCandidate ScorePair(const NetworkView& view, const Recommender& recommender, uint32_t a, uint32_t b) {
  const PairJudge judge(view, recommender.weights());
  const Found there = judge.Judge(view.member(a), view.member(b), recommender.ScoreMembers(view, a, {b})[0]);
  const Found back = judge.Judge(view.member(b), view.member(a), recommender.ScoreMembers(view, b, {a})[0]);
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
