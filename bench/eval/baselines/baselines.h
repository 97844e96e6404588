#ifndef WEFT_BENCH_EVAL_BASELINES_BASELINES_H_
#define WEFT_BENCH_EVAL_BASELINES_BASELINES_H_

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "bench/eval/baselines/profile_vectors.h"
#include "bench/eval/eval_network.h"

namespace weft {

// One way to recommend that Weft is compared with.
struct Baseline {
  std::string name;    // In files and reports; never changes.
  std::string source;  // Who described it, one line.
  // Whether it weighs a candidate's own ties: such methods are shown, but the best of the others is the one to beat.
  // What favors the well tied without weighing them (PageRank, common neighbours) is among the others.
  bool uses_popularity = false;
  // Scores of everybody as a recommendation for the member, see TopCandidates. Concurrent calls are safe.
  std::function<MemberScores(uint32_t member)> scores;
};

// All of them, in the order of reports. None looks at the test ties.
//   random                 Chance
//   popularity             Popularity                                                             uses popularity
//   common_neighbours, adamic_adar, resource_allocation     neighbor_overlap.h
//   personalized_pagerank  PersonalizedPageRank
//   graph_bm25             GraphBm25
//   content_embedding      ProfileVectors
//   content_bm25           TextBm25 over tags and bio
//   content_tfidf          TextTfidf over tags, counted twice, and bio
//   circles                CircleOverlap
//   circles_popularity     the same, weighted by the candidate's degree                           uses popularity
//   mix                    adamic_adar + 0.5 circles + 0.3 content_tfidf, by ScoreMix
//   mix_popularity         adamic_adar + 0.5 circles_popularity + 0.3 content_tfidf               uses popularity
// `network` and `vectors` must outlive the functions. `seed` draws `random`. O(n + m + text).
// REQUIRES: vectors of all members.
std::vector<Baseline> Baselines(const EvalNetwork& network, const ProfileVectors& vectors, uint64_t seed);

}  // namespace weft

#endif  // WEFT_BENCH_EVAL_BASELINES_BASELINES_H_
