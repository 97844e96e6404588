#include "weft/matching/recommender.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "absl/strings/str_cat.h"
#include "weft/base/error.h"
#include "weft/base/names.h"
#include "weft/base/random.h"
#include "weft/matching/balance.h"
#include "weft/matching/bridge_plan.h"
#include "weft/matching/bridging.h"
#include "weft/matching/candidates.h"
#include "weft/matching/eligibility.h"
#include "weft/matching/fit.h"
#include "weft/matching/match_weights.h"
#include "weft/matching/purpose_coverage.h"
#include "weft/matching/reasons.h"
#include "weft/matching/seeker.h"
#include "weft/matching/selection.h"

namespace weft {
namespace {

absl::Status MemberNotFound(const NetworkView& view, absl::string_view id) {
  const std::string name = absl::StrCat("networks/", view.network(), "/members/", id);
  return Error(absl::StatusCode::kNotFound, "MEMBER_NOT_FOUND", absl::StrCat("there is no member ", name),
               {{"member", name}});
}

RecommendationList::ColdStart ColdStartOf(const Seeker& seeker) {
  const bool ties = seeker.ties.size() > 0;
  const bool text = seeker.HasText();
  if (ties) return text ? RecommendationList::ColdStart::kNone : RecommendationList::ColdStart::kNoText;
  return text ? RecommendationList::ColdStart::kNoTies : RecommendationList::ColdStart::kNoTiesAndNoText;
}

// Why fewer weak-tie candidates than places: was there anybody outside at all, and could they be recommended?
RecommendationList::Shortage ShortageOf(const NetworkView& view, const Seeker& seeker,
                                        const std::vector<ScoredCandidate>& candidates) {
  for (const ScoredCandidate& candidate : candidates) {
    if (candidate.crosses) return RecommendationList::Shortage::kFitFloor;
  }
  for (uint32_t ordinal = 0; ordinal < view.size(); ++ordinal) {
    if (ordinal != seeker.ordinal && !view.IsGone(ordinal) && CrossesClusters(seeker.member, view.member(ordinal))) {
      return RecommendationList::Shortage::kNobodyEligible;
    }
  }
  return RecommendationList::Shortage::kNoOtherCluster;
}

// Of somebody without text hardly any fit can be told: where nobody out there reaches the floor, it says nothing and
// does not hold. Else no such member would ever be introduced into a wider circle in a network without ties or text.
// A floor that somebody has raised holds for all.
double FloorFor(const Seeker& seeker, const std::vector<ScoredCandidate>& candidates, double floor) {
  if (seeker.HasText() || floor > Balance().fit_floor) return floor;
  for (const ScoredCandidate& candidate : candidates) {
    if (candidate.crosses && candidate.fit.fit >= floor) return floor;
  }
  return 0;
}

// Times shown in the build's dry run, over the mean; the mean where it is not known.
double ExposureOf(const NetworkView& view, uint32_t ordinal) {
  const absl::Span<const float> exposure = view.snapshot().arrays().exposure;
  return ordinal < exposure.size() ? exposure[ordinal] : 1;
}

// Exposure is evened out where that costs the least fit: in the places kept for weak-tie introductions, if there are
// any, and in the others the less, the more there are.
double ExposureFactor(double exposure, double share, const MatchWeights& weights) {
  const double damping = weights.exposure_damping * std::max(0.0, 1 - share / weights.exposure_damping_ends);
  return exposure <= 1 ? 1 : 1 / (1 + damping * std::log(std::min(exposure, weights.exposure_cap)));
}

// Scores candidates of one seeker. Not thread-safe: one a call.
class CandidateScorer {
 public:
  // All must outlive the scorer.
  CandidateScorer(const NetworkView& view, const Seeker& seeker, const Closeness& closeness, const Balance& balance,
                  const MatchWeights& weights)
      : view_(view), seeker_(seeker), balance_(balance), weights_(weights), fit_(view, seeker, closeness, weights) {}

  // All but `reconnects`. REQUIRES: `ordinal` is not gone.
  ScoredCandidate Score(uint32_t ordinal) {
    const MemberView member = view_.member(ordinal);
    ScoredCandidate out;
    out.ordinal = ordinal;
    out.fit = fit_.Score(ordinal);
    out.bridging = BridgingOf(view_, seeker_.member, member, out.fit, balance_, weights_);
    out.crosses = CrossesClusters(seeker_.member, member);
    out.periphery = view_.degree(ordinal) <= view_.periphery_degree_max();
    out.exposure = ExposureOf(view_, ordinal);
    out.score = out.fit.fit * ExposureFactor(out.exposure, balance_.weak_tie_share, weights_);
    return out;
  }

 private:
  const NetworkView& view_;
  const Seeker& seeker_;
  const Balance& balance_;
  const MatchWeights& weights_;
  FitScorer fit_;
};

v1::Recommendation ToRecommendation(const NetworkView& view, const Seeker& seeker, const ScoredCandidate& candidate,
                                    bool weak, const absl::optional<double>& propensity, const MatchWeights& weights) {
  const MemberView member = view.member(candidate.ordinal);
  v1::Recommendation out;
  out.set_member(absl::StrCat("networks/", view.network(), "/members/", member.id));
  out.set_display_name(std::string(member.display_name.empty() ? member.id : member.display_name));
  out.set_kind(weak ? v1::Recommendation::KIND_WEAK_TIE : v1::Recommendation::KIND_STRONG_FIT);
  out.set_score(candidate.score);
  if (propensity) out.set_propensity(*propensity);
  *out.mutable_parts() = PartsOf(candidate);
  for (v1::Reason& reason : ReasonsFor(view, seeker, candidate, weak, weights)) *out.add_reasons() = std::move(reason);
  return out;
}

// A query after eligibility, candidates, scores and selection, before words.
struct Matched {
  Seeker seeker;
  std::vector<ScoredCandidate> scored;
  std::vector<Selected> selected;
  Balance balance;
};

absl::StatusOr<Matched> Match(const NetworkView& view, const Embedder* embedder, const RecommendQuery& query,
                              absl::Time now, const MatchWeights& weights, const Checkpoint& checkpoint) {
  const absl::optional<uint32_t> ordinal = view.Find(query.member_id);
  if (!ordinal) return MemberNotFound(view, query.member_id);
  std::vector<uint32_t> already_in;
  for (const std::string& id : query.purpose_members) {
    const absl::optional<uint32_t> other = view.Find(id);
    if (!other) return MemberNotFound(view, id);
    already_in.push_back(*other);
  }

  Matched out;
  if (query.purpose.empty()) {
    out.seeker = SeekerFromProfile(view, *ordinal);
  } else {
    std::vector<float> vector(static_cast<size_t>(view.dimension()));
    WEFT_RETURN_IF_ERROR(embedder->Embed({query.purpose}, absl::MakeSpan(vector)));
    out.seeker = SeekerWithPurpose(view, *ordinal, query.purpose, vector);
  }
  const Seeker& seeker = out.seeker;
  WEFT_RETURN_IF_ERROR(checkpoint());

  const FilterInView filter(view, query.filter);
  const Eligibility eligibility(view, *ordinal, filter, already_in, now);
  const Closeness closeness(view, seeker);
  ListRule rule;
  rule.count = query.count;
  rule.balance = out.balance = BalanceOf(view.policy(), seeker.member.settings, query.weak_tie_share, query.balance);
  rule.seed = Random::Mix(query.seed ^ IdHash(seeker.member.id));
  if (WeakPlaces(rule.balance.weak_tie_share, rule.count) > 0) {
    rule.targets = BridgeTargets(view, seeker.member.cluster, rule.seed);
  }
  WEFT_ASSIGN_OR_RETURN(
      std::vector<uint32_t> candidates,
      GatherCandidates(view, seeker, closeness, eligibility, rule.targets, query.seed, CandidateLimits()));
  WEFT_RETURN_IF_ERROR(checkpoint());

  CandidateScorer scorer(view, seeker, closeness, rule.balance, weights);
  out.scored.reserve(candidates.size());
  for (uint32_t candidate : candidates) {
    out.scored.push_back(scorer.Score(candidate));
    out.scored.back().reconnects = eligibility.Check(candidate) == Eligibility::Verdict::kReconnect;
  }
  if (seeker.has_purpose) {
    already_in.push_back(*ordinal);
    DiscountWhatIsThere(view, seeker, already_in, &out.scored);
  }
  WEFT_RETURN_IF_ERROR(checkpoint());
  rule.balance.fit_floor = FloorFor(seeker, out.scored, rule.balance.fit_floor);
  out.selected = SelectList(view, out.scored, rule, weights);
  return out;
}

}  // namespace

absl::StatusOr<RecommendationList> Recommender::Recommend(const NetworkView& view, const RecommendQuery& query,
                                                          absl::Time now, const Checkpoint& checkpoint) const {
  WEFT_ASSIGN_OR_RETURN(const Matched matched, Match(view, embedder_, query, now, weights_, checkpoint));
  RecommendationList out;
  out.weak_tie_share = matched.balance.weak_tie_share;
  out.cold_start = ColdStartOf(matched.seeker);
  out.provisional_clusters = view.HasProvisionalClusters();
  int weak = 0;
  for (const Selected& entry : matched.selected) {
    weak += entry.weak;
    out.recommendations.push_back(
        ToRecommendation(view, matched.seeker, entry.candidate, entry.weak, entry.propensity, weights_));
  }
  if (weak < WeakPlaces(out.weak_tie_share, query.count)) {
    out.shortage = ShortageOf(view, matched.seeker, matched.scored);
  }
  return out;
}

absl::StatusOr<std::vector<uint32_t>> Recommender::RecommendOrdinals(const NetworkView& view,
                                                                     const RecommendQuery& query,
                                                                     absl::Time now) const {
  WEFT_ASSIGN_OR_RETURN(const Matched matched,
                        Match(view, embedder_, query, now, weights_, [] { return absl::OkStatus(); }));
  std::vector<uint32_t> out;
  for (const Selected& entry : matched.selected) out.push_back(entry.candidate.ordinal);
  return out;
}

absl::StatusOr<std::vector<ScoredCandidate>> Recommender::ScoreCandidates(const NetworkView& view,
                                                                          const RecommendQuery& query,
                                                                          absl::Time now) const {
  WEFT_ASSIGN_OR_RETURN(Matched matched, Match(view, embedder_, query, now, weights_, [] { return absl::OkStatus(); }));
  return std::move(matched.scored);
}

std::vector<ScoredCandidate> Recommender::ScoreMembers(const NetworkView& view, uint32_t member,
                                                       absl::Span<const uint32_t> others) const {
  const Seeker seeker = SeekerFromProfile(view, member);
  const Closeness closeness(view, seeker);
  const Balance balance = BalanceOf(view.policy(), seeker.member.settings, absl::nullopt, v1::Balance());
  CandidateScorer scorer(view, seeker, closeness, balance, weights_);
  std::vector<ScoredCandidate> out;
  out.reserve(others.size());
  for (uint32_t other : others) out.push_back(scorer.Score(other));
  return out;
}

absl::StatusOr<Explanation> Recommender::Explain(const NetworkView& view, const std::string& member_id,
                                                 const std::string& other_id, absl::Time now) const {
  const absl::optional<uint32_t> ordinal = view.Find(member_id);
  if (!ordinal) return MemberNotFound(view, member_id);
  const absl::optional<uint32_t> other = view.Find(other_id);
  if (!other) return MemberNotFound(view, other_id);
  if (*ordinal == *other) return InvalidField("other", "is the member itself; name another one");

  const Seeker seeker = SeekerFromProfile(view, *ordinal);
  const Closeness closeness(view, seeker);
  const Balance balance = BalanceOf(view.policy(), seeker.member.settings, absl::nullopt, v1::Balance());
  ScoredCandidate candidate = CandidateScorer(view, seeker, closeness, balance, weights_).Score(*other);

  const FilterInView filter(view, MemberFilter());
  const Eligibility::Verdict verdict = Eligibility(view, *ordinal, filter, {}, now).Check(*other);
  candidate.reconnects = verdict == Eligibility::Verdict::kReconnect;
  Explanation out;
  switch (verdict) {
    case Eligibility::Verdict::kEligible:
    case Eligibility::Verdict::kReconnect:
      out.availability = Explanation::Availability::kAvailable;
      break;
    case Eligibility::Verdict::kTied:
      out.availability = Explanation::Availability::kAlreadyTied;
      break;
    default:
      out.availability = Explanation::Availability::kNotNow;
  }
  const bool weak = candidate.crosses && candidate.fit.fit >= FloorFor(seeker, {candidate}, balance.fit_floor);
  out.recommendation = ToRecommendation(view, seeker, candidate, weak, absl::nullopt, weights_);
  out.fit_for_member = candidate.fit.for_seeker;
  out.fit_for_other = candidate.fit.for_other;
  out.crosses_clusters = candidate.crosses;
  out.mutual_tie_count = static_cast<int>(candidate.fit.mutual_ties);
  return out;
}

}  // namespace weft
