#ifndef WEFT_BENCH_EVAL_BASELINES_PROFILE_TERMS_H_
#define WEFT_BENCH_EVAL_BASELINES_PROFILE_TERMS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "bench/eval/eval_network.h"
#include "weft/v1/member.pb.h"

namespace weft {

struct ProfileTermsOptions {
  double tag_count = 2;        // How often a tag counts; a word of the bio counts once each time.
  bool words_of_tags = false;  // Tags fall into their words instead of staying whole.
};

// What members say of themselves, as counted terms. Tags are the phrases of interests, offers and needs, by
// NormalizePhrase; the bio falls into its words (LexicalWords). A tag and a word of the same letters are one term.
// Immutable once built; concurrent calls are safe.
class ProfileTerms {
 public:
  struct Term {
    uint32_t id = 0;  // Dense, from 0.
    double count = 0;
  };
  // One posting of a term.
  struct Holder {
    uint32_t member = 0;
    double count = 0;
  };

  // Linear in the text.
  explicit ProfileTerms(const EvalNetwork& network, const ProfileTermsOptions& options = {});

  size_t member_count() const { return terms_.size(); }
  size_t term_count() const { return holders_.size(); }
  // Ascending by id.
  absl::Span<const Term> TermsOf(uint32_t member) const { return terms_[member]; }
  // Ascending by member.
  absl::Span<const Holder> HoldersOf(uint32_t term) const { return holders_[term]; }

 private:
  std::vector<std::vector<Term>> terms_;      // By member.
  std::vector<std::vector<Holder>> holders_;  // By term.
};

}  // namespace weft

#endif  // WEFT_BENCH_EVAL_BASELINES_PROFILE_TERMS_H_
