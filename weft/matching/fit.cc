#include "weft/matching/fit.h"

#include <algorithm>
#include <cmath>

#include "weft/graph/structure.h"

namespace weft {

FitScorer::FitScorer(const NetworkView& view, const Seeker& seeker, const MatchWeights& weights)
    : view_(view),
      seeker_(seeker),
      weights_(weights),
      interests_(view, seeker.phrases[static_cast<int>(Facet::kInterests)], weights),
      needs_(view, seeker.phrases[static_cast<int>(Facet::kNeeds)], weights),
      offers_(view, seeker.phrases[static_cast<int>(Facet::kOffers)], weights) {}

void FitScorer::ScoreTexts(const MemberView& other, PairFit* out) {
  const absl::Span<const uint32_t> interests = other.phrases[static_cast<int>(Facet::kInterests)];
  const absl::Span<const uint32_t> offers = other.phrases[static_cast<int>(Facet::kOffers)];
  const absl::Span<const uint32_t> needs = other.phrases[static_cast<int>(Facet::kNeeds)];
  if (!interests_.empty() && (!interests.empty() || other.bio != kNone)) {
    const PhraseMatch match = interests_.Match(interests, other.bio);
    out->interests = FitPart{match.forward, match.backward};
    out->interest_pair = match.best;
  }
  if (!needs_.empty() && !offers.empty()) {
    const PhraseMatch match = needs_.Match(offers, kNone);
    out->needs_met = FitPart{match.forward, match.backward};
    out->need_pair = match.best;
  }
  if (!offers_.empty() && !needs.empty()) {
    const PhraseMatch match = offers_.Match(needs, kNone);
    out->offers_wanted = FitPart{match.forward, match.backward};
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
    out->circles = FitPart{value, value};
  }
  if (own.organization != kNone && other.organization != kNone) {
    const double value = own.organization == other.organization ? 1 : 0;
    out->organization = FitPart{value, value};
  }
}

void FitScorer::ScoreTies(uint32_t other, PairFit* out) {
  const TiesView theirs = view_.ties(other);
  if (seeker_.ties.size() == 0 || theirs.size() == 0) return;
  const absl::Span<const uint32_t> mine = seeker_.ties.neighbors;
  out->mutual_ties = CountMutualTies(mine, theirs.neighbors);
  const double either = static_cast<double>(mine.size() + theirs.size() - out->mutual_ties);
  out->jaccard = either > 0 ? out->mutual_ties / either : 0;
  double value = 0;
  if (out->mutual_ties > 0) {
    const double sum = AdamicAdar(mine, theirs.neighbors, [this](uint32_t u) { return view_.degree(u); });
    value = sum / (sum + weights_.proximity_half);
  }
  out->proximity = FitPart{value, value};
}

void FitScorer::Join(PairFit* out) const {
  double sum[2] = {weights_.prior_weight * weights_.prior_fit, weights_.prior_weight * weights_.prior_fit};
  double weight[2] = {weights_.prior_weight, weights_.prior_weight};
  auto add = [&](int direction, double part_weight, double value) {
    sum[direction] += part_weight * value;
    weight[direction] += part_weight;
  };
  auto add_both = [&](const absl::optional<FitPart>& part, double part_weight) {
    if (!part) return;
    add(0, part_weight, part->forward);
    add(1, part_weight, part->backward);
  };
  if (seeker_.has_purpose) {
    // What is in it for the other: to use what they offer, and to see what they care about happen.
    add_both(out->needs_met, weights_.purpose_needs_met);
    add_both(out->interests, weights_.purpose_interests);
    add_both(out->circles, weights_.purpose_circles);
    add_both(out->proximity, weights_.purpose_proximity);
  } else {
    if (out->needs_met) add(0, weights_.needs_met, out->needs_met->forward);
    if (out->offers_wanted) add(1, weights_.needs_met, out->offers_wanted->backward);
    add_both(out->interests, weights_.interests);
    add_both(out->circles, weights_.circles);
    add_both(out->organization, weights_.organization);
    add_both(out->proximity, weights_.proximity);
  }
  out->for_seeker = sum[0] / weight[0];
  out->for_other = sum[1] / weight[1];
  const double a = std::max(weights_.direction_floor, out->for_seeker);
  const double b = std::max(weights_.direction_floor, out->for_other);
  out->fit = 2 * a * b / (a + b);
}

PairFit FitScorer::Score(uint32_t other) {
  PairFit out;
  const MemberView member = view_.member(other);
  ScoreTexts(member, &out);
  ScoreGroups(member, &out);
  ScoreTies(other, &out);
  Join(&out);
  return out;
}

}  // namespace weft
