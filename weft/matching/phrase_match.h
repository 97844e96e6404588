#ifndef WEFT_MATCHING_PHRASE_MATCH_H_
#define WEFT_MATCHING_PHRASE_MATCH_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/types/span.h"
#include "weft/matching/match_weights.h"
#include "weft/matching/seeker.h"
#include "weft/snapshot/network_view.h"

namespace weft {

// The nearest two phrases of two members.
struct PhrasePair {
  float cosine = -1;
  int own = -1;            // Index into the seeker's phrases.
  uint32_t other = kNone;  // Phrase number in the view.
};

// How the phrases of one list meet those of another, both ways.
struct PhraseMatch {
  double forward = 0;   // 0..1, how well the seeker's phrases are met.
  double backward = 0;  // 0..1, how well the other's phrases are met.
  double shared = 0;  // 0..1, how much the two have in common: grows with every phrase that meets one, rare ones more.
  PhrasePair best;    // By weighted cosine.
};

// Matches one list of the seeker against lists of many members. Cosines are remembered by phrase, for most phrases
// occur again and again. Not thread-safe: one a call.
class PhraseMatcher {
 public:
  // `own` and the view must outlive the matcher.
  PhraseMatcher(const NetworkView& view, absl::Span<const SeekerPhrase> own, const MatchWeights& weights)
      : view_(view), own_(own), weights_(weights) {}

  bool empty() const { return own_.empty(); }
  // `bio` may be kNone. REQUIRES: !empty(), and `others` or `bio` is there.
  PhraseMatch Match(absl::Span<const uint32_t> others, uint32_t bio);

 private:
  const float* Cosines(uint32_t phrase);  // One to each own phrase.

  const NetworkView& view_;
  const absl::Span<const SeekerPhrase> own_;
  const MatchWeights& weights_;
  absl::flat_hash_map<uint32_t, size_t> places_;  // By phrase: where in cosines_.
  std::vector<float> cosines_;
  std::vector<float> best_;  // Scratch: by own phrase.
};

}  // namespace weft

#endif  // WEFT_MATCHING_PHRASE_MATCH_H_
