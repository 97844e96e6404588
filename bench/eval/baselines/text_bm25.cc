#include "bench/eval/baselines/text_bm25.h"

#include <cassert>
#include <cmath>
#include <numeric>

namespace weft {

TextBm25::TextBm25(const ProfileTerms& terms, const TextBm25Options& options) : terms_(terms), options_(options) {
  assert(options.b >= 0 && options.b <= 1 && options.k > 0);
  std::vector<double> lengths(terms.member_count(), 0);
  for (uint32_t i = 0; i < lengths.size(); ++i) {
    for (const ProfileTerms::Term& term : terms.TermsOf(i)) lengths[i] += term.count;
  }
  const double total = std::accumulate(lengths.begin(), lengths.end(), 0.0);
  const double mean = total > 0 ? total / static_cast<double>(lengths.size()) : 1;
  for (double length : lengths) length_penalty_.push_back(options.k * (1 - options.b + options.b * length / mean));
}

MemberScores TextBm25::Scores(uint32_t member) const {
  const double n = static_cast<double>(terms_.member_count());
  MemberScores scores(terms_.member_count(), 0);
  for (const ProfileTerms::Term& term : terms_.TermsOf(member)) {
    const auto holders = terms_.HoldersOf(term.id);
    const double df = static_cast<double>(holders.size());
    const double factor = (options_.k + 1) * std::log(1 + (n - df + 0.5) / (df + 0.5));
    for (const ProfileTerms::Holder& holder : holders) {
      scores[holder.member] += factor * holder.count / (length_penalty_[holder.member] + holder.count);
    }
  }
  return scores;
}

}  // namespace weft
