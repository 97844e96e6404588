#include "bench/eval/baselines/text_bm25.h"

#include <cmath>

#include "gtest/gtest.h"
#include "tests/bench/eval/made_network.h"

namespace weft {
namespace {

// Profiles with drawn words w0 .. w14 in the bio.
EvalNetwork DrawTexts(uint32_t size, uint64_t seed) {
  EvalNetwork network = MakeEvalNetwork(size, {});
  Random random(seed);
  for (v1::Member& member : network.members) {
    for (uint64_t words = random.Below(12); words > 0; --words) {
      member.set_bio(member.bio() + absl::StrFormat(" w%d", random.Below(15)));
    }
  }
  return network;
}

double Length(const ProfileTerms& terms, uint32_t member) {
  double length = 0;
  for (const ProfileTerms::Term& term : terms.TermsOf(member)) length += term.count;
  return length;
}

TEST(TextBm25Test, IsAsComputedByHand) {
  // "chess" is in two of three profiles, "piano" in one. Lengths 2, 1, 3: mean 2.
  EvalNetwork network = MakeEvalNetwork(3, {});
  network.members[0].set_bio("chess piano");
  network.members[1].set_bio("chess");
  network.members[2].set_bio("go go go");
  const ProfileTerms terms(network);
  const MemberScores scores = TextBm25(terms).Scores(0);
  EXPECT_NEAR(scores[1], std::log(1 + 1.5 / 2.5) * 2.2 / (1.2 * (0.25 + 0.75 * 0.5) + 1), 1e-12);
  EXPECT_EQ(scores[2], 0);
}

TEST(TextBm25Test, AgreesWithTheFormulaForEveryPair) {
  const EvalNetwork network = DrawTexts(30, 8);
  const ProfileTerms terms(network);
  const TextBm25Options options{0.6, 0.9};
  const TextBm25 bm25(terms, options);
  double mean = 0;
  for (uint32_t i = 0; i < 30; ++i) mean += Length(terms, i) / 30;
  for (uint32_t u = 0; u < 30; ++u) {
    const MemberScores scores = bm25.Scores(u);
    for (uint32_t v = 0; v < 30; ++v) {
      double expected = 0;
      for (const ProfileTerms::Term& mine : terms.TermsOf(u)) {
        const double df = static_cast<double>(terms.HoldersOf(mine.id).size());
        for (const ProfileTerms::Term& theirs : terms.TermsOf(v)) {
          if (mine.id != theirs.id) continue;
          const double penalty = options.k * (1 - options.b + options.b * Length(terms, v) / mean);
          expected +=
              std::log(1 + (30 - df + 0.5) / (df + 0.5)) * (options.k + 1) * theirs.count / (penalty + theirs.count);
        }
      }
      EXPECT_NEAR(scores[v], expected, 1e-10);
    }
  }
}

TEST(TextBm25Test, WorksWithoutAnyText) {
  const EvalNetwork network = MakeEvalNetwork(3, {});
  const ProfileTerms terms(network);
  for (double score : TextBm25(terms).Scores(0)) EXPECT_EQ(score, 0);
}

}  // namespace
}  // namespace weft
