#include "bench/eval/rerankers/rerankers.h"

#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "bench/eval/rerankers/greedy_cegc.h"
#include "bench/eval/rerankers/greedy_dpp.h"
#include "bench/eval/rerankers/xquad.h"

namespace weft {
namespace {

using RerankOne = std::function<RankedList(const ScoredList& list, double dial)>;

// The part of a family that does not depend on the dial.
struct Family {
  std::string name;
  std::string source;
  std::vector<double> dials;
};

void AddForEachList(const std::string& base, const Family& family, const RerankOne& rerank_one,
                    std::vector<Reranker>* rerankers) {
  for (double dial : family.dials) {
    rerankers->push_back({absl::StrCat(base, "_", family.name, "_", dial), family.name, dial, family.source, false,
                          [rerank_one, dial](absl::Span<const ScoredList> lists) {
                            std::vector<RankedList> ranked;
                            ranked.reserve(lists.size());
                            for (const ScoredList& list : lists) ranked.push_back(rerank_one(list, dial));
                            return ranked;
                          }});
  }
}

}  // namespace

std::vector<Reranker> Rerankers(const std::string& base, const RerankerInputs& inputs, const RerankerOptions& options) {
  const auto shared = std::make_shared<const RerankerInputs>(inputs);
  const size_t length = options.length;
  std::vector<Reranker> rerankers;
  AddForEachList(
      base, {"reserved", "places kept for strict crossings", {1, 2, 3, 4, 5, 6, 7, 8, 9}},
      [shared, length](const ScoredList& list, double dial) {
        const auto reserved = static_cast<size_t>(dial / 10 * static_cast<double>(length) + 0.5);
        return ReservePlaces(list, length, reserved, shared->crosses);
      },
      &rerankers);
  AddForEachList(
      base, {"mmr", "Carbonell & Goldstein 1998", {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8}},
      [shared, length](const ScoredList& list, double dial) {
        return MaximizeMarginalRelevance(list, length, dial, shared->similarity);
      },
      &rerankers);
  AddForEachList(
      base, {"xquad", "Santos, Macdonald & Ounis 2010, over clusters", {0.1, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99}},
      [shared, length](const ScoredList& list, double dial) {
        return DiversifyOverClusters(list, length, dial, shared->clustering);
      },
      &rerankers);
  AddForEachList(
      base, {"dpp", "Chen, Zhang & Zhou 2018: fast greedy", {0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5}},
      [shared, length](const ScoredList& list, double dial) {
        return MaximizeVolume(list, length, dial, shared->similarity);
      },
      &rerankers);
  for (double dial : {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0}) {
    rerankers.push_back({absl::StrCat(base, "_cegc_", dial), "cegc", dial, "after Sanz-Cruzado & Castells 2018: greedy",
                         true, [shared, length, dial, seed = options.seed](absl::Span<const ScoredList> lists) {
                           return SpreadOverClusterPairs(lists, length, dial, shared->train, shared->clustering, seed);
                         }});
  }
  return rerankers;
}

}  // namespace weft
