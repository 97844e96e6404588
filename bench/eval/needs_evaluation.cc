#include "bench/eval/needs_evaluation.h"

#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "bench/eval/built_network.h"
#include "bench/eval/method_lists.h"
#include "bench/eval/parallel.h"
#include "bench/eval/scratch_directory.h"
#include "bench/ranking.h"
#include "bench/retrieval.h"
#include "indexer/workbench.h"
#include "weft/base/error.h"
#include "weft/base/file.h"
#include "weft/matching/recommender.h"

namespace weft {
namespace {

using Json = nlohmann::ordered_json;

// Ids sort as the candidates stand in the file.
std::string CandidateId(size_t place) { return absl::StrFormat("candidate-%08d", place); }

absl::StatusOr<std::unique_ptr<BuiltNetwork>> BuildCandidates(const Retrieval& retrieval, const NeedsOptions& options,
                                                              const Embedder& embedder, int threads,
                                                              const Progress& progress) {
  WEFT_ASSIGN_OR_RETURN(const std::unique_ptr<ScratchDirectory> scratch, ScratchDirectory::Make());
  const std::string path = absl::StrCat(scratch->path(), "/candidates");
  std::string text;
  std::vector<std::string> ids;
  for (size_t i = 0; i < retrieval.candidates.size(); ++i) {
    ids.push_back(CandidateId(i));
    const Json member = {{"id", ids.back()}, {"offers", {retrieval.candidates[i]}}};
    absl::StrAppend(&text, member.dump(-1, ' ', false, Json::error_handler_t::replace), "\n");
  }
  WEFT_RETURN_IF_ERROR(WriteFileDurably(path, text));
  BuiltNetworkOptions build;
  build.cache_directory = options.cache;
  build.threads = threads;
  build.progress = progress;
  absl::StatusOr<std::unique_ptr<BuiltNetwork>> built = BuiltNetwork::Build(path, ids, {}, embedder, build);
  // Its lines are the candidates in their order.
  if (!built.ok()) return Annotate(built.status(), options.retrieval);
  return built;
}

struct Found {
  double reciprocal_rank = 0;
  size_t place = 0;  // In what is shown, from 1; 0: not found.
};

absl::StatusOr<Found> Ask(const Recommender& recommender, const BuiltNetwork& built, const std::string& text,
                          const std::string& gold) {
  SearchQuery query;
  query.text = text;
  query.count = static_cast<int>(built.view().size());  // All that the search reaches.
  WEFT_ASSIGN_OR_RETURN(const std::vector<SearchHit> hits,
                        recommender.Search(built.view(), query, built.now(), [] { return absl::OkStatus(); }));
  Found found;
  std::vector<double> scores;
  for (size_t i = 0; i < hits.size(); ++i) {
    scores.push_back(hits[i].score);
    if (hits[i].member_id == gold) found.place = i + 1;
  }
  if (found.place > 0) found.reciprocal_rank = ReciprocalRank(scores, static_cast<int>(found.place - 1));
  return found;
}

}  // namespace

absl::StatusOr<NeedsResult> EvaluateNeeds(const NeedsOptions& options, const Embedder& embedder,
                                          const Progress& progress) {
  const absl::Time begin = absl::Now();
  WEFT_ASSIGN_OR_RETURN(const Retrieval retrieval, ReadRetrieval(options.retrieval));
  const int threads = options.threads > 0 ? options.threads : CoreCount();
  WEFT_ASSIGN_OR_RETURN(const std::unique_ptr<BuiltNetwork> built,
                        BuildCandidates(retrieval, options, embedder, threads, progress));
  // All at once is quicker than one by one; the search then finds them in the cache.
  Report(progress, "embedding needs", 0, 0);
  std::vector<float> rows(retrieval.queries.size() * static_cast<size_t>(embedder.dimension()));
  WEFT_RETURN_IF_ERROR(built->embedder().Embed(retrieval.queries, absl::MakeSpan(rows)));

  const Recommender recommender(&built->embedder());
  std::vector<Found> found(retrieval.queries.size());
  WEFT_RETURN_IF_ERROR(InParallel(found.size(), threads, "searching", progress, [&](size_t i) -> absl::Status {
    WEFT_ASSIGN_OR_RETURN(
        found[i], Ask(recommender, *built, retrieval.queries[i], CandidateId(static_cast<size_t>(retrieval.gold[i]))));
    return absl::OkStatus();
  }));

  NeedsResult result;
  result.options = options;
  result.manifest = built->manifest();
  result.candidates = static_cast<int64_t>(retrieval.candidates.size());
  result.queries = static_cast<int64_t>(retrieval.queries.size());
  const double part = 1 / static_cast<double>(found.size());
  for (const Found& entry : found) {
    result.not_found += entry.place == 0;
    result.mean_reciprocal_rank += part * entry.reciprocal_rank;
    if (entry.place == 1) result.hit_at_1 += part;
    if (entry.place >= 1 && entry.place <= kListLength) result.need_coverage_at_10 += part;
  }
  result.time = absl::Now() - begin;
  return result;
}

std::string ToJson(const NeedsResult& result) {
  const Json json = {{"parameters", {{"retrieval", result.options.retrieval}}},
                     {"embedder", result.manifest.embedder},
                     {"offers_index", result.manifest.index_type[static_cast<int>(Facet::kOffers)]},
                     {"candidates", result.candidates},
                     {"queries", result.queries},
                     {"not_found", result.not_found},
                     {"mean_reciprocal_rank", result.mean_reciprocal_rank},
                     {"hit_at_1", result.hit_at_1},
                     {"need_coverage_at_10", result.need_coverage_at_10},
                     {"hit_at_10", result.need_coverage_at_10},
                     {"seconds", absl::ToDoubleSeconds(result.time)}};
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace weft
