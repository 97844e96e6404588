#include "bench/eval/baselines/text_tfidf.h"

#include <cmath>
#include <vector>

#include "gtest/gtest.h"
#include "tests/bench/eval/made_network.h"

namespace weft {
namespace {

TEST(TextTfidfTest, IsAsComputedByHand) {
  // Ten members. "tk" is in two profiles, "sdl" and "gtk" in one each: 0 and 1 share "tk".
  EvalNetwork network = MakeEvalNetwork(10, {});
  network.members[0].set_bio("tk sdl sdl");
  network.members[1].set_bio("tk gtk");
  const ProfileTerms terms(network);
  const MemberScores scores = TextTfidf(terms).Scores(0);
  const double tk = std::log(5.0), sdl = (1 + std::log(2.0)) * std::log(10.0), gtk = std::log(10.0);
  EXPECT_NEAR(scores[1], tk * tk / (std::hypot(tk, sdl) * std::hypot(tk, gtk)), 1e-12);
  EXPECT_NEAR(scores[0], 1, 1e-12);
  EXPECT_EQ(scores[2], 0);
}

TEST(TextTfidfTest, LeavesCommonTermsOut) {
  EvalNetwork network = MakeEvalNetwork(10, {});
  for (int i = 0; i < 4; ++i) network.members[i].set_bio("library");
  network.members[0].set_bio("library tk");
  network.members[1].set_bio("library tk");
  const ProfileTerms terms(network);
  EXPECT_EQ(TextTfidf(terms, 0.3).Scores(0)[2], 0) << "in 4 of 10 profiles";
  EXPECT_NEAR(TextTfidf(terms, 0.3).Scores(0)[1], 1, 1e-12);
  EXPECT_GT(TextTfidf(terms, 0.4).Scores(0)[2], 0);
}

TEST(TextTfidfTest, AgreesWithDenseVectors) {
  EvalNetwork network = MakeEvalNetwork(30, {});
  Random random(6);
  for (v1::Member& member : network.members) {
    for (uint64_t words = random.Below(10); words > 0; --words) {
      member.set_bio(member.bio() + absl::StrFormat(" w%d", random.Below(20)));
    }
    if (random.Below(2) == 0) member.add_offers(absl::StrFormat("w%d", random.Below(20)));
  }
  const ProfileTerms terms(network);
  std::vector<std::vector<double>> dense(30, std::vector<double>(terms.term_count(), 0));
  for (uint32_t i = 0; i < 30; ++i) {
    for (const ProfileTerms::Term& term : terms.TermsOf(i)) {
      const double df = static_cast<double>(terms.HoldersOf(term.id).size());
      if (df > 0.3 * 30) continue;
      dense[i][term.id] = (1 + std::log(term.count)) * std::log(30 / df);
    }
  }
  const auto dot = [](const std::vector<double>& a, const std::vector<double>& b) {
    double sum = 0;
    for (size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
    return sum;
  };
  const TextTfidf tfidf(terms);
  for (uint32_t u = 0; u < 30; ++u) {
    const MemberScores scores = tfidf.Scores(u);
    for (uint32_t v = 0; v < 30; ++v) {
      const double norms = std::sqrt(dot(dense[u], dense[u]) * dot(dense[v], dense[v]));
      EXPECT_NEAR(scores[v], norms > 0 ? dot(dense[u], dense[v]) / norms : 0, 1e-10);
    }
  }
}

}  // namespace
}  // namespace weft
