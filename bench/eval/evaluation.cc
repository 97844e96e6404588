#include "bench/eval/evaluation.h"

#include <utility>

#include "bench/eval/built_network.h"
#include "bench/eval/parallel.h"
#include "indexer/workbench.h"
#include "weft/base/error.h"

namespace weft {

absl::StatusOr<EvalResult> Evaluate(const EvalOptions& options, const Embedder& embedder, const Progress& progress) {
  WEFT_ASSIGN_OR_RETURN(ReadNetwork read, ReadEvalNetwork(options.files));
  const int threads = options.threads > 0 ? options.threads : CoreCount();
  const EvalNetwork& network = read.network;

  std::vector<std::string> ids;
  for (const v1::Member& member : network.members) ids.push_back(MemberIdOf(member));
  BuiltNetworkOptions build;
  build.cache_directory = options.cache;
  build.threads = threads;
  build.progress = progress;
  WEFT_ASSIGN_OR_RETURN(const std::unique_ptr<BuiltNetwork> built,
                        BuiltNetwork::Build(options.files.members, ids, read.train_ties, embedder, build));

  WeftListsOptions ask;
  ask.shares = options.shares;
  ask.threads = threads;
  ask.progress = progress;
  WEFT_ASSIGN_OR_RETURN(std::vector<MethodLists> lists, WeftLists(*built, AskedMembers(network), ask));

  Report(progress, "finding clusters", 0, 0);
  const ListMeasurer measurer(&network, options.resamples, options.seed);
  std::vector<MethodMeasures> methods(lists.size());
  WEFT_RETURN_IF_ERROR(InParallel(lists.size(), threads, "measuring", progress, [&](size_t i) {
    methods[i] = measurer.Measure(lists[i]);
    return absl::OkStatus();
  }));
  return EvalResult{options,          std::move(read),    built->manifest(),
                    std::move(lists), std::move(methods), built->build_time()};
}

}  // namespace weft
