#include "weft/matching/fit.h"

#include <algorithm>
#include <cmath>

#include "weft/graph/structure.h"

namespace weft {
namespace {

// value / (value + typical): 0 for none, a half for what a close pair typically has, towards 1.
double Saturated(double value, double typical) { return value > 0 ? value / (value + typical) : 0; }

}  // namespace

JoinedFit JoinParts(const PartValues& parts, const PartWeights& part_weights, double prior_weight,
                    const MatchWeights& weights) {
  double sums[2] = {prior_weight * weights.prior_fit, prior_weight * weights.prior_fit};
  double totals[2] = {prior_weight, prior_weight};
  for (size_t p = 0; p < kFitPartCount; ++p) {
    const absl::optional<double>* const values[2] = {&parts[p].forward, &parts[p].backward};
    for (int direction = 0; direction < 2; ++direction) {
      if (!values[direction]->has_value()) continue;
      sums[direction] += part_weights.values[p] * **values[direction];
      totals[direction] += part_weights.values[p];
    }
  }
  JoinedFit out;
  out.for_seeker = sums[0] / totals[0];
  out.for_other = sums[1] / totals[1];
  const double a = std::max(weights.direction_floor, out.for_seeker);
  const double b = std::max(weights.direction_floor, out.for_other);
  out.fit = 2 * a * b / (a + b);
  return out;
}

FitScorer::FitScorer(const NetworkView& view, const Seeker& seeker, const Closeness& closeness,
                     const MatchWeights& weights)
    : view_(view),
      seeker_(seeker),
      closeness_(closeness),
      weights_(weights),
      scales_(ClosenessScalesOf(view)),
      interests_(view, seeker.phrases[static_cast<int>(Facet::kInterests)], weights),
      needs_(view, seeker.phrases[static_cast<int>(Facet::kNeeds)], weights),
      offers_(view, seeker.phrases[static_cast<int>(Facet::kOffers)], weights) {}

void FitScorer::ScoreTexts(const MemberView& other, PairFit* out) {
  const absl::Span<const uint32_t> interests = other.phrases[static_cast<int>(Facet::kInterests)];
  const absl::Span<const uint32_t> offers = other.phrases[static_cast<int>(Facet::kOffers)];
  const absl::Span<const uint32_t> needs = other.phrases[static_cast<int>(Facet::kNeeds)];
  if (!interests_.empty() && (!interests.empty() || other.bio != kNone)) {
    const PhraseMatch match = interests_.Match(interests, other.bio);
    if (seeker_.has_purpose) {
      (*out)[FitPart::kInterests] = {match.forward, match.backward};
    } else {
      (*out)[FitPart::kInterests] = {match.shared, match.shared};
    }
    out->interest_pair = match.best;
  }
  if (!needs_.empty() && !offers.empty()) {
    const PhraseMatch match = needs_.Match(offers, kNone);
    (*out)[FitPart::kNeeds].forward = match.forward;
    // What is in a purpose for the other: to use what they offer.
    if (seeker_.has_purpose) (*out)[FitPart::kNeeds].backward = match.backward;
    out->need_pair = match.best;
  }
  if (!offers_.empty() && !needs.empty()) {
    const PhraseMatch match = offers_.Match(needs, kNone);
    if (!seeker_.has_purpose) (*out)[FitPart::kNeeds].backward = match.backward;
    out->offer_pair = match.best;
  }
}

void FitScorer::ScoreGroups(const MemberView& other, PairFit* out) {
  const MemberView& own = seeker_.member;
  if (!own.circles.empty() && !other.circles.empty()) {
    const double members = std::max(2u, view_.member_count());
    double rarity = 0;
    uint32_t smallest = 0xffffffff;
    auto i = own.circles.begin();
    auto j = other.circles.begin();
    while (i != own.circles.end() && j != other.circles.end()) {
      if (*i < *j) {
        ++i;
      } else if (*j < *i) {
        ++j;
      } else {
        const uint32_t size = std::max(1u, view_.CircleSize(*i));
        rarity += std::log(std::max(1.0, members / size));
        if (size < smallest) {
          smallest = size;
          out->shared_circle = *i;
        }
        ++i;
        ++j;
      }
    }
    const double value = 1 - std::exp(-rarity / weights_.circle_scale);
    (*out)[FitPart::kCircles] = {value, value};
  }
  if (own.organization != kNone && other.organization != kNone) {
    const double value = own.organization == other.organization ? 1 : 0;
    (*out)[FitPart::kOrganization] = {value, value};
  }
}

void FitScorer::ScoreTies(uint32_t ordinal, const MemberView& other, PairFit* out) {
  const TiesView theirs = view_.ties(ordinal);
  const absl::Span<const uint32_t> mine = seeker_.ties.neighbors;
  if (!mine.empty() && theirs.size() > 0) {
    out->mutual_ties = CountMutualTies(mine, theirs.neighbors);
    const double either = static_cast<double>(mine.size() + theirs.size() - out->mutual_ties);
    out->jaccard = either > 0 ? out->mutual_ties / either : 0;
    const double common = Saturated(closeness_.common(ordinal), scales_.common);
    (*out)[FitPart::kProximity] = {common, common};
    const double wider = Saturated(closeness_.wider(ordinal), scales_.wider);
    (*out)[FitPart::kWiderProximity] = {wider, wider};
  }
  // Two ways there, mine through my circles and theirs through theirs: the mean of those that there can be.
  double sum = 0;
  int ways = 0;
  if (!seeker_.member.circles.empty() && theirs.size() > 0) {
    sum += Saturated(closeness_.circle_out(ordinal), scales_.circle);
    ++ways;
  }
  if (!mine.empty() && !other.circles.empty()) {
    sum += Saturated(closeness_.circle_in(other.circles), scales_.circle);
    ++ways;
  }
  if (ways > 0) (*out)[FitPart::kCircleProximity] = {sum / ways, sum / ways};
}

PairFit FitScorer::Score(uint32_t other) {
  PairFit out;
  const MemberView member = view_.member(other);
  ScoreTexts(member, &out);
  ScoreGroups(member, &out);
  ScoreTies(other, member, &out);
  const JoinedFit joined = seeker_.has_purpose
                               ? JoinParts(out.parts, weights_.purpose_parts, weights_.purpose_prior_weight, weights_)
                               : JoinParts(out.parts, weights_.parts, weights_.prior_weight, weights_);
  out.for_seeker = joined.for_seeker;
  out.for_other = joined.for_other;
  out.fit = joined.fit;
  return out;
}

}  // namespace weft
