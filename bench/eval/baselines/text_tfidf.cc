#include "bench/eval/baselines/text_tfidf.h"

#include <cmath>

namespace weft {

TextTfidf::TextTfidf(const ProfileTerms& terms, double common_share)
    : terms_(terms), rarity_(terms.term_count(), 0), norms_(terms.member_count(), 0) {
  const double n = static_cast<double>(terms.member_count());
  for (uint32_t term = 0; term < rarity_.size(); ++term) {
    const double df = static_cast<double>(terms.HoldersOf(term).size());
    if (df <= common_share * n) rarity_[term] = std::log(n / df);
  }
  for (uint32_t member = 0; member < norms_.size(); ++member) {
    for (const ProfileTerms::Term& term : terms.TermsOf(member)) {
      const double coordinate = Coordinate(term.id, term.count);
      norms_[member] += coordinate * coordinate;
    }
    norms_[member] = std::sqrt(norms_[member]);
  }
}

MemberScores TextTfidf::Scores(uint32_t member) const {
  MemberScores scores(terms_.member_count(), 0);
  if (norms_[member] == 0) return scores;
  for (const ProfileTerms::Term& term : terms_.TermsOf(member)) {
    const double coordinate = Coordinate(term.id, term.count) / norms_[member];
    if (coordinate == 0) continue;
    for (const ProfileTerms::Holder& holder : terms_.HoldersOf(term.id)) {
      scores[holder.member] += coordinate * Coordinate(term.id, holder.count) / norms_[holder.member];
    }
  }
  return scores;
}

double TextTfidf::Coordinate(uint32_t term, double count) const { return (1 + std::log(count)) * rarity_[term]; }

}  // namespace weft
