#include "weft/matching/purpose_coverage.h"

#include <algorithm>

namespace weft {
namespace {

constexpr float kSameOffer = 0.8f;       // From this cosine on two offers bring the same.
constexpr float kDifferentOffer = 0.5f;  // Up to this one they bring different things.
constexpr double kDiscountMax = 0.5;

}  // namespace

void DiscountWhatIsThere(const NetworkView& view, const Seeker& seeker, const std::vector<uint32_t>& already_in,
                         std::vector<ScoredCandidate>* candidates) {
  std::vector<Int8Row> there;
  for (uint32_t ordinal : already_in) {
    for (uint32_t phrase : view.member(ordinal).phrases[static_cast<int>(Facet::kOffers)]) {
      there.push_back(view.phrase_row(phrase));
    }
  }
  if (!seeker.has_purpose || there.empty()) return;
  for (ScoredCandidate& candidate : *candidates) {
    const uint32_t brings = candidate.fit.need_pair.other;
    if (brings == kNone) continue;
    float nearest = 0;
    for (const Int8Row& row : there) nearest = std::max(nearest, Dot(view.phrase_row(brings), row, view.dimension()));
    const float overlap = (nearest - kDifferentOffer) / (kSameOffer - kDifferentOffer);
    candidate.score *= 1 - kDiscountMax * std::min(1.0f, std::max(0.0f, overlap));
  }
}

}  // namespace weft
