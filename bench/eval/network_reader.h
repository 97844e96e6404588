#ifndef WEFT_BENCH_EVAL_NETWORK_READER_H_
#define WEFT_BENCH_EVAL_NETWORK_READER_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "bench/eval/eval_network.h"
#include "weft/graph/tie_strength.h"

namespace weft {

struct NetworkFiles {
  std::string members;    // members.jsonl
  std::string train;      // ties.csv: the ties there are.
  std::string test;       // ties.csv: ties that came later, held back.
  bool directed = false;  // `a` points at `b`; else a tie has no direction.
};

// What was left out of the files, and why. Rows, not members.
struct NetworkCounts {
  int64_t members = 0;
  int64_t train_ties = 0;  // Pairs without direction.
  int64_t test_ties = 0;   // Kept; both directions of a pair are two where ties have one.
  int64_t asked = 0;       // Members with at least one test tie: those whose lists are measured.
  int64_t train_self = 0, train_repeated = 0, train_unknown = 0;
  int64_t test_self = 0, test_repeated = 0, test_unknown = 0;
  int64_t test_known = 0;  // Train ties already, in either direction.
};

struct ReadNetwork {
  EvalNetwork network;
  // Train ties without direction, in ascending order of ordinals: what `network.train` was made from, and what the
  // product is given. Of a pair tied both ways the weights are added and the later time stands.
  std::vector<RawTie> train_ties;
  NetworkCounts counts;
  std::vector<std::string> warnings;  // For people, each a line: what was left out, by file and line.
};

// Reads the three files. Ties that say nothing (a member with itself, a pair once more), that name somebody who is no
// member, and test ties that are there at the start are left out, counted and warned of. Everything malformed is an
// error that names file, line and what to do: INVALID_ARGUMENT (BAD_EVAL_FILE); so is a network without members, train
// ties of which none joins two members, and a test file without any tie left (NO_TEST_TIES). A train file without ties
// is fine, and so are members without text. Errors of files as in weft/profile.
absl::StatusOr<ReadNetwork> ReadEvalNetwork(const NetworkFiles& files);

// The last part of a member's name.
std::string MemberIdOf(const v1::Member& member);

}  // namespace weft

#endif  // WEFT_BENCH_EVAL_NETWORK_READER_H_
