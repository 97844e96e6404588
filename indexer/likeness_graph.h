#ifndef WEFT_INDEXER_LIKENESS_GRAPH_H_
#define WEFT_INDEXER_LIKENESS_GRAPH_H_

#include <cstdint>

#include "absl/status/statusor.h"
#include "weft/graph/tie_graph.h"
#include "weft/snapshot/snapshot_arrays.h"

namespace weft {

struct LikenessOptions {
  int interest_neighbors = 8;  // The nearest by interests that a member is joined to.
  // What a perfect likeness of interests weighs, where a circle of one's own weighs 1. 0 to 1. How well clusters of
  // likeness foretell real ones, on samples/debian-maintainers (modularity on its ties, which the clusters did not see;
  // clusters found in the ties themselves have .634; one seed):
  //   weight        0     .02   .05   .07   .1    .15   .25   .5    1
  //   modularity   .327  .348  .367  .393  .370  .326  .275  .242  .204
  //   clusters      32    27    24    23    21    17    16    15    19
  // The weight was chosen on this one network, whose ties are joint work in its circles: a round number on the hill.
  double interest_weight = 0.1;
  // With more members who have interests, interests are left out: all are compared with all, which takes some 12
  // seconds on one thread for so many.
  uint32_t interest_members_max = 20000;
  int threads = 1;
};

struct LikenessGraph {
  // Members by ordinal, then a node for every circle and organization of two or more.
  TieGraph graph;
  uint32_t member_count = 0;
  bool interests_left_out = false;  // There were too many members to compare.
};

// Who is like whom, for networks in which nobody is known to know anybody. Each circle and each organization is a node
// that its members are joined to, with log(1 + members / its size) / log(1 + members), so that rare ones weigh more.
// A node for each, and not a tie for each pair in it, keeps large ones cheap, and one large circle without anything
// else whole: a sample of its pairs would fall into clusters of chance. Each member is also joined to those nearest by
// interests, by cosine.
//
// O(members of circles + interests^2 * dimension / threads). Deterministic, whatever the threads.
absl::StatusOr<LikenessGraph> BuildLikenessGraph(const SnapshotArrays& arrays, const LikenessOptions& options);

}  // namespace weft

#endif  // WEFT_INDEXER_LIKENESS_GRAPH_H_
