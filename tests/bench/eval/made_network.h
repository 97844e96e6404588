#ifndef WEFT_TESTS_BENCH_EVAL_MADE_NETWORK_H_
#define WEFT_TESTS_BENCH_EVAL_MADE_NETWORK_H_

#include <cstdint>
#include <map>
#include <vector>

#include "absl/strings/str_format.h"
#include "bench/eval/eval_network.h"
#include "weft/base/random.h"

namespace weft {

struct MadeTie {
  uint32_t a = 0;  // With direction, `a` points at `b`.
  uint32_t b = 0;
  double weight = 1;
};

// A network of members m000, m001 … without profiles and test ties. REQUIRES: no tie twice.
inline EvalNetwork MakeEvalNetwork(uint32_t size, const std::vector<MadeTie>& ties, bool directed = false) {
  std::vector<DerivedTie> derived;
  std::vector<std::map<uint32_t, double>> out(size), in(size);
  for (const MadeTie& tie : ties) {
    derived.push_back({tie.a, tie.b, 0.5f});
    out[tie.a][tie.b] = in[tie.b][tie.a] = tie.weight;
    if (!directed) out[tie.b][tie.a] = in[tie.a][tie.b] = tie.weight;
  }
  EvalNetwork network{directed, {}, TieGraph::FromTies(size, derived).value()};
  network.out.resize(size);
  network.in.resize(size);
  network.out_weights.resize(size);
  network.test.resize(size);
  for (uint32_t i = 0; i < size; ++i) {
    network.members.emplace_back().set_name(absl::StrFormat("networks/n/members/m%03d", i));
    for (const auto& entry : out[i]) {
      network.out[i].push_back(entry.first);
      network.out_weights[i].push_back(entry.second);
    }
    for (const auto& entry : in[i]) network.in[i].push_back(entry.first);
  }
  return network;
}

// Ties drawn with the given chance each, weights 1 to 5.
inline EvalNetwork DrawEvalNetwork(uint32_t size, double chance, bool directed, uint64_t seed) {
  Random random(seed);
  std::vector<MadeTie> ties;
  for (uint32_t a = 0; a < size; ++a) {
    for (uint32_t b = directed ? 0 : a + 1; b < size; ++b) {
      if (a != b && random.Uniform() < chance) ties.push_back({a, b, 1.0 + static_cast<double>(random.Below(5))});
    }
  }
  return MakeEvalNetwork(size, ties, directed);
}

}  // namespace weft

#endif  // WEFT_TESTS_BENCH_EVAL_MADE_NETWORK_H_
