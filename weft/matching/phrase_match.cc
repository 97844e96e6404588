#include "weft/matching/phrase_match.h"

#include <algorithm>
#include <cassert>

namespace weft {

const float* PhraseMatcher::Cosines(uint32_t phrase) {
  auto inserted = places_.emplace(phrase, cosines_.size());
  if (inserted.second) {
    const Int8Row row = view_.phrase_row(phrase);
    for (const SeekerPhrase& own : own_) cosines_.push_back(Dot(own.row, row, view_.dimension()));
  }
  return cosines_.data() + inserted.first->second;
}

PhraseMatch PhraseMatcher::Match(absl::Span<const uint32_t> others, uint32_t bio) {
  assert(!own_.empty() && (!others.empty() || bio != kNone));
  const auto above = [](float cosine, double floor) {
    return std::min(1.0, std::max(0.0, (cosine - floor) / (1 - floor)));
  };
  const auto calibrated = [&](float cosine) { return above(cosine, weights_.cosine_floor); };

  PhraseMatch out;
  best_.assign(own_.size(), -1.0f);
  double best_weighted = -2;
  double backward_sum = 0;
  double backward_weight = 0;
  double backward_best = 0;
  double backward_shared = 0;
  auto meet = [&](uint32_t phrase, double weight) {
    const float* cosines = Cosines(phrase);
    float nearest = -1;
    for (size_t i = 0; i < own_.size(); ++i) {
      best_[i] = std::max(best_[i], cosines[i]);
      nearest = std::max(nearest, cosines[i]);
      const double weighted = cosines[i] * (0.5 + 0.5 * std::min(own_[i].weight, weight));
      if (weighted > best_weighted) {
        best_weighted = weighted;
        out.best = {cosines[i], static_cast<int>(i), phrase};
      }
    }
    backward_sum += weight * calibrated(nearest);
    backward_weight += weight;
    backward_shared += weight * above(nearest, weights_.shared_cosine_floor);
    backward_best = std::max(backward_best, weight * calibrated(nearest));
  };
  for (uint32_t phrase : others) meet(phrase, PhraseWeight(view_.PhraseCount(phrase), view_.member_count()));
  if (bio != kNone) meet(bio, 1);

  double forward_sum = 0;
  double forward_weight = 0;
  double forward_best = 0;
  double forward_shared = 0;
  for (size_t i = 0; i < own_.size(); ++i) {
    forward_sum += own_[i].weight * calibrated(best_[i]);
    forward_weight += own_[i].weight;
    forward_shared += own_[i].weight * above(best_[i], weights_.shared_cosine_floor);
    forward_best = std::max(forward_best, own_[i].weight * calibrated(best_[i]));
  }
  const double share = weights_.best_pair_share;
  out.forward = share * forward_best + (1 - share) * forward_sum / forward_weight;
  out.backward = share * backward_best + (1 - share) * backward_sum / backward_weight;
  // The lesser of the two: many phrases of one that are near a single one of the other are one thing in common.
  const double shared = std::min(forward_shared, backward_shared);
  out.shared = shared / (shared + weights_.shared_half);
  return out;
}

}  // namespace weft
