#include "bench/eval/other_methods.h"

#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "bench/eval/affiliations.h"
#include "bench/eval/baselines/baselines.h"
#include "bench/eval/baselines/top_candidates.h"
#include "bench/eval/parallel.h"
#include "bench/eval/rerankers/rerankers.h"
#include "weft/base/error.h"
#include "weft/graph/leiden.h"

namespace weft {
namespace {

constexpr char kBase[] = "mix";
constexpr size_t kPool = 100;  // Candidates of the base that rerankers choose from.
constexpr uint64_t kSeed = 1;

ProfileVectors VectorsOf(const NetworkView& view) {
  const size_t dimension = static_cast<size_t>(view.dimension());
  std::vector<float> rows(view.size() * dimension, 0);
  for (uint32_t member = 0; member < view.size(); ++member) {
    for (Facet facet : {Facet::kInterests, Facet::kOffers, Facet::kNeeds}) {
      const Int8Row row = view.facet_row(member, facet);
      if (!row) continue;
      for (size_t d = 0; d < dimension; ++d) rows[member * dimension + d] += row.scale * row.data[d];
    }
  }
  return ProfileVectors(rows, dimension);
}

// Cosines among the candidates of one list, each worked out once: several rerankers ask for them, at every place of
// their dials.
class PoolSimilarity {
 public:
  PoolSimilarity(const ScoredList& list, const ProfileVectors& vectors) : size_(list.candidates.size()) {
    cosines_.assign(size_ * size_, 1);
    for (size_t i = 0; i < size_; ++i) {
      places_[list.candidates[i].member] = i;
      for (size_t j = 0; j < i; ++j) {
        cosines_[i * size_ + j] = cosines_[j * size_ + i] =
            vectors.Cosine(list.candidates[i].member, list.candidates[j].member);
      }
    }
  }
  double operator()(uint32_t a, uint32_t b) const { return cosines_[places_.at(a) * size_ + places_.at(b)]; }

 private:
  const size_t size_;
  absl::flat_hash_map<uint32_t, size_t> places_;
  std::vector<double> cosines_;
};

// Room for the lists of every reranker, and their curves: families stand together, dials ascending.
void AddRerankers(const std::vector<Reranker>& rerankers, size_t base, size_t members, OtherLists* out) {
  for (const Reranker& reranker : rerankers) {
    if (out->curves.empty() || out->curves.back().name != reranker.family) {
      out->curves.push_back({reranker.family, {base}});
    }
    out->curves.back().methods.push_back(out->lists.size());
    out->lists.push_back({reranker.name, std::vector<RankedList>(members), {}, MethodFamily::kReranker, reranker.dial});
  }
}

absl::Status Rerank(const EvalNetwork& network, const ProfileVectors& vectors, const std::vector<ScoredList>& pools,
                    size_t base, int threads, const Progress& progress, OtherLists* out) {
  const Affiliations affiliations(network.members);
  RerankerInputs inputs;
  inputs.train = network.train.view();
  inputs.clustering = FindClusters(inputs.train, LeidenOptions());
  inputs.crosses = [&affiliations, &labels = inputs.clustering.labels](uint32_t a, uint32_t b) {
    return labels[a] != kNoCluster && labels[b] != kNoCluster && labels[a] != labels[b] && !affiliations.InCommon(a, b);
  };
  inputs.similarity = [&vectors](uint32_t a, uint32_t b) { return vectors.Cosine(a, b); };
  RerankerOptions options;
  options.length = kListLength;
  options.seed = kSeed;
  const std::vector<Reranker> rerankers = Rerankers(kBase, inputs, options);
  const size_t first = out->lists.size();
  AddRerankers(rerankers, base, network.members.size(), out);

  WEFT_RETURN_IF_ERROR(InParallel(pools.size(), threads, "reranking", progress, [&](size_t i) {
    RerankerInputs inputs_here = inputs;
    inputs_here.similarity = PoolSimilarity(pools[i], vectors);
    const std::vector<Reranker> here = Rerankers(kBase, inputs_here, options);
    for (size_t r = 0; r < here.size(); ++r) {
      if (here[r].needs_all_lists) continue;
      out->lists[first + r].lists[pools[i].member] = here[r].rerank(absl::MakeConstSpan(&pools[i], 1))[0];
    }
    return absl::OkStatus();
  }));
  return InParallel(rerankers.size(), threads, "reranking all lists together", progress, [&](size_t r) {
    if (!rerankers[r].needs_all_lists) return absl::OkStatus();
    std::vector<RankedList> lists = rerankers[r].rerank(pools);
    for (size_t i = 0; i < pools.size(); ++i) out->lists[first + r].lists[pools[i].member] = std::move(lists[i]);
    return absl::OkStatus();
  });
}

}  // namespace

absl::StatusOr<OtherLists> BaselinesAndRerankers(const EvalNetwork& network, const BuiltNetwork& built,
                                                 const std::vector<uint32_t>& asked, int threads,
                                                 const Progress& progress) {
  Report(progress, "preparing baselines", 0, 0);
  const ProfileVectors vectors = VectorsOf(built.view());
  const std::vector<Baseline> baselines = Baselines(network, vectors, kSeed);
  OtherLists out;
  size_t base = baselines.size();
  for (size_t b = 0; b < baselines.size(); ++b) {
    out.lists.push_back({baselines[b].name, std::vector<RankedList>(network.members.size())});
    out.lists.back().uses_popularity = baselines[b].uses_popularity;
    if (baselines[b].name == kBase) base = b;
  }
  if (base == baselines.size()) return absl::InternalError(absl::StrCat("there is no baseline ", kBase));

  std::vector<ScoredList> pools(asked.size());
  WEFT_RETURN_IF_ERROR(InParallel(asked.size(), threads, "asking baselines", progress, [&](size_t i) {
    for (size_t b = 0; b < baselines.size(); ++b) {
      ScoredList list =
          TopCandidates(network, asked[i], baselines[b].scores(asked[i]), b == base ? kPool : kListLength, kSeed);
      out.lists[b].lists[asked[i]] = WithoutScores(list, kListLength);
      if (b == base) pools[i] = std::move(list);
    }
    return absl::OkStatus();
  }));
  WEFT_RETURN_IF_ERROR(Rerank(network, vectors, pools, base, threads, progress, &out));
  return out;
}

}  // namespace weft
